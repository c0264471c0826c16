import { submitResponse } from "@/lib/answers/commands";
import { refuseForm, seeOther } from "@/lib/answers/door";
import { submitSchema } from "@/lib/answers/schema";
import { currentResponse } from "@/lib/answers/session";
import { blankPublishedFields } from "@/lib/publications/withdrawal/commands";

/** Submits what is stored. The same form sent twice is one submission. */
export async function POST(request: Request) {
  const session = await currentResponse();
  const refused = await refuseForm(request, session?.responseId);
  if (refused) return refused;
  const parsed = submitSchema.safeParse(Object.fromEntries(await request.formData()));
  if (session === null || !parsed.success) return seeOther("/answer");
  const submitted = await submitResponse(
    session.invitationId,
    parsed.data.submission,
    new Date(),
    blankPublishedFields,
  );
  if (submitted.ok) return seeOther("/answer/receipt");
  return seeOther(`/answer/review?refused=${submitted.reason}`);
}
