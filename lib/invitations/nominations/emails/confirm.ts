import { chosenLanguage } from "@/lib/core/language";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { composeLetter } from "../../emails/letter";
import { listBlockedAddresses } from "../../unsubscribe/queries";
import { nominationUrl } from "../links";
import { findNominationToMail } from "../queries";

/**
 * Asks whoever owns an address whether it was them who asked to be invited. Holds nothing that was typed but the address's
 * own: what a stranger writes into a form does not travel to others by our mail.
 */
export async function renderNominationMail(
  message: OutboxMessage,
): Promise<RenderedMail | { readonly skip: string }> {
  const nomination = await findNominationToMail(message.dedupeKey.split(":")[1] ?? "");
  if (nomination === null) return { skip: "the request is gone" };
  if (nomination.state !== "unconfirmed") return { skip: "the request is confirmed" };
  const { email, survey } = nomination;
  const members = survey.members.map(({ userId }) => userId);
  if ((await listBlockedAddresses([email], members)).size > 0) {
    return { skip: "nobody may write to this address" };
  }
  const language = chosenLanguage(nomination.language, survey.language);
  const t = translatorOf(language, "mail.nomination");
  const url = nominationUrl(nomination.slug, nomination);
  return composeLetter(
    {
      language,
      subject: t("subject", { title: survey.title }),
      greeting: t("hello"),
      before: [t("asked", { title: survey.title }), t("confirm")],
      button: t("button"),
      url,
      after: [t("notYou")],
      stop: t("stop"),
      stopUrl: url,
    },
    survey.title,
    { name: "", address: email },
    null,
  );
}
