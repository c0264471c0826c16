import { chosenLanguage, instantInWords } from "@/lib/core/language";
import { correspondentOf } from "@/lib/invitations/correspondent";
import { composeLetter, senderOf } from "@/lib/invitations/emails/letter";
import { invitationUrl, unsubscribeUrl } from "@/lib/invitations/links";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { answeringWindow } from "../../policy";
import { findRewordedMail } from "../queries";

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
        t("earlier", { prompt: before }),
        t("now", { prompt: present }),
        t("stays"),
        ...(closesAt === null
          ? []
          : [t("until", { date: instantInWords(closesAt, language, timeZone) })]),
      ],
      button: t("button"),
      url: `${invitationUrl(invitation)}?to=reworded&question=${encodeURIComponent(found.question)}`,
      after: [t("personal")],
      stop: translatorOf(language, "mail.invitation")("stop"),
      stopUrl: unsubscribeUrl(invitation),
    },
    title,
    { name: invitation.name, address: email },
    senderOf(survey, correspondentOf(survey)),
  );
}
