import { declineInvitation } from "@/lib/answers/commands";
import { refuseForm, seeOther } from "@/lib/answers/door";
import { findInvitationByToken } from "@/lib/invitations/queries";
import { suggestColleague } from "@/lib/invitations/suggestions/commands";
import { suggestionSchema } from "@/lib/invitations/suggestions/schema";

/** "Not me, ask …": stores a colleague's name for the authors to see, and declines where that was asked for. */
export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const { token } = await params;
  const invitation = await findInvitationByToken(token);
  if (invitation === null) return seeOther(`/answer/${token}`);
  const parsed = suggestionSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) return seeOther(`/answer/${token}?suggested=unreadable#colleague`);
  const now = new Date();
  const stored = await suggestColleague(invitation, parsed.data, now);
  if (!stored.ok) return seeOther(`/answer/${token}?suggested=too-many#colleague`);
  if (parsed.data.go === "decline") await declineInvitation(invitation, "", now);
  return seeOther(`/answer/${token}?suggested=yes#colleague`);
}
