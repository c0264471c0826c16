import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { transaction } from "@/lib/platform/db";
import { canEditSurvey } from "../policy";
import { findSurvey } from "../queries";

/**
 * Dates a round. One that is over stays as it was; one that is open may end at another time; the others open after the end
 * of the one before.
 */
export async function dateRound(input: {
  readonly surveyId: string;
  readonly actorId: string;
  readonly number: number;
  /** Null keeps the opening: that of the first round, and of one that is open. */
  readonly opensAt: Date | null;
  readonly closesAt: Date;
  readonly now: Date;
}): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${input.surveyId}::uuid FOR UPDATE`;
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    const rounds = await tx.round.findMany({ where: { surveyId: survey.id } });
    const round = rounds.find(({ number }) => number === input.number);
    if (round === undefined) return { ok: false, reason: "not-found" };
    const refuse = (at: string, message: string): Outcome<null> => ({
      ok: false,
      reason: "invalid-input",
      problems: [{ at, message }],
    });
    if (round.closedAt !== null) return refuse("closesOn", "This round is over.");
    const opened = round.number === 1 || round.openedAt !== null;
    const opensAt = opened ? round.opensAt : (input.opensAt ?? round.opensAt);
    const before = rounds.find(({ number }) => number === round.number - 1);
    const after = rounds.find(({ number }) => number === round.number + 1);
    if (!opened && before && opensAt <= before.closesAt) {
      return refuse("opensOn", "A round opens after the one before has closed.");
    }
    if (input.closesAt <= opensAt || input.closesAt <= input.now) {
      return refuse("closesOn", "Choose a day after the opening that has not passed.");
    }
    if (after && input.closesAt >= after.opensAt) {
      return refuse("closesOn", "The next round opens before this day. Date that one later first.");
    }
    await tx.round.update({
      where: { surveyId_number: { surveyId: survey.id, number: round.number } },
      data: { opensAt, closesAt: input.closesAt },
    });
    if (survey.round === round.number) {
      await tx.survey.update({ where: { id: survey.id }, data: { closesAt: input.closesAt } });
    }
    await recordAudit(tx, {
      kind: "round.dated",
      actorId: input.actorId,
      surveyId: survey.id,
      details: { round: round.number },
    });
    return { ok: true, value: null };
  });
}
