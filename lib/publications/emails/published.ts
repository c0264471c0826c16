import { chosenLanguage } from "@/lib/core/language";
import { correspondentOf } from "@/lib/invitations/correspondent";
import { composeLetter, senderOf } from "@/lib/invitations/emails/letter";
import { invitationUrl, unsubscribeUrl } from "@/lib/invitations/links";
import { env } from "@/lib/platform/env";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { findPublishedMail } from "../tell/queries";

/** Tells somebody who answered that a version is published, in the language of their invitation. */
export async function renderPublishedMail(
  message: OutboxMessage,
): Promise<RenderedMail | { skip: string }> {
  const found = message.invitationId && (await findPublishedMail(message.invitationId));
  if (!found) return { skip: "nothing is published, or the respondent withdrew" };
  const { invitation, survey, slug, name, title } = found;
  const author = correspondentOf(survey);
  const language = chosenLanguage(invitation.language, survey.language);
  const t = translatorOf(language, "mail.published");
  return composeLetter(
    {
      language,
      subject: t("subject", { title }),
      greeting: t("dear", { name }),
      before: [t("published", { title })],
      button: t("button"),
      url: `${env().SITE_URL}/s/${slug}`,
      own: { words: t("own"), url: invitationUrl(invitation) },
      after: [t("personal")],
      stop: translatorOf(language, "mail.invitation")("stop"),
      stopUrl: unsubscribeUrl(invitation),
    },
    title,
    { name: invitation.name, address: invitation.email },
    senderOf(survey, author),
  );
}
