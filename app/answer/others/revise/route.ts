import { refuseForm, seeOther } from "@/lib/answers/door";
import { currentInvitation } from "@/lib/answers/session";
import { blankPublishedFields } from "@/lib/publications/withdrawal/commands";
import { reviseStance } from "@/lib/synthesis/feedback/commands";
import { reviseStanceSchema } from "@/lib/synthesis/feedback/schema";

/** A stance revised beside the others' answers. */
export async function POST(request: Request) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const invitation = await currentInvitation();
  if (invitation === null) return seeOther("/answer/others");
  const parsed = reviseStanceSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) return seeOther("/answer/others?refused=invalid-input");
  const revised = await reviseStance(invitation.id, parsed.data, new Date(), blankPublishedFields);
  if (!revised.ok) return seeOther(`/answer/others?refused=${revised.reason}`);
  if (revised.value === "review") return seeOther("/answer/review");
  return seeOther(`/answer/others?revised=1#question-${parsed.data.question}`);
}
