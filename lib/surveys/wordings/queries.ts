import { fieldsOf } from "@/lib/core/survey/question-draft";
import { keepsAnswers } from "@/lib/core/survey/rewording";
import { setupInWords } from "@/lib/core/survey/setup-in-words";
import { wordingsOf } from "@/lib/core/survey/wordings";
import { db, type Tx } from "@/lib/platform/db";
import type { RewordedQuestion } from "./schema";

/** Who answered one revision of a question and no other since. */
export type Answered = {
  readonly revisionId: string;
  readonly invitationId: string;
  /** Has an address, wants mails about the survey, and has given the answer in it: what an author entered is confirmed first. */
  readonly reachable: boolean;
};

/** Who answered which revision of a survey's questions in the present round: submitted, not withdrawn, not blank. */
export function listAnswered(tx: Tx, surveyId: string): Promise<Answered[]> {
  return tx.$queryRaw<Answered[]>`
    SELECT a."questionRevisionId" AS "revisionId", i."id" AS "invitationId",
      i."email" IS NOT NULL AND i."unsubscribedAt" IS NULL AND i."bouncedAt" IS NULL
        AND (r."importId" IS NULL OR r."confirmedAt" IS NOT NULL) AS "reachable"
    FROM "Answer" a
    JOIN "Response" r ON r."id" = a."responseId"
    JOIN "Invitation" i ON i."id" = r."invitationId"
    JOIN "Survey" s ON s."id" = i."surveyId" AND s."round" = r."round"
    CROSS JOIN LATERAL (
      SELECT v."value", v."text" FROM "AnswerRevision" v WHERE v."answerId" = a."id"
      ORDER BY v."number" DESC LIMIT 1
    ) l
    WHERE s."id" = ${surveyId}::uuid AND r."submittedAt" IS NOT NULL AND r."withdrawnAt" IS NULL
      AND i."withdrawnAt" IS NULL AND i."revokedAt" IS NULL AND (l."value" <> '' OR l."text" <> '')`;
}

type Words = Parameters<typeof fieldsOf>[0];

/** What differs between two revisions, as their author reads it. */
function changeOf(before: Words, after: Words) {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const asText = ({ prompt, help, setup }: typeof was) => ({
    prompt,
    help,
    setup: setupInWords(setup).join("; "),
  });
  return {
    before: asText(was),
    after: asText(is),
    keepsAnswers: keepsAnswers(was.setup, is.setup),
  };
}

/** How many people's answers stand under a question, and how many of them a mail would reach. */
export type AnsweredCount = { readonly people: number; readonly reachable: number };

/** Counts who answered each question, under whichever wording; by the question's id, those with nobody left out. */
export async function countAnswered(
  tx: Tx,
  surveyId: string,
): Promise<ReadonlyMap<string, AnsweredCount>> {
  const revisions = await tx.questionRevision.findMany({
    where: { question: { surveyId } },
    select: { id: true, questionId: true },
  });
  const questionOf = new Map(revisions.map(({ id, questionId }) => [id, questionId]));
  const byQuestion = Map.groupBy(
    await listAnswered(tx, surveyId),
    ({ revisionId }) => questionOf.get(revisionId) ?? "",
  );
  return new Map(
    [...byQuestion].map(([question, answered]) => {
      const reachable = new Map(answered.map((one) => [one.invitationId, one.reachable]));
      return [
        question,
        { people: reachable.size, reachable: [...reachable.values()].filter(Boolean).length },
      ];
    }),
  );
}

/**
 * Changes whenever the counts of `countAnswered` may have: somebody submitted, confirmed, withdrew, was erased, or can no
 * longer be reached. Looked at every few seconds by open editors, so it reads no answer.
 */
export async function answersStamp(tx: Tx, surveyId: string): Promise<string> {
  const [found] = await tx.$queryRaw<[{ stamp: string }?]>`
    SELECT concat_ws('.', s."round", count(r."id"), coalesce(sum(r."submission"), 0), count(r."withdrawnAt"),
      count(r."confirmedAt"), count(i."email"), count(i."revokedAt"), count(i."withdrawnAt"), count(i."unsubscribedAt"),
      count(i."bouncedAt")) AS "stamp"
    FROM "Survey" s
    LEFT JOIN ("Response" r JOIN "Invitation" i ON i."id" = r."invitationId")
      ON i."surveyId" = s."id" AND r."round" = s."round" AND r."submittedAt" IS NOT NULL
    WHERE s."id" = ${surveyId}::uuid
    GROUP BY s."round"`;
  return found?.stamp ?? "";
}

/** The questions of a survey that were reworded after it had opened, for its members; empty for everybody else. */
export async function listRewordedQuestions(
  surveyId: string,
  userId: string,
): Promise<RewordedQuestion[]> {
  const questions = await db().question.findMany({
    where: { surveyId, survey: { members: { some: { userId } } } },
    orderBy: { position: "asc" },
    include: { revisions: { orderBy: { number: "desc" } } },
  });
  if (questions.every(({ revisions }) => revisions.length < 2)) return [];
  const answered = await listAnswered(db(), surveyId);
  return questions.flatMap(({ id, revisions }, index): RewordedQuestion[] => {
    const [newest] = revisions;
    if (newest === undefined || revisions.length < 2) return [];
    const [present = [], ...earlier] = wordingsOf(revisions);
    const of = (wording: readonly { readonly id: string }[]) =>
      answered.filter(({ revisionId }) => wording.some((one) => one.id === revisionId));
    const now = new Set(of(present).map(({ invitationId }) => invitationId));
    const apart = new Map(
      of(earlier.flat())
        .filter(({ invitationId }) => !now.has(invitationId))
        .map(({ invitationId, reachable }) => [invitationId, reachable]),
    );
    return [
      {
        id,
        place: index + 1,
        prompt: newest.prompt,
        present: now.size,
        apart: apart.size,
        reachable: [...apart.values()].filter(Boolean).length,
        changes: revisions.slice(0, -1).map((revision, at) => ({
          revisionId: revision.id,
          number: revision.number,
          ...changeOf(revisions[at + 1] ?? revision, revision),
          at: revision.createdAt,
          correction: revision.correction,
          newest: at === 0,
          askedAgainAt: revision.askedAgainAt,
        })),
      },
    ];
  });
}
