import { notFound } from "next/navigation";
import { requireUser } from "@/lib/auth/session";
import { chosenLanguage, languageNames } from "@/lib/core/language";
import { env, mailServerUrl } from "@/lib/platform/env";
import { fromHeader } from "@/lib/platform/mail";
import { versionOf } from "@/lib/surveys/editor/queries";
import { loadSurvey } from "@/lib/surveys/loaders";
import { composeInvitation, messageFaults } from "../emails/invitation";
import { senderOf } from "../emails/letter";
import { listRecipients, ownerOf, sampleInvitee } from "./queries";

/**
 * The author's message, and the mail as one of the invited would get it, in their language; their link is blanked. Without
 * a choice, as the first who has not got one. For those who may edit.
 */
export async function loadMessage(surveyId: string, recipientId: string | null) {
  const user = await requireUser();
  const survey = await loadSurvey(surveyId);
  if (!survey.mayEdit) notFound();
  const recipients = await listRecipients(survey.id, user.id);
  const shown =
    recipients.find(({ id }) => id === recipientId) ??
    recipients.find(({ sentAt }) => sentAt === null) ??
    recipients[0];
  const owner = ownerOf(survey);
  const sender = senderOf(survey, owner);
  const invitee = shown ?? sampleInvitee;
  const faults = messageFaults(survey, owner, invitee);
  const mail =
    faults === null
      ? await composeInvitation(survey, owner, invitee, {
          url: "[the researcher’s personal link]",
          stopUrl: "[the link that ends mails]",
        })
      : null;
  return {
    survey,
    /** Where a test goes; null where this installation sends no mail. */
    testAddress: mailServerUrl() === null ? null : user.email,
    message: survey.invitationMessage,
    version: versionOf(survey.fieldVersions, "invitationMessage"),
    senderName: survey.senderName,
    from: fromHeader(env().MAIL_FROM, sender?.name ?? ""),
    replyTo: sender?.address ?? null,
    ownName: owner?.name ?? "",
    recipients: recipients.map(({ id, name, email }) => ({ id, name, email: email ?? "" })),
    shownId: shown?.id ?? "",
    language: languageNames[chosenLanguage(invitee.language, survey.language)],
    faults,
    mail,
    /** People for whom the message has a gap. */
    gaps: recipients.flatMap((recipient) => {
      const empty = messageFaults(survey, owner, recipient)?.empty ?? [];
      return empty.length === 0 ? [] : [{ name: recipient.name || recipient.email || "", empty }];
    }),
  };
}
