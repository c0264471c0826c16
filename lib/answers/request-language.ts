import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import {
  acceptedLanguage,
  chosenLanguage,
  defaultLanguage,
  type Language,
  parseLanguage,
} from "@/lib/core/language";
import { findProvenAddress } from "@/lib/invitations/address-proof/queries";
import { loadNominationPage, loadPerspectivePage } from "@/lib/invitations/nominations/loaders";
import { loadStopPage } from "@/lib/invitations/unsubscribe/loaders";
import { pathHeader } from "@/lib/platform/request-path";
import { messagesOf } from "@/messages/catalogue";
import { loadFirstScreen } from "./loaders";
import { answerCookie } from "./schema";
import { currentInvitation } from "./session";

const linkThatEndsMails = /^\/answer\/stop\/([^/]{30,200})/;
const linkOfAddress = /^\/answer\/address\/([^/]{30,200})/;
const asksToBeInvited = /^\/perspective\/([^/]+)(?:\/([^/]{30,200}))?/;
const personalLink = /^\/answer\/([\w-]{30,200})(?:\/|$)/;

/**
 * The language of a page: the invitation's on the expert's side; the survey's where a reader asks to be invited; where no invitation is known there, one that the
 * browser asks for; English elsewhere.
 */
async function languageOfRequest(): Promise<Language> {
  const asked = await headers();
  // Only what experts send comes past the proxy, which names the path.
  const path = asked.get(pathHeader) ?? "/answer";
  const [, slug, nominationToken] = asksToBeInvited.exec(path) ?? [];
  if (slug !== undefined) {
    const page = nominationToken === undefined ? null : await loadNominationPage(nominationToken);
    return (page ?? (await loadPerspectivePage(slug)))?.language ?? defaultLanguage;
  }
  if (!/^\/answer(?:\/|$)/.test(path)) return defaultLanguage;
  const stopToken = linkThatEndsMails.exec(path)?.[1];
  if (stopToken !== undefined) {
    const page = await loadStopPage(stopToken);
    if (page !== null) return page.language;
  }
  const proof = linkOfAddress.exec(path)?.[1];
  if (proof !== undefined) {
    const proven = await findProvenAddress(proof, new Date());
    if (proven !== null) return chosenLanguage(proven.language, proven.surveyLanguage);
  }
  const token = personalLink.exec(path)?.[1];
  if (token !== undefined) {
    const loaded = await loadFirstScreen(token);
    if (loaded.kind === "screen") return loaded.screen.language;
  } else if ((await cookies()).has(answerCookie)) {
    const invitation = await currentInvitation();
    if (invitation !== null) return chosenLanguage(invitation.language, invitation.survey.language);
  }
  return acceptedLanguage(asked.get("accept-language")) ?? defaultLanguage;
}

/** What next-intl asks at the start of each page. */
export default getRequestConfig(async ({ locale }) => {
  const language = parseLanguage(locale) ?? (await languageOfRequest());
  return { locale: language, messages: messagesOf(language) };
});
