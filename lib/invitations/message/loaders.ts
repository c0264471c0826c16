import { notFound } from "next/navigation";
import { requireUser } from "@/lib/auth/session";
import {
  faultsInWords,
  messageIn,
  placeholderName,
  placeholders,
} from "@/lib/core/invitations/message";
import { chosenLanguage, languageNames } from "@/lib/core/language";
import { env, mailServerUrl } from "@/lib/platform/env";
import { fromHeader } from "@/lib/platform/mail";
import { versionOf } from "@/lib/surveys/editor/queries";
import { loadSurvey } from "@/lib/surveys/loaders";
import { correspondentOf, mayCorrespond } from "../correspondent";
import { composeInvitation, messageFaults } from "../emails/invitation";
import { senderOf } from "../emails/letter";
import { findHandMail, listRecipients, sampleInvitee } from "./queries";

/**
 * The author's message, and the mail as one of the invited would get it, in their language; their link is blanked. Without
 * a choice, as the first who has not got one. For those who may edit.
 */
export async function loadMessage(surveyId: string, recipientId: string | null) {
  const user = await requireUser();
  const stored = await loadSurvey(surveyId);
  if (!stored.mayEdit) notFound();
  const recipients = await listRecipients(stored.id, user.id);
  // Until somebody chose or sent, whoever composes is taken to be the one who writes.
  const begun = recipients.some(({ sentAt }) => sentAt !== null);
  const survey = { ...stored, correspondentId: stored.correspondentId ?? (begun ? null : user.id) };
  const shown =
    recipients.find(({ id }) => id === recipientId) ??
    recipients.find(({ sentAt, responses }) => sentAt === null && responses.length === 0) ??
    recipients[0];
  const owner = correspondentOf(survey);
  const sender = senderOf(survey, owner);
  const written = chosenLanguage(null, survey.language);
  const invitee = shown ?? sampleInvitee;
  const faults = messageFaults(survey, owner, invitee);
  const mail =
    faults === null
      ? await composeInvitation(survey, owner, invitee, {
          url: "[the researcher’s personal link]",
          stopUrl: "[the link that ends mails]",
        })
      : null;
  const sendsMail = mailServerUrl() !== null;
  return {
    survey,
    sendsMail,
    /** What to write to the one who is shown, with their own link; null where this is not done by hand, or cannot be. */
    handMail:
      sendsMail || shown === undefined || faults !== null || survey.fictional
        ? null
        : await findHandMail(survey, owner, shown, user.id),
    shownAddress: shown?.email ?? "",
    shownIsWritten: shown !== undefined && shown.sentAt !== null,
    /** Where a test goes; null where this installation sends no mail. */
    testAddress: sendsMail ? user.email : null,
    message: messageIn(survey.invitationMessage, written),
    /** The placeholders with the names that the author's language gives them. */
    placeholders: placeholders.map((one) => placeholderName(one, written)),
    version: versionOf(survey.fieldVersions, "invitationMessage"),
    senderName: survey.senderName,
    from: fromHeader(env().MAIL_FROM, sender?.name ?? ""),
    replyTo: sender?.address ?? null,
    /** The members who may write to the experts, and who of them does. */
    correspondents: mayCorrespond(survey).map(({ userId, user: { name, email } }) => ({
      id: userId,
      name: name ?? "",
      email,
    })),
    correspondentId:
      mayCorrespond(survey).find(({ user: one }) => one.email === owner?.email)?.userId ?? "",
    recipients: recipients.map(({ id, name, email }) => ({ id, name, email: email ?? "" })),
    shownId: shown?.id ?? "",
    language: languageNames[chosenLanguage(invitee.language, survey.language)],
    faults: faults && faultsInWords(faults, written),
    mail,
    /** People for whom the message has a gap. */
    gaps: recipients.flatMap((recipient) => {
      const empty = messageFaults(survey, owner, recipient)?.empty ?? [];
      return empty.length === 0
        ? []
        : [
            {
              name: recipient.name || recipient.email || "",
              empty: faultsInWords({ unknown: [], empty }, written),
            },
          ];
    }),
  };
}
