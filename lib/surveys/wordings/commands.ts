import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { fieldsOf } from "@/lib/core/survey/question-draft";
import { keepsAnswers } from "@/lib/core/survey/rewording";
import { presentRevisions } from "@/lib/core/survey/wordings";
import { type Tx, transaction } from "@/lib/platform/db";
import { queueMails } from "@/lib/platform/outbox";
import { enqueue } from "@/lib/platform/queue";
import type { QuestionRevision, Survey } from "@/prisma/generated/client/client";
import { canEditSurvey } from "../policy";
import { listAnswered } from "./queries";

type Decision = {
  readonly surveyId: string;
  readonly actorId: string;
  /** The change of words that is decided on. */
  readonly revisionId: string;
  readonly now: Date;
};

/** Locks the survey and reads the question whose words changed, for somebody who may edit it. */
async function lockRewording(tx: Tx, { surveyId, actorId, revisionId }: Decision) {
  await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${surveyId}::uuid FOR UPDATE`;
  const survey = await tx.survey.findFirst({
    where: { id: surveyId, members: { some: { userId: actorId } } },
    include: {
      members: { where: { userId: actorId } },
      questions: {
        where: { revisions: { some: { id: revisionId } } },
        include: { revisions: { orderBy: { number: "desc" } } },
      },
    },
  });
  const [question] = survey?.questions ?? [];
  const role = survey?.members[0]?.role;
  const at = question?.revisions.findIndex(({ id }) => id === revisionId) ?? -1;
  const revision = question?.revisions[at];
  const before = question?.revisions[at + 1];
  if (!survey || !role || !question || !revision || !before) {
    return { ok: false, reason: "not-found" } as const;
  }
  if (!canEditSurvey(role)) return { ok: false, reason: "not-allowed" } as const;
  if (survey.status === "archived") return { ok: false, reason: "survey-archived" } as const;
  return { ok: true, value: { survey, question, revision, before } } as const;
}

/**
 * Declares a change of words a correction, or takes that back. A correction is the same question: answers to the words
 * before it count among the figures. The trail keeps both wordings, because the declaration is the author's alone.
 */
export function declareCorrection(
  input: Decision & { readonly correction: boolean },
): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const locked = await lockRewording(tx, input);
    if (!locked.ok) return locked;
    const { survey, question, revision, before } = locked.value;
    const { correction } = input;
    if (revision.correction === correction) return { ok: true, value: null };
    if (correction && !keepsAnswers(fieldsOf(before).setup, fieldsOf(revision).setup)) {
      return { ok: false, reason: "blocked" };
    }
    await tx.questionRevision.update({ where: { id: revision.id }, data: { correction } });
    await recordAudit(tx, {
      kind: correction ? "question.corrected" : "question.reworded",
      actorId: input.actorId,
      surveyId: survey.id,
      details: {
        question: question.key,
        revision: revision.number,
        before: before.prompt,
        after: revision.prompt,
      },
    });
    await enqueue(tx, { name: "synthesis.regenerate", surveyId: survey.id });
    return { ok: true, value: null };
  });
}

/**
 * Asks those who answered earlier words of a question, and not its present ones, to look at it again: one mail each, once
 * for each change. Returns how many were queued now.
 */
export function askAgain(input: Decision): Promise<Outcome<{ readonly asked: number }>> {
  return transaction(async (tx) => {
    const locked = await lockRewording(tx, input);
    if (!locked.ok) return locked;
    const { survey, question, revision } = locked.value;
    return queueAskAgain(tx, { ...input, survey, question, revision });
  });
}

/** The same for whoever holds the survey's lock already. */
export async function queueAskAgain(
  tx: Tx,
  {
    survey,
    question,
    revision,
    actorId,
    now,
  }: {
    readonly survey: Survey;
    readonly question: { readonly key: string; readonly revisions: readonly QuestionRevision[] };
    readonly revision: QuestionRevision;
    readonly actorId: string;
    readonly now: Date;
  },
): Promise<Outcome<{ readonly asked: number }>> {
  // Nobody is asked to answer words that stand no more, or the same question twice.
  const isNewest = question.revisions.every(({ number }) => number <= revision.number);
  if (!isNewest || revision.correction) return { ok: false, reason: "conflict" };
  if (surveyPhase(survey, now) !== "open") return { ok: false, reason: "survey-closed" };
  const present = presentRevisions(question.revisions);
  const ofQuestion = new Set(question.revisions.map(({ id }) => id));
  const answered = await listAnswered(tx, survey.id);
  const done = new Set(
    answered.filter((one) => present.has(one.revisionId)).map((one) => one.invitationId),
  );
  const toAsk = new Set(
    answered
      .filter((one) => ofQuestion.has(one.revisionId) && one.reachable)
      .filter((one) => !done.has(one.invitationId))
      .map((one) => one.invitationId),
  );
  if (toAsk.size === 0) return { ok: false, reason: "nothing-to-ask" };
  await tx.questionRevision.update({
    where: { id: revision.id },
    data: { askedAgainAt: revision.askedAgainAt ?? now },
  });
  await queueMails(
    tx,
    [...toAsk].map((invitationId) => ({
      template: "reworded" as const,
      dedupeKey: `reworded:${revision.id}:${invitationId}`,
      surveyId: survey.id,
      invitationId,
    })),
  );
  await recordAudit(tx, {
    kind: "question.asked-again",
    actorId,
    surveyId: survey.id,
    details: { question: question.key, revision: revision.number, asked: toAsk.size },
  });
  return { ok: true, value: { asked: toAsk.size } };
}
