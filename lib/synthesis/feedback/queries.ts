import { placeDecisions, placeRange } from "@/lib/core/answers/quote-state";
import { approvedPassages } from "@/lib/core/publication/excerpt";
import { type OthersPoint, showsValues } from "@/lib/core/publication/feedback";
import { showPassage } from "@/lib/core/publication/show-answer";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { db, type Tx } from "@/lib/platform/db";
import { quoted, toStoredQuote } from "../queries";
import { quotableAnswer } from "../quotes/queries";
import { feedbackPointsSchema } from "./schema";

/** A point of another respondent, with the question that it was made on. */
type Point = OthersPoint & { readonly question: string };

/** What a respondent may see of the others in one round. */
export type Feedback = {
  readonly figures: Synthesis;
  readonly points: readonly Point[];
};

/** The figures that respondents were shown last in a round; null where they are shown none. */
export async function findFeedbackFigures(
  surveyId: string,
  round: number,
  client: Tx = db(),
): Promise<Synthesis | null> {
  const stored = await client.feedback.findUnique({
    where: { surveyId_round: { surveyId, round } },
    select: { figures: true },
  });
  // Written by this room alone, from the same type.
  return stored && (stored.figures as unknown as Synthesis);
}

/**
 * The others' answers of a round, for one respondent: figures as they are shown to all, and words under the consent of this
 * moment, the respondent's own left out. Null while nothing is computed. Whether the respondent may see it is asked before.
 */
export async function findFeedback(
  surveyId: string,
  round: number,
  invitationId: string,
): Promise<Feedback | null> {
  const stored = await db().feedback.findUnique({
    where: { surveyId_round: { surveyId, round } },
    include: { survey: { select: { submittingApprovesQuotes: true } } },
  });
  if (stored === null) return null;
  const wanted = feedbackPointsSchema.parse(stored.points);
  // Written by this room alone, from the same type.
  const figures = stored.figures as unknown as Synthesis;
  const approved = stored.survey.submittingApprovesQuotes;
  const [answers, sources] = await Promise.all([
    db().answer.findMany({
      where: {
        ...quotableAnswer,
        id: { in: wanted.map(({ answerId }) => answerId) },
        response: {
          ...quotableAnswer.response,
          invitationId: { not: invitationId },
          invitation: { ...quotableAnswer.response.invitation, surveyId },
        },
      },
      include: {
        revisions: { orderBy: { number: "desc" }, take: 1 },
        quotes: { where: { state: { in: ["approved", "edited", "refused"] } }, include: quoted },
        response: { include: { invitation: { select: { name: true } } } },
      },
    }),
    db().answerRevision.findMany({
      where: { id: { in: wanted.map(({ source }) => source) } },
      select: { id: true, text: true },
    }),
  ]);
  const texts = new Map(sources.map(({ id, text }) => [id, text]));
  const seen = new Set<string>();
  const points = wanted.flatMap(({ question, answerId, source, start, end }): Point[] => {
    const answer = answers.find(({ id }) => id === answerId);
    const revision = answer?.revisions[0];
    if (answer === undefined || revision === undefined || seen.has(answerId)) return [];
    const range = placeRange(revision.text, { start, end, source: texts.get(source) ?? "" });
    if (range === null) return [];
    const decisions = placeDecisions(revision.text, answer.quotes.map(toStoredQuote));
    const { response, attribution } = answer;
    const named = attribution === "named";
    const shown = showPassage(
      {
        attribution,
        shownAs: named ? response.displayName || response.invitation.name : response.roleWording,
        role: response.displayRole,
        value: revision.value,
        confidence: revision.confidence,
        low: revision.low,
        high: revision.high,
        text: revision.text,
        quote: answer.quotable,
        passages: approvedPassages(decisions),
      },
      range,
      approved,
    );
    if (shown === null) return [];
    seen.add(answerId);
    const { text, edited, shownAs, role } = shown;
    const value = showsValues(figures, question) ? shown.value : "";
    return [{ id: `p${seen.size}`, question, text, edited, shownAs, role, value }];
  });
  return { figures, points };
}
