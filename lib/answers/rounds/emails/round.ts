import { chosenLanguage, instantInWords } from "@/lib/core/language";
import { correspondentOf } from "@/lib/invitations/correspondent";
import { composeLetter, senderOf } from "@/lib/invitations/emails/letter";
import { invitationUrl, unsubscribeUrl } from "@/lib/invitations/links";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { findRoundToMail } from "../queries";

/** Says that a round is open, and leads to what the panel said in the one before. */
export async function renderRoundMail(
  message: OutboxMessage,
): Promise<RenderedMail | { skip: string }> {
  const number = Number(message.dedupeKey.split(":")[2]);
  if (message.invitationId === null) return { skip: "the message names no invitation" };
  const found = await findRoundToMail(message.invitationId, number);
  if (found === null) return { skip: "the round is gone" };
  const { invitation } = found;
  const { survey, email } = invitation;
  if (email === null) return { skip: "there is no address" };
  if (invitation.revokedAt !== null) return { skip: "the invitation was revoked" };
  if (invitation.withdrawnAt !== null) return { skip: "the answers were withdrawn" };
  if (survey.round !== number) return { skip: "a later round is open" };
  const closesAt = survey.rounds.find((round) => round.number === number)?.closesAt;
  const language = chosenLanguage(invitation.language, survey.language);
  const t = translatorOf(language, "mail.round");
  const author = correspondentOf(survey);
  const { title } = survey;
  return composeLetter(
    {
      language,
      subject: t("subject", { number, title }),
      greeting: t("dear", { name: invitation.name }),
      before: [
        t("open", { number, of: survey.rounds.length, title }),
        t("prefilled"),
        ...(closesAt === undefined
          ? []
          : [t("until", { date: instantInWords(closesAt, language, survey.timeZone) })]),
      ],
      button: t("button"),
      url: `${invitationUrl(invitation)}?to=others`,
      after: [t("personal")],
      stop: translatorOf(language, "mail.invitation")("stop"),
      stopUrl: unsubscribeUrl(invitation),
    },
    title,
    { name: invitation.name, address: email },
    senderOf(survey, author),
  );
}
