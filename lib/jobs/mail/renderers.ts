import { renderReceiptMail } from "@/lib/answers/emails/receipt";
import { renderRoundMail } from "@/lib/answers/rounds/emails/round";
import { renderSignInMail } from "@/lib/auth/emails/sign-in";
import { renderInvitationMails } from "@/lib/invitations/emails/invitation";
import { renderReminderMails } from "@/lib/invitations/reminders/emails/reminder";
import type { MailTemplate } from "@/lib/platform/outbox";
import { renderBlockedMail } from "@/lib/publications/emails/blocked";
import { renderPublishedMail } from "@/lib/publications/emails/published";
import { renderQuotesMail } from "@/lib/synthesis/quotes/emails/quotes";
import type { MailBatchRenderer, MailRenderer } from "./sender";

/** Who writes the mail of each template. */
export const mailRenderers: Readonly<Record<MailTemplate, MailRenderer | MailBatchRenderer>> = {
  invitation: { renderAll: renderInvitationMails },
  "publication-blocked": renderBlockedMail,
  published: renderPublishedMail,
  quotes: renderQuotesMail,
  "quotes-reminder": renderQuotesMail,
  receipt: renderReceiptMail,
  reminder: { renderAll: renderReminderMails },
  round: renderRoundMail,
  "sign-in": renderSignInMail,
};
