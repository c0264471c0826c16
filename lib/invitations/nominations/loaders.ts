import { cache } from "react";
import { requireUser } from "@/lib/auth/session";
import { chosenLanguage } from "@/lib/core/language";
import { mailServerUrl } from "@/lib/platform/env";
import { findAskableSurvey, findNomination, isInvited, listNominations } from "./queries";

/** The survey that a reader may ask to be invited to, and whether that can be asked here; null where there is none. */
export const loadPerspectivePage = cache(async (slug: string) => {
  const survey = await findAskableSurvey(slug);
  return survey && { ...survey, sendsMail: mailServerUrl() !== null };
});

/** The page of the mail that asks to confirm; null where the link is wrong or nothing is kept any more. */
export const loadNominationPage = cache(async (token: string) => {
  const found = await findNomination(token);
  if (found === null) return null;
  const { name, affiliation, note, email, state, survey, surveyId } = found;
  const confirmed = state !== "unconfirmed";
  return {
    ...{ name, affiliation, note, email, title: survey.title },
    language: chosenLanguage(found.language, survey.language),
    // Told only to whoever owns the address.
    standing: !confirmed
      ? ("unconfirmed" as const)
      : (await isInvited(surveyId, email))
        ? ("invited" as const)
        : ("asked" as const),
  };
});

/** Those who ask to be invited; empty for whoever may not edit the survey. */
export async function loadNominations(surveyId: string) {
  const user = await requireUser();
  const found = await listNominations(surveyId, user.id);
  return found.map(({ id, name, email, affiliation, note, state }) => ({
    ...{ id, name, email, affiliation, note },
    state: state === "unconfirmed" ? ("open" as const) : state,
  }));
}
