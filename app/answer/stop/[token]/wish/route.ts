import { refuseForm, seeOther } from "@/lib/answers/door";
import { resumeMails, stopMails } from "@/lib/invitations/unsubscribe/commands";
import { findInvitationToStop } from "@/lib/invitations/unsubscribe/queries";
import { stopSchema } from "@/lib/invitations/unsubscribe/schema";

/** Ends mails about one survey or from the whole site, or takes that back. */
export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const { token } = await params;
  const invitation = await findInvitationToStop(token);
  const parsed = stopSchema.safeParse(Object.fromEntries(await request.formData()));
  if (invitation !== null && parsed.success) {
    const { wish } = parsed.data;
    await (wish === "resume" ? resumeMails(invitation) : stopMails(invitation, wish, new Date()));
  }
  return seeOther(`/answer/stop/${token}`);
}
