import { recordAudit } from "@/lib/audit/commands";
import { draftFromColumns, fieldsOf } from "@/lib/core/answers/draft-fields";
import type { AuditKind } from "@/lib/core/audit-event";
import { type Tx, transaction } from "@/lib/platform/db";
import { queueMail } from "@/lib/platform/outbox";
import { enqueue } from "@/lib/platform/queue";
import type { Survey } from "@/prisma/generated/client/client";
import { answeringWindow } from "../policy";
import { findSubmittedDesk } from "../queries";

/** What the worker did to the rounds of a survey. */
export type RoundStep = "opened" | "closed" | "nothing";

/**
 * Takes a survey's rounds one step on: closes the present one once its time and the time to finish are over, or opens the
 * next once its day has come and the one before is closed.
 */
export async function stepRounds(surveyId: string, now: Date): Promise<RoundStep> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${surveyId}::uuid FOR UPDATE`;
    const survey = await tx.survey.findUnique({
      where: { id: surveyId },
      include: { rounds: { orderBy: { number: "asc" } } },
    });
    const present = survey?.rounds.find(({ number }) => number === survey.round);
    if (!survey || present === undefined) return "nothing";
    if (present.closedAt === null) {
      if (answeringWindow(survey, now) !== "closed") return "nothing";
      await tx.round.update({
        where: { surveyId_number: { surveyId, number: present.number } },
        data: { openedAt: present.openedAt ?? survey.openedAt ?? present.opensAt, closedAt: now },
      });
      await enqueue(tx, { name: "synthesis.regenerate", surveyId });
      await record(tx, "round.closed", surveyId, present.number);
      return "closed";
    }
    const next = survey.rounds.find(({ number }) => number === survey.round + 1);
    if (next === undefined || next.opensAt > now || next.closesAt <= now) return "nothing";
    await openRound(tx, survey, next, now);
    return "opened";
  });
}

/**
 * Opens a round to those who answered the one before: their earlier answers, with the consent they gave, stand in the form as
 * typed and count in this round once they are submitted again. One mail each.
 */
async function openRound(
  tx: Tx,
  survey: Survey,
  round: { readonly number: number; readonly closesAt: Date },
  now: Date,
): Promise<void> {
  const surveyId = survey.id;
  await tx.survey.update({
    where: { id: surveyId },
    data: { round: round.number, status: "open", closedAt: null, closesAt: round.closesAt },
  });
  await tx.round.update({
    where: { surveyId_number: { surveyId, number: round.number } },
    data: { openedAt: now },
  });
  const invitations = await tx.invitation.findMany({
    where: {
      surveyId,
      revokedAt: null,
      withdrawnAt: null,
      responses: {
        some: { round: round.number - 1, submittedAt: { not: null }, withdrawnAt: null },
      },
    },
    select: { id: true, email: true },
  });
  for (const { id: invitationId, email } of invitations) {
    const before = await findSubmittedDesk(invitationId, tx);
    if (before === null) continue;
    const { displayName, displayRole, roleWording, interests } = before.response;
    const response = await tx.response.create({
      data: {
        invitationId,
        round: round.number,
        startedAt: now,
        ...{ displayName, displayRole, roleWording, interests },
      },
    });
    const drafts = before.questions.flatMap(({ question }) => {
      const last = before.submitted.find(({ questionKey }) => questionKey === question.id);
      if (last === undefined) return [];
      const draft = draftFromColumns(last.asked, last.columns, last);
      return fieldsOf(question.kind).map((field) => ({
        responseId: response.id,
        // Under the wording that it answered: of a question reworded since they see both.
        questionRevisionId: last.revisionId,
        field,
        value: JSON.parse(JSON.stringify(draft[field])),
        updatedAt: now,
      }));
    });
    await tx.draftField.createMany({ data: drafts });
    if (email === null) continue;
    await queueMail(tx, {
      template: "round",
      dedupeKey: `round:${surveyId}:${round.number}:${invitationId}`,
      surveyId,
      invitationId,
    });
  }
  await record(tx, "round.opened", surveyId, round.number);
}

async function record(tx: Tx, kind: AuditKind, surveyId: string, round: number): Promise<void> {
  await recordAudit(tx, { kind, surveyId, details: { round } });
}
