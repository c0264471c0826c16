import { wordingsOf } from "@/lib/core/survey/wordings";
import { db, type Tx } from "@/lib/platform/db";
import type { RewordedQuestion } from "./schema";

/** Who answered one revision of a question and no other since. */
export type Answered = {
  readonly revisionId: string;
  readonly invitationId: string;
  /** Has an address, and wants mails about the survey. */
  readonly reachable: boolean;
};

/** Who answered which revision of a survey's questions in the present round: submitted, not withdrawn, not blank. */
export function listAnswered(tx: Tx, surveyId: string): Promise<Answered[]> {
  return tx.$queryRaw<Answered[]>`
    SELECT a."questionRevisionId" AS "revisionId", i."id" AS "invitationId",
      i."email" IS NOT NULL AND i."unsubscribedAt" IS NULL AND i."bouncedAt" IS NULL AS "reachable"
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
          before: revisions[at + 1]?.prompt ?? "",
          after: revision.prompt,
          at: revision.createdAt,
          correction: revision.correction,
          newest: at === 0,
          askedAgainAt: revision.askedAgainAt,
        })),
      },
    ];
  });
}

/** What the mail that asks for an answer to new words is written from; null where there is nothing to ask any more. */
export async function findRewordedMail(invitationId: string, revisionId: string) {
  const invitation = await db().invitation.findUnique({
    where: { id: invitationId },
    include: {
      survey: {
        include: { members: { include: { user: true }, orderBy: { createdAt: "asc" } } },
      },
    },
  });
  const question = await db().question.findFirst({
    where: { revisions: { some: { id: revisionId } } },
    include: { revisions: true },
  });
  if (invitation === null || question === null) return null;
  const [present = [], ...earlier] = wordingsOf(question.revisions);
  const [newest] = present;
  if (newest === undefined || !present.some(({ id }) => id === revisionId)) return null;
  const answered = (await listAnswered(db(), invitation.surveyId)).filter(
    (one) => one.invitationId === invitationId,
  );
  if (answered.some((one) => present.some(({ id }) => id === one.revisionId))) return null;
  const before = earlier.flat().find(({ id }) => answered.some((one) => one.revisionId === id));
  return before === undefined
    ? null
    : { invitation, question: question.key, before: before.prompt, now: newest.prompt };
}
