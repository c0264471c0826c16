import { env } from "@/lib/platform/env";
import type { RenderedMail } from "@/lib/platform/mail";
import { translatorOf } from "@/messages/catalogue";
import type { OutboxMessage } from "@/prisma/generated/client/client";
import { correspondentOf } from "../../correspondent";
import { composeInvitation, messageFaults } from "../../emails/invitation";
import { findTestMail } from "../queries";

/**
 * An invitation as its author tries it out: the words of the real one, with links that lead to the survey on the author's
 * side, since a personal link is its owner's alone.
 */
export async function renderTestMail(
  message: OutboxMessage,
): Promise<RenderedMail | { readonly skip: string }> {
  const [, , invitationId = ""] = message.dedupeKey.split(":");
  if (message.surveyId === null || message.userEmail === null) return { skip: "it names nobody" };
  const found = await findTestMail(
    message.surveyId,
    message.userEmail,
    invitationId === "nobody" ? "" : invitationId,
  );
  if (found === null) return { skip: "the survey or the invitation is gone" };
  const { survey, invitee, language, name } = found;
  const owner = correspondentOf(survey);
  if (messageFaults(survey, owner, invitee) !== null) return { skip: "the message has gaps" };
  const here = `${env().SITE_URL}/surveys/${survey.id}`;
  const links = { url: here, stopUrl: `${here}/invitations/message` };
  const { headers: _stop, ...mail } = await composeInvitation(survey, owner, invitee, links);
  const t = translatorOf(language, "mail.invitation");
  return {
    ...mail,
    to: { name, address: message.userEmail },
    subject: t("test", { subject: mail.subject }),
  };
}
