import { tightenConsent } from "@/lib/answers/consent/commands";
import { refuseForm, seeOther } from "@/lib/answers/door";
import { tightenSchema } from "@/lib/answers/schema";
import { currentInvitation } from "@/lib/answers/session";
import { blankPublishedFields } from "@/lib/publications/withdrawal/commands";

/** Shows less of a submitted answer, at once. */
export async function POST(request: Request) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const invitation = await currentInvitation();
  if (invitation === null) return seeOther("/answer");
  const parsed = tightenSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) return seeOther("/answer/receipt?refused=invalid-input");
  const { answer, attribution, quotable } = parsed.data;
  const changed = await tightenConsent(
    invitation.id,
    { answerId: answer, attribution, quotable: quotable === "yes" },
    new Date(),
    blankPublishedFields,
  );
  return seeOther(
    changed.ok ? "/answer/receipt?changed=consent" : `/answer/receipt?refused=${changed.reason}`,
  );
}
