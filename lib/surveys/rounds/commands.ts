import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { transaction } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client/client";
import { versionOf } from "../editor/queries";
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
      // Whoever has the editor open learns of the day, and overwrites it knowingly or not at all.
      const closesOn = versionOf(survey.fieldVersions, "closesOn") + 1;
      const versions = survey.fieldVersions as Prisma.InputJsonObject;
      await tx.survey.update({
        where: { id: survey.id },
        data: {
          closesAt: input.closesAt,
          revision: { increment: 1 },
          // A column that only ever holds an object.
          fieldVersions: { ...versions, closesOn },
        },
      });
    }
    await recordAudit(tx, {
      kind: "round.dated",
      actorId: input.actorId,
      surveyId: survey.id,
      details: {
        round: round.number,
        before: `${round.opensAt.toISOString()} to ${round.closesAt.toISOString()}`,
        after: `${opensAt.toISOString()} to ${input.closesAt.toISOString()}`,
      },
    });
    return { ok: true, value: null };
  });
}

const mostRounds = 5;

/**
 * Adds a round after the last one, to a survey that had none too: its present time is then the first. It opens once the one
 * before has closed, so that one needs a day on which it closes.
 */
export async function addRound(input: {
  readonly surveyId: string;
  readonly actorId: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly now: Date;
}): Promise<Outcome<null>> {
  const { surveyId, actorId, opensAt, closesAt, now } = input;
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${surveyId}::uuid FOR UPDATE`;
    const survey = await findSurvey(surveyId, actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    const refuse = (at: string, message: string): Outcome<null> => ({
      ok: false,
      reason: "invalid-input",
      problems: [{ at, message }],
    });
    const rounds = await tx.round.findMany({ where: { surveyId }, orderBy: { number: "asc" } });
    const last = rounds.at(-1);
    if (rounds.length >= mostRounds) return refuse("form", "A survey has at most five rounds.");
    const ends = last?.closesAt ?? survey.closedAt ?? survey.closesAt;
    if (ends === null) {
      return refuse("form", "Give the survey a closing day first: the next round opens after it.");
    }
    if (opensAt <= ends || opensAt <= now) {
      return refuse("opensOn", "Choose a day to come, after the round before has closed.");
    }
    if (closesAt <= opensAt) return refuse("closesOn", "Choose a day after the opening.");
    if (last === undefined) {
      await tx.round.create({
        data: {
          surveyId,
          number: 1,
          opensAt: survey.openedAt ?? now,
          openedAt: survey.openedAt,
          closesAt: ends,
        },
      });
    }
    const number = (last?.number ?? 1) + 1;
    await tx.round.create({ data: { surveyId, number, opensAt, closesAt } });
    await recordAudit(tx, { kind: "round.added", actorId, surveyId, details: { round: number } });
    return { ok: true, value: null };
  });
}

/** Takes the last round away, as long as it has not opened. */
export async function removeRound(input: {
  readonly surveyId: string;
  readonly actorId: string;
  readonly number: number;
}): Promise<Outcome<null>> {
  const { surveyId, actorId, number } = input;
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${surveyId}::uuid FOR UPDATE`;
    const survey = await findSurvey(surveyId, actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    const rounds = await tx.round.findMany({ where: { surveyId }, orderBy: { number: "asc" } });
    const last = rounds.at(-1);
    if (last?.number !== number || number === 1 || last.openedAt !== null) {
      return { ok: false, reason: "conflict" };
    }
    await tx.round.delete({ where: { surveyId_number: { surveyId, number } } });
    // One round alone is a survey without rounds.
    if (number === 2 && survey.round === 1)
      await tx.round.deleteMany({ where: { surveyId, closedAt: null } });
    await recordAudit(tx, { kind: "round.removed", actorId, surveyId, details: { round: number } });
    return { ok: true, value: null };
  });
}
