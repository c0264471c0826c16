import { type Desk, findDesk } from "./queries";
import { currentInvitation } from "./session";

/** The pages of the person whose link this browser opened; null without a live session. */
export async function loadDesk(): Promise<Desk | null> {
  const invitation = await currentInvitation();
  return invitation === null ? null : findDesk(invitation.id);
}
