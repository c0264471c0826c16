import { renderReceiptMail } from "@/lib/answers/emails/receipt";
import { renderSignInMail } from "@/lib/auth/emails/sign-in";
import { renderInvitationMail } from "@/lib/invitations/emails/invitation";
import type { MailTemplate } from "@/lib/platform/outbox";
import { renderQuotesMail } from "@/lib/synthesis/quotes/emails/quotes";
import type { MailRenderer } from "./commands";

/** Who writes the mail of each template. */
export const mailRenderers: Readonly<Record<MailTemplate, MailRenderer>> = {
  invitation: renderInvitationMail,
  quotes: renderQuotesMail,
  "quotes-reminder": renderQuotesMail,
  receipt: renderReceiptMail,
  "sign-in": renderSignInMail,
};
