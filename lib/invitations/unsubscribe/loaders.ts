import { cache } from "react";
import { chosenLanguage } from "@/lib/core/language";
import { findInvitationToStop, isBlockedEverywhere } from "./queries";

/** What the page that ends mails shows; null where its link is wrong. */
export const loadStopPage = cache(async (token: string) => {
  const invitation = await findInvitationToStop(token);
  if (invitation === null) return null;
  const everywhere = await isBlockedEverywhere(invitation.email);
  return {
    title: invitation.survey.title,
    language: chosenLanguage(invitation.language, invitation.survey.language),
    stopped: everywhere ? "site" : invitation.unsubscribedAt === null ? null : "survey",
  } as const;
});
