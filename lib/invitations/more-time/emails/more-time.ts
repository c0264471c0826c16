import { mayRemind } from "@/lib/core/invitations/reminders";
import { chosenLanguage, instantInWords } from "@/lib/core/language";
import { surveyPhase, withMoreTime } from "@/lib/core/survey/lifecycle";
import { messageIdOf, type RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { correspondentOf } from "../../correspondent";
import { listBlocked } from "../../emails/invitation";
import { composeLetter, questionsTo, senderOf } from "../../emails/letter";
import { invitationUrl, unsubscribeUrl } from "../../links";
import { listInvitationsToMail } from "../../queries";
import { listProgressToMail } from "../../reminders/queries";
import { untilOf } from "../occasion";

/**
 * Tells one person until when they may answer, in the conversation of their invitation. Skips whoever has answered or ended it
 * meanwhile, and a day that was changed since.
 */
export async function renderMoreTimeMail(
  message: OutboxMessage,
): Promise<RenderedMail | { readonly skip: string }> {
  const ids = message.invitationId === null ? [] : [message.invitationId];
  const [[invitation], progress] = await Promise.all([
    listInvitationsToMail(ids),
    listProgressToMail(ids),
  ]);
  const standing = progress.get(message.invitationId ?? "");
  if (invitation === undefined || standing === undefined) return { skip: "the invitation is gone" };
  const until = invitation.extendedUntil;
  if (until === null || until.getTime() !== untilOf(message.dedupeKey)) {
    return { skip: "another day was given since" };
  }
  const survey = withMoreTime(invitation.survey, until);
  if (surveyPhase(survey, new Date()) !== "open") return { skip: "the survey is closed" };
  if (survey.round > standing.round) return { skip: "the person is not asked in this round" };
  const isBlocked = (await listBlocked([invitation])).size > 0;
  if (!mayRemind({ ...invitation, ...standing, isBlocked })) {
    return { skip: `the person is not waited for: ${standing.state}` };
  }
  const { title, round } = survey;
  const author = correspondentOf(survey);
  const language = chosenLanguage(invitation.language, survey.language);
  const t = translatorOf(language, "mail.moreTime");
  const first = translatorOf(language, "mail.invitation");
  const reminder = translatorOf(language, "mail.reminder");
  const asked =
    round === 1
      ? first("subject", { title })
      : translatorOf(language, "mail.round")("subject", { number: round, title });
  const { answered } = standing;
  const mail = await composeLetter(
    {
      language,
      // The words of the mail before: some programs join a conversation by its subject.
      subject: reminder("subject", { subject: asked }),
      greeting: invitation.name === "" ? first("hello") : first("dear", { name: invitation.name }),
      before: [
        t("given", {
          author: survey.senderName || author?.name || author?.email || first("authors"),
          title,
          date: instantInWords(until, language, survey.timeZone),
        }),
        answered > 0 && round === 1
          ? t("begun", { answered, questions: survey.questions.length })
          : t("link"),
      ],
      button: answered > 0 ? reminder("goOn") : first("button"),
      after: [reminder("noMore"), questionsTo(survey, author, language)],
      stop: first("stop"),
      url: invitationUrl(invitation),
      stopUrl: unsubscribeUrl(invitation),
    },
    title,
    { name: invitation.name, address: invitation.email ?? "" },
    senderOf(survey, author),
  );
  return standing.mail === null ? mail : { ...mail, inReplyTo: messageIdOf(standing.mail) };
}
