import { declineInvitation } from "@/lib/answers/commands";
import { refuseForm, seeOther } from "@/lib/answers/door";
import { declineSchema } from "@/lib/answers/schema";
import { findInvitationByToken } from "@/lib/invitations/queries";

/** The invited person says no; the page it leads to says how to take that back. */
export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const { token } = await params;
  const invitation = await findInvitationByToken(token);
  if (invitation !== null) {
    const parsed = declineSchema.safeParse(Object.fromEntries(await request.formData()));
    await declineInvitation(invitation, parsed.success ? parsed.data.reason : "", new Date());
  }
  return seeOther(`/answer/${token}`);
}
