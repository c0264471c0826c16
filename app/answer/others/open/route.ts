import { refuseForm, seeOther } from "@/lib/answers/door";
import { currentInvitation } from "@/lib/answers/session";
import { openOthers } from "@/lib/synthesis/feedback/commands";

/** Opens the others' answers to somebody who has submitted; the page itself says why not to anybody else. */
export async function POST(request: Request) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const invitation = await currentInvitation();
  if (invitation !== null) await openOthers(invitation.id, new Date());
  return seeOther("/answer/others");
}
