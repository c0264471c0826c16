import { renderConfirmationMail } from "@/lib/answers/confirmation/emails/confirmation";
import { renderReceiptMail } from "@/lib/answers/emails/receipt";
import { renderRewordedMail } from "@/lib/answers/rewording/emails/reworded";
import { renderRoundMail } from "@/lib/answers/rounds/emails/round";
import { renderSignInMail } from "@/lib/auth/emails/sign-in";
import { renderProofMail } from "@/lib/invitations/address-proof/emails/proof";
import { renderInvitationMails } from "@/lib/invitations/emails/invitation";
import { renderTestMail } from "@/lib/invitations/message/emails/test-mail";
import { renderMoreTimeMail } from "@/lib/invitations/more-time/emails/more-time";
import { renderNominationMail } from "@/lib/invitations/nominations/emails/confirm";
import { renderReminderMails } from "@/lib/invitations/reminders/emails/reminder";
import { hasEndedMails } from "@/lib/invitations/unsubscribe/queries";
import type { MailTemplate } from "@/lib/platform/outbox";
import { renderBlockedMail } from "@/lib/publications/emails/blocked";
import { renderPublishedMail } from "@/lib/publications/emails/published";
import { renderErasureWarningMail } from "@/lib/publications/retention/emails/warning";
import { renderMemberInviteMail } from "@/lib/surveys/members/emails/invite";
import { renderQuotesMail } from "@/lib/synthesis/quotes/emails/quotes";
import type { MailBatchRenderer, MailRenderer } from "./rendering";

/** For mails beyond the one that a person asked for by submitting: they end where the person says so. */
function wanted(render: MailRenderer): MailRenderer {
  return async (message) =>
    message.invitationId !== null && (await hasEndedMails(message.invitationId))
      ? { skip: "the person wants no more mails" }
      : render(message);
}

/** Who writes the mail of each template. */
export const mailRenderers: Readonly<Record<MailTemplate, MailRenderer | MailBatchRenderer>> = {
  // Asked for by pressing a button, like the receipt: it goes to whoever wants no other mail too.
  "address-proof": renderProofMail,
  confirmation: wanted(renderConfirmationMail),
  invitation: { renderAll: renderInvitationMails },
  "member-invite": renderMemberInviteMail,
  "invitation-test": renderTestMail,
  "publication-blocked": renderBlockedMail,
  published: wanted(renderPublishedMail),
  quotes: wanted(renderQuotesMail),
  "quotes-reminder": wanted(renderQuotesMail),
  "more-time": wanted(renderMoreTimeMail),
  receipt: renderReceiptMail,
  reminder: { renderAll: renderReminderMails },
  "erasure-warning": renderErasureWarningMail,
  reworded: wanted((message) => renderRewordedMail(message)),
  round: wanted(renderRoundMail),
  "self-nomination": renderNominationMail,
  "sign-in": renderSignInMail,
};
