import { chosenLanguage } from "@/lib/core/language";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { composeLetter } from "../../emails/letter";
import { unsubscribeUrl } from "../../links";
import { listInvitationsToMail } from "../../queries";
import { addressUrl, proofMs } from "../links";

/** The link that somebody asked for, to their own address: it holds nothing of what it shows. */
export async function renderProofMail(
  message: OutboxMessage,
): Promise<RenderedMail | { readonly skip: string }> {
  const madeAt = new Date(Number(message.dedupeKey.split(":")[2]));
  const [invitation] =
    message.invitationId === null ? [] : await listInvitationsToMail([message.invitationId]);
  if (invitation === undefined || invitation.email === null) return { skip: "there is no address" };
  if (madeAt.getTime() + proofMs <= Date.now()) return { skip: "the link has ended" };
  const language = chosenLanguage(invitation.language, invitation.survey.language);
  const t = translatorOf(language, "mail.addressProof");
  const first = translatorOf(language, "mail.invitation");
  const { name } = invitation;
  return composeLetter(
    {
      language,
      subject: t("subject"),
      greeting: name === "" ? first("hello") : first("dear", { name }),
      before: [t("asked"), t("shows")],
      button: t("button"),
      url: addressUrl(invitation, madeAt),
      after: [t("until"), t("notYou")],
      stop: first("stop"),
      stopUrl: unsubscribeUrl(invitation),
    },
    t("subject"),
    { name, address: invitation.email },
    null,
  );
}
