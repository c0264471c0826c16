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
import { type InvitationToMail, listInvitationsToMail } from "../../queries";
import { roundOfReminder } from "../occasion";
import { listProgressToMail } from "../queries";

type Progress =
  Awaited<ReturnType<typeof listProgressToMail>> extends Map<string, infer P> ? P : never;

function composeReminder(invitation: InvitationToMail, progress: Progress): Promise<RenderedMail> {
  const survey = withMoreTime(invitation.survey, invitation.extendedUntil);
  const { title, round } = survey;
  const author = correspondentOf(survey);
  const name = survey.senderName || author?.name;
  const language = chosenLanguage(invitation.language, survey.language);
  const t = translatorOf(language, "mail.reminder");
  const first = translatorOf(language, "mail.invitation");
  const later = translatorOf(language, "mail.round");
  const { answered } = progress;
  // In a later round the form holds the answers of the one before: that somebody began cannot be told from them.
  const begun = round === 1 && answered > 0;
  return composeLetter(
    {
      language,
      // The same words as those of the mail before: some programs join a conversation by its subject.
      subject: t("subject", {
        subject:
          round === 1 ? first("subject", { title }) : later("subject", { number: round, title }),
      }),
      greeting: invitation.name === "" ? first("hello") : first("dear", { name: invitation.name }),
      before: [
        round > 1
          ? t("laterRound", { number: round, title })
          : begun
            ? t("begun", { answered, questions: survey.questions.length, title })
            : t("waiting", { author: name || author?.email || first("authors"), title }),
        ...(survey.closesAt === null
          ? []
          : [first("until", { date: instantInWords(survey.closesAt, language, survey.timeZone) })]),
      ],
      button: begun || round > 1 ? t("goOn") : first("button"),
      after: [t("noMore"), questionsTo(survey, author, language)],
      stop: first("stop"),
      url: invitationUrl(invitation),
      stopUrl: unsubscribeUrl(invitation),
    },
    title,
    { name: invitation.name, address: invitation.email ?? "" },
    senderOf(survey, author),
  );
}

function isOpenTo({ survey, extendedUntil }: InvitationToMail): boolean {
  return surveyPhase(withMoreTime(survey, extendedUntil), new Date()) === "open";
}

/**
 * Writes the reminders that outbox rows ask for, each under its message's id. Whoever answered or ended it since the
 * reminder was queued gets none: this looks at the moment of sending.
 */
export async function renderReminderMails(
  messages: readonly OutboxMessage[],
): Promise<ReadonlyMap<string, RenderedMail | { readonly skip: string }>> {
  const ids = messages.flatMap(({ invitationId }) => invitationId ?? []);
  const [found, progress] = await Promise.all([
    listInvitationsToMail(ids),
    listProgressToMail(ids),
  ]);
  const blocked = await listBlocked(found);
  const invitations = new Map(found.map((invitation) => [invitation.id, invitation]));
  const rendered = new Map<string, RenderedMail | { readonly skip: string }>();
  for (const message of messages) {
    const invitation = invitations.get(message.invitationId ?? "");
    const standing = progress.get(message.invitationId ?? "");
    if (invitation === undefined || standing === undefined) {
      rendered.set(message.id, { skip: "the invitation is gone" });
    } else if (!isOpenTo(invitation)) {
      rendered.set(message.id, { skip: "the survey is closed" });
    } else if (invitation.survey.round !== roundOfReminder(message.dedupeKey)) {
      rendered.set(message.id, { skip: "a later round is open" });
    } else if (invitation.survey.round > standing.round) {
      rendered.set(message.id, { skip: "the person is not asked in this round" });
    } else if (!mayRemind({ ...invitation, ...standing, isBlocked: blocked.has(invitation.id) })) {
      rendered.set(message.id, { skip: `the person is not waited for: ${standing.state}` });
    } else {
      const mail = await composeReminder(invitation, standing);
      const inReplyTo = standing.mail === null ? {} : { inReplyTo: messageIdOf(standing.mail) };
      rendered.set(message.id, { ...mail, ...inReplyTo });
    }
  }
  return rendered;
}
