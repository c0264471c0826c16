import { renderReceiptMail } from "@/lib/answers/emails/receipt";
import { renderSignInMail } from "@/lib/auth/emails/sign-in";
import { renderInvitationMail } from "@/lib/invitations/emails/invitation";
import type { RenderedMail } from "@/lib/platform/mail";
import type { MailTemplate } from "@/lib/platform/outbox";
import type { OutboxMessage } from "@/prisma/generated/client/client";

/** A template reads what it needs by the message's ids. `skip` says why the mail is not wanted any more. */
export type MailRenderer = (message: OutboxMessage) => Promise<RenderedMail | { skip: string }>;

export const mailRenderers: Readonly<Record<MailTemplate, MailRenderer>> = {
  invitation: renderInvitationMail,
  receipt: renderReceiptMail,
  "sign-in": renderSignInMail,
};
