import { answersInWords } from "@/lib/core/answers/in-words";
import { chosenLanguage, instantInWords, type Language } from "@/lib/core/language";
import type { Question } from "@/lib/core/survey/survey-schema";
import { correspondentOf } from "@/lib/invitations/correspondent";
import { composeLetter, senderOf } from "@/lib/invitations/emails/letter";
import { invitationUrl, unsubscribeUrl } from "@/lib/invitations/links";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { answeringWindow } from "../../policy";
import { findRewordedMail } from "../queries";

/** Both wordings; where the prompt stayed, or what can be answered did not, that as well. */
function wordings(before: Question, now: Question, language: Language): string[] {
  const t = translatorOf(language, "mail.reworded");
  const sayValue = translatorOf(language, "values");
  const say = { language, say: (...said: Parameters<typeof sayValue>) => sayValue(...said) };
  const [then, present] = [answersInWords(before, say), answersInWords(now, say)];
  const words =
    before.prompt === now.prompt
      ? [t("same", { prompt: now.prompt })]
      : [t("earlier", { prompt: before.prompt }), t("now", { prompt: now.prompt })];
  if (then === present) return words;
  return [
    ...words,
    ...(then === "" ? [] : [t("answersThen", { answers: then })]),
    ...(present === "" ? [] : [t("answersNow", { answers: present })]),
  ];
}

/** Says that a question was reworded, with both wordings, and that the answer to the earlier one stands where it was. */
export async function renderRewordedMail(
  message: OutboxMessage,
  now = new Date(),
): Promise<RenderedMail | { skip: string }> {
  const revisionId = message.dedupeKey.split(":")[1] ?? "";
  if (message.invitationId === null) return { skip: "the message names no invitation" };
  const found = await findRewordedMail(message.invitationId, revisionId);
  if (found === null) return { skip: "there is nothing to ask any more" };
  const { invitation, before, now: present } = found;
  const { survey, email } = invitation;
  if (email === null) return { skip: "there is no address" };
  if (invitation.revokedAt !== null) return { skip: "the invitation was revoked" };
  if (answeringWindow(survey, now) !== "open") return { skip: "the survey is not open" };
  const language = chosenLanguage(invitation.language, survey.language);
  const t = translatorOf(language, "mail.reworded");
  const { title, closesAt, timeZone } = survey;
  return composeLetter(
    {
      language,
      subject: t("subject", { title }),
      greeting: t("dear", { name: invitation.name }),
      before: [
        t("said", { title }),
        ...wordings(before, present, language),
        t("stays"),
        ...(closesAt === null
          ? []
          : [t("until", { date: instantInWords(closesAt, language, timeZone) })]),
      ],
      button: t("button"),
      url: `${invitationUrl(invitation)}?to=reworded&question=${encodeURIComponent(present.id)}`,
      after: [t("personal")],
      stop: translatorOf(language, "mail.invitation")("stop"),
      stopUrl: unsubscribeUrl(invitation),
    },
    title,
    { name: invitation.name, address: email },
    senderOf(survey, correspondentOf(survey)),
  );
}
