import { notFound } from "next/navigation";
import { z } from "zod";
import { canAdmit } from "@/lib/auth/policy";
import { currentUser, requireUser } from "@/lib/auth/session";
import { findUnknownPlaceholders, messageIn } from "@/lib/core/invitations/message";
import { planSending, stillToLeave } from "@/lib/core/invitations/sending";
import { chosenLanguage, languageNames } from "@/lib/core/language";
import { paceInWords } from "@/lib/core/mail/waiting";
import { formatInstant, formatInstantWithOffset } from "@/lib/core/survey/zoned-time";
import { env, mailServerUrl } from "@/lib/platform/env";
import { loadSurvey } from "@/lib/surveys/loaders";
import { listCandidates, listSendings, type SendingRow } from "./queries";
import type { SendingState } from "./schema";

function sendingState(sending: SendingRow, now: Date): SendingState {
  const { sendAt, timeZone } = sending;
  const { MAILS_PER_MINUTE: perMinute, MAILS_PER_MINUTE_AND_DOMAIN: perMinuteAndDomain } = env();
  return {
    id: sending.id,
    waitsUntil: sendAt > now ? formatInstantWithOffset(sendAt, timeZone) : "",
    startedOn: formatInstant(sendAt, timeZone),
    paused: sending.pausedAt !== null,
    cancelled: sending.cancelledAt !== null,
    counts: sending.counts,
    pace: paceInWords({ perMinute, perMinuteAndDomain }, stillToLeave(sending.counts)),
    trouble: sending.trouble,
  };
}

/** Who would get a mail now and why the others would not, and the sendings so far. For those who may edit. */
export async function loadSending(surveyId: string, now: Date) {
  const user = await requireUser();
  const survey = await loadSurvey(surveyId);
  if (!survey.mayEdit || survey.fictional) notFound();
  const [candidates, sendings] = await Promise.all([
    listCandidates(survey, user.id),
    listSendings(survey.id, user.id),
  ]);
  const { gets, left } = planSending(candidates);
  return {
    survey,
    sendsMail: mailServerUrl() !== null,
    unknown: findUnknownPlaceholders(
      messageIn(survey.invitationMessage, chosenLanguage(null, survey.language)),
    ),
    gets: gets.map(({ id, name, email, language }) => ({
      id,
      name,
      email: email ?? "",
      language: languageNames[chosenLanguage(language, survey.language)],
    })),
    left: left.map(({ who, ...why }) => ({ id: who.id, name: who.name, email: who.email, why })),
    sendings: sendings.map((sending) => sendingState(sending, now)),
    /** Whether the reader runs the site, and so can mend what keeps mail from leaving. */
    operates: canAdmit(user),
  };
}

/** How long after its time a sending that is done is still told of beside the invitations. */
const newsMs = 24 * 3600 * 1000;

/** The sendings of a survey that have mails to leave, and the last one while it is news; the last first. */
export async function loadSendingsUnderWay(surveyId: string, now: Date) {
  const user = await requireUser();
  const sendings = await listSendings((await loadSurvey(surveyId)).id, user.id);
  return {
    operates: canAdmit(user),
    sendings: sendings
      .filter(
        ({ counts, sendAt }, at) =>
          stillToLeave(counts) > 0 || (at === 0 && now.getTime() - sendAt.getTime() < newsMs),
      )
      .map((sending) => sendingState(sending, now)),
  };
}

/** The sendings of a survey as they stand, for its members; null for everybody else. */
export async function loadSendingStates(
  surveyId: string,
  now: Date,
): Promise<readonly SendingState[] | null> {
  const user = await currentUser();
  if (user === null || !z.uuid().safeParse(surveyId).success) return null;
  const sendings = await listSendings(surveyId, user.id);
  return sendings.length === 0 ? null : sendings.map((sending) => sendingState(sending, now));
}
