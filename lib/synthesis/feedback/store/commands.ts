import { feedbackFigures } from "@/lib/core/publication/feedback";
import { openVersion } from "@/lib/core/publication/open-version";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import type { Tx } from "@/lib/platform/db";
import type { StoredInput } from "../../queries";
import type { FeedbackPoints } from "../schema";

/**
 * Stores what respondents may see of one another after an answer changed: figures held back beside what was published beside what respondents were shown before, and where words worth reading stand.
 */
export async function storeFeedback(
  tx: Tx,
  surveyId: string,
  stored: StoredInput,
  synthesis: Synthesis,
  now: Date,
): Promise<void> {
  const where = { surveyId_round: { surveyId, round: stored.round } };
  const versions = await tx.publishedVersion.findMany({
    where: { publication: { surveyId } },
    orderBy: { number: "asc" },
    include: { fields: true },
  });
  const before = await tx.feedback.findUnique({ where });
  const shown = [
    ...versions.map(({ document, fields }) => openVersion(document, fields)),
    // Written below, from the same type.
    ...(before === null ? [] : [before.figures as unknown as Synthesis]),
  ];
  const figures = JSON.parse(JSON.stringify(feedbackFigures(synthesis, shown)));
  const points = await findPoints(tx, stored, synthesis);
  await tx.feedback.upsert({
    where,
    create: { surveyId, round: stored.round, figures, points, computedAt: now },
    update: { figures, points, computedAt: now },
  });
}

/** Whether respondents are to see figures and none are stored: it was decided after the last answer came. */
export async function lacksFeedback(
  tx: Tx,
  surveyId: string,
  { givesFeedback, round }: StoredInput,
): Promise<boolean> {
  if (!givesFeedback) return false;
  return (await tx.feedback.count({ where: { surveyId, round } })) === 0;
}

/** Quotes of the themes, those that most speak of first, and the dissenting ones. */
async function findPoints(
  tx: Tx,
  stored: StoredInput,
  synthesis: Synthesis,
): Promise<FeedbackPoints> {
  const idOf = new Map(
    stored.input.answers.map(({ id, respondent, question }) => [`${respondent} ${question}`, id]),
  );
  const answers = new Map(synthesis.answers.map((answer) => [answer.id, answer]));
  const wanted = synthesis.sections.flatMap(({ question, themes, dissent }) =>
    [...themes.flatMap(({ quotes }) => quotes), ...(dissent?.quote ? [dissent.quote] : [])].flatMap(
      ({ answer, start, end }) => {
        const respondent = answers.get(answer)?.respondent;
        const answerId = idOf.get(`${respondent} ${question.id}`);
        return answerId === undefined ? [] : [{ question: question.id, answerId, start, end }];
      },
    ),
  );
  const revisions = await tx.answerRevision.findMany({
    where: { answerId: { in: wanted.map(({ answerId }) => answerId) } },
    orderBy: { number: "desc" },
    distinct: ["answerId"],
    select: { id: true, answerId: true },
  });
  const latest = new Map(revisions.map(({ id, answerId }) => [answerId, id]));
  return wanted.flatMap((point) => {
    const source = latest.get(point.answerId);
    return source === undefined ? [] : [{ ...point, source }];
  });
}
