import { chosenLanguage } from "@/lib/core/language";
import { correspondentOf } from "@/lib/invitations/correspondent";
import { composeLetter, questionsTo, senderOf } from "@/lib/invitations/emails/letter";
import { invitationUrl, unsubscribeUrl } from "@/lib/invitations/links";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { findEnteredToMail } from "../queries";

/** Asks somebody to look through what the author entered for them: how many answers, never what they say. */
export async function renderConfirmationMail(
  message: OutboxMessage,
): Promise<RenderedMail | { readonly skip: string }> {
  if (message.invitationId === null) return { skip: "the message names no invitation" };
  const invitation = await findEnteredToMail(message.invitationId);
  if (invitation === null) return { skip: "the invitation is gone" };
  const { survey, email, entered } = invitation;
  if (email === null) return { skip: "there is no address" };
  if (invitation.revokedAt !== null) return { skip: "the invitation was revoked" };
  if (entered === null) return { skip: "there is nothing to confirm" };
  if (survey.status === "archived") return { skip: "the survey is archived" };
  if (message.dedupeKey !== `confirmation:${invitation.id}:${invitation.generation}`) {
    return { skip: "a newer mail carries the link" };
  }
  const author = correspondentOf(survey);
  const language = chosenLanguage(invitation.language, survey.language);
  const t = translatorOf(language, "mail.confirmation");
  const first = translatorOf(language, "mail.invitation");
  const { title } = survey;
  const { name } = invitation;
  return composeLetter(
    {
      language,
      subject: t("subject", { title }),
      greeting: name === "" ? first("hello") : first("dear", { name }),
      before: [
        t("entered", {
          author: survey.senderName || author?.name || author?.email || first("authors"),
          title,
          answers: entered,
        }),
        t("until"),
        t("asks"),
      ],
      button: t("button"),
      url: invitationUrl(invitation),
      after: [t("personal"), questionsTo(survey, author, language)],
      stop: first("stop"),
      stopUrl: unsubscribeUrl(invitation),
    },
    title,
    { name, address: email },
    senderOf(survey, author),
  );
}
