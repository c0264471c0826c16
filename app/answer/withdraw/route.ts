import { withdrawResponse } from "@/lib/answers/consent/commands";
import { refuseForm, seeOther } from "@/lib/answers/door";
import { currentInvitation } from "@/lib/answers/session";
import { blankPublishedFields } from "@/lib/publications/withdrawal/commands";

/** Takes a response back; the tick of the box is the confirmation. */
export async function POST(request: Request) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const invitation = await currentInvitation();
  if (invitation === null) return seeOther("/answer");
  const form = await request.formData();
  if (form.get("sure") !== "yes") return seeOther("/answer/receipt?refused=unconfirmed#withdraw");
  const withdrawn = await withdrawResponse(invitation.id, new Date(), blankPublishedFields);
  return seeOther(
    withdrawn.ok
      ? "/answer/receipt?changed=withdrawn"
      : `/answer/receipt?refused=${withdrawn.reason}`,
  );
}
