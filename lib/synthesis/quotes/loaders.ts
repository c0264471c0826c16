import { notFound } from "next/navigation";
import { currentInvitation } from "@/lib/answers/session";
import { requireUser } from "@/lib/auth/session";
import { overlayOf } from "@/lib/core/synthesis/overlay/history";
import { selectQuotes } from "@/lib/core/synthesis/overlay/select-quotes";
import { loadSurvey } from "@/lib/surveys/loaders";
import { listHistory } from "../overlay/queries";
import { findSynthesisDraft } from "../queries";
import { findNewProposals, findQuoteProgress, listQuotesOf } from "./queries";

/** The quotes of the person whose link this browser opened; 404 without a live session. */
export async function loadOwnQuotes() {
  const invitation = (await currentInvitation()) ?? notFound();
  const quotes = await listQuotesOf(invitation.id);
  const asked = quotes.flatMap(({ state, decideBy }) => (state === "proposed" ? [decideBy] : []));
  const { title, timeZone } = invitation.survey;
  return {
    title,
    timeZone,
    quotes,
    /** Until when the next open quote is to be decided; null where none is open. */
    decideBy: asked.length === 0 ? null : new Date(Math.min(...asked.map(Number))),
  };
}

/** How many quotes wait for the person whose link this browser opened; 0 without a live session. */
export async function loadOpenQuoteCount(): Promise<number> {
  const invitation = await currentInvitation();
  if (invitation === null) return 0;
  return (await listQuotesOf(invitation.id)).filter(({ state }) => state === "proposed").length;
}

/** The author's view of a survey's quotes: rounds, progress, and what a new round would ask. */
export async function loadQuoteApproval(surveyId: string, now: Date) {
  const user = await requireUser();
  const survey = await loadSurvey(surveyId);
  const [progress, draft, history] = await Promise.all([
    findQuoteProgress(survey.id, user.id),
    findSynthesisDraft(survey.id),
    listHistory(survey.id),
  ]);
  const chosen = draft && selectQuotes(draft.document, overlayOf(history)).document;
  const fresh = chosen === null ? [] : await findNewProposals(survey.id, chosen);
  const [latest] = progress.rounds;
  const running = latest !== undefined && latest.decideBy > now;
  const open = progress.people.reduce((sum, { proposed }) => sum + proposed, 0);
  return {
    survey,
    ...progress,
    running,
    /** What a round that starts now would ask: new proposals, and what an earlier round left open. */
    next: {
      quotes: fresh.length + (running ? 0 : open),
      people: new Set([
        ...fresh.map(({ invitationId }) => invitationId),
        ...(running
          ? []
          : progress.people
              .filter(({ proposed }) => proposed > 0)
              .map(({ invitationId }) => invitationId)),
      ]).size,
      again: fresh.length === 0,
    },
  };
}
