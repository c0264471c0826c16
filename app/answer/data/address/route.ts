import { refuseForm, seeOther } from "@/lib/answers/door";
import { currentInvitation } from "@/lib/answers/session";
import { askForAddressProof } from "@/lib/invitations/address-proof/commands";

/** Mails a link to the address of whoever's link this browser opened: reading mail there is what proves it. */
export async function POST(request: Request) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const invitation = await currentInvitation();
  if (invitation === null) return seeOther("/answer/data");
  const asked = await askForAddressProof(invitation, new Date());
  return seeOther(`/answer/data${asked.ok ? "?mailed=yes" : ""}#address`);
}
