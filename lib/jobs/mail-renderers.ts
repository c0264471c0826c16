import { renderReceiptMail } from "@/lib/answers/emails/receipt";
import { renderSignInMail } from "@/lib/auth/emails/sign-in";
import { renderInvitationMail } from "@/lib/invitations/emails/invitation";
import type { RenderMail } from "./commands";

const renderers = new Map<string, RenderMail>([
  ["invitation", renderInvitationMail],
  ["receipt", renderReceiptMail],
  ["sign-in", renderSignInMail],
]);

/** Writes the mail of an outbox row with its template's renderer. */
export const renderMail: RenderMail = async (message) => {
  const render = renderers.get(message.template);
  return render === undefined ? { skip: `no template "${message.template}"` } : render(message);
};
