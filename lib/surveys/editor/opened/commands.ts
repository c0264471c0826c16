import { recordAudit } from "@/lib/audit/commands";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { completeQuestion, type QuestionFields, wordingOf } from "@/lib/core/survey/question-draft";
import { fixedSince, keepsAnswers, type RewordingDecision } from "@/lib/core/survey/rewording";
import type { Tx } from "@/lib/platform/db";
import type { Survey } from "@/prisma/generated/client/client";
import { queueAskAgain } from "../../wordings/commands";
import type { AnsweredCount } from "../../wordings/queries";

/** A change of a question after the opening. */
type Replacement = {
  readonly survey: Survey;
  readonly actorId: string;
  readonly now: Date;
  readonly before: QuestionFields;
  readonly after: QuestionFields;
  readonly answered: AnsweredCount;
  /** What becomes of the answers; null where the author has not said. */
  readonly decision: RewordingDecision | null;
};

/** Why one wording of a question cannot take the place of another, in words; null where it can. */
export function whyNotReplaced(change: Replacement & { readonly key: string }): string | null {
  const { survey, now, before, after, answered, decision } = change;
  const whole = completeQuestion(change.key, after);
  if (!whole.success) return whole.error.issues[0]?.message ?? "The question is not whole.";
  const fixed = fixedSince(before.setup, after.setup);
  if (fixed !== null) return fixed;
  if (answered.people === 0) return null;
  if (decision === null) return "Say first what becomes of the answers that were given to it.";
  if (decision === "correction" && !keepsAnswers(before.setup, after.setup)) {
    return "Answers given before mean something else now: this cannot be the same question.";
  }
  if (decision === "ask-again" && surveyPhase(survey, now) !== "open") {
    return "The survey takes no answers now, so nobody can be asked again.";
  }
  return null;
}

/** Stores a new revision with what was decided on the answers. What was answered or typed stays with the one before. */
export async function replaceWording(
  tx: Tx,
  change: Replacement & { readonly question: { readonly id: string; readonly key: string } },
): Promise<void> {
  const { survey, actorId, now, question, before, after, decision } = change;
  const earlier = await tx.questionRevision.findMany({ where: { questionId: question.id } });
  const number = Math.max(0, ...earlier.map((one) => one.number)) + 1;
  const { settings, ...words } = wordingOf(after);
  const revision = await tx.questionRevision.create({
    data: {
      ...words,
      settings: JSON.parse(JSON.stringify(settings)),
      questionId: question.id,
      number,
      correction: decision === "correction" && change.answered.people > 0,
    },
  });
  if (revision.correction) {
    await recordAudit(tx, {
      kind: "question.corrected",
      actorId,
      surveyId: survey.id,
      details: {
        question: question.key,
        revision: number,
        before: before.prompt,
        after: after.prompt,
      },
    });
  }
  if (decision === "ask-again" && change.answered.reachable > 0) {
    const asked = { key: question.key, revisions: [...earlier, revision] };
    await queueAskAgain(tx, { survey, question: asked, revision, actorId, now });
  }
}
