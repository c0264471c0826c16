import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { findUnknownPlaceholders, messageIn, unknownInWords } from "@/lib/core/invitations/message";
import { planSending } from "@/lib/core/invitations/sending";
import { chosenLanguage } from "@/lib/core/language";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { type Tx, transaction } from "@/lib/platform/db";
import { mailServerUrl } from "@/lib/platform/env";
import { type MailRequest, queueMails } from "@/lib/platform/outbox";
import { enqueue } from "@/lib/platform/queue";
import { openSurveyIn } from "@/lib/surveys/commands";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey } from "@/lib/surveys/queries";
import { listCandidates } from "./queries";

type Act = { readonly surveyId: string; readonly actorId: string; readonly now: Date };

/**
 * Queues the first mail of everybody who has not got one, at once or for a time to come, and opens the survey if it is a
 * draft. Whom the plan of the sending leaves out gets none; nobody is mailed twice. Refuses a message with unknown
 * placeholders, and a time after the survey's end.
 */
export async function sendInvitations(
  input: Act & { readonly sendAt?: Date; readonly timeZone?: string },
): Promise<Outcome<{ queued: number }>> {
  return transaction(async (tx) => {
    const found = await findSurvey(input.surveyId, input.actorId, tx);
    if (found === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(found.role)) return { ok: false, reason: "not-allowed" };
    if (found.fictional) return { ok: false, reason: "not-allowed" };
    const phase = surveyPhase(found, input.now);
    if (phase === "closed" || phase === "archived") return { ok: false, reason: "survey-closed" };
    const language = chosenLanguage(null, found.language);
    const unknown = findUnknownPlaceholders(messageIn(found.invitationMessage, language));
    if (unknown.length > 0) {
      const message = `The message has ${unknownInWords(unknown)}, which ${unknown.length === 1 ? "is no placeholder" : "are no placeholders"}.`;
      return { ok: false, reason: "incomplete", problems: [{ at: "message", message }] };
    }
    const sendAt = input.sendAt ?? input.now;
    if (found.closesAt !== null && sendAt >= found.closesAt) {
      return {
        ok: false,
        reason: "invalid-input",
        problems: [{ at: "at", message: "The survey has closed by then." }],
      };
    }
    // Locks the survey: of two presses at once the second finds the mails of the first.
    const opened = await openSurveyIn(tx, input);
    if (!opened.ok) return opened;
    // Whoever sends first is the one who writes, and gets the replies, unless another was chosen.
    const survey = { ...found, correspondentId: found.correspondentId ?? input.actorId };
    await tx.survey.updateMany({
      where: { id: found.id, correspondentId: null },
      data: { correspondentId: input.actorId },
    });
    const { gets } = planSending(await listCandidates(survey, input.actorId, tx));
    const queued = gets.length === 0 ? 0 : await queueSending(tx, { ...input, sendAt }, gets);
    await recordAudit(tx, {
      kind: "invitations.sent",
      actorId: input.actorId,
      surveyId: found.id,
      details: { count: queued },
    });
    return { ok: true, value: { queued: mailServerUrl() === null ? 0 : queued } };
  });
}

async function queueSending(
  tx: Tx,
  input: Act & { readonly sendAt: Date; readonly timeZone?: string },
  people: readonly { readonly id: string; readonly generation: number }[],
): Promise<number> {
  const { surveyId, sendAt } = input;
  const sending = await tx.sending.create({
    data: {
      surveyId,
      sendAt,
      startedById: input.actorId,
      timeZone: input.timeZone ?? "UTC",
      createdAt: input.now,
    },
  });
  const later = sendAt > input.now;
  const requests = people.map(
    ({ id, generation }): MailRequest => ({
      template: "invitation",
      dedupeKey: `invitation:${id}:${generation}`,
      surveyId,
      invitationId: id,
      sendingId: sending.id,
      ...(later ? { dueAt: sendAt } : {}),
    }),
  );
  // What was called off before it left has its row already, and with it the Message-ID.
  await tx.outboxMessage.updateMany({
    where: { dedupeKey: { in: requests.map(({ dedupeKey }) => dedupeKey) }, status: "cancelled" },
    data: {
      status: "queued",
      sendingId: sending.id,
      dueAt: sendAt,
      nextAttemptAt: sendAt,
      lastError: null,
      attempts: 0,
    },
  });
  await queueMails(tx, requests);
  if (!later) await enqueue(tx, { name: "mail.send" });
  return requests.length;
}

/**
 * Holds, goes on with or calls off what has not left of a sending. From the moment this is stored no mail of it is begun: a
 * message is begun only while it is queued, and the few that are in a worker's hands leave or come back within half a second.
 * Doing it twice changes nothing; what was called off stays so.
 */
export async function changeSending(
  input: Act & { readonly sendingId: string; readonly step: "pause" | "resume" | "cancel" },
): Promise<Outcome<{ count: number }>> {
  return transaction(async (tx) => {
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    // For this transaction alone: a message whose attempt fails meanwhile waits to see where it goes.
    await tx.$queryRaw`SELECT 1 FROM "Sending" WHERE id = ${input.sendingId}::uuid FOR UPDATE`;
    const sending = await tx.sending.findFirst({
      where: { id: input.sendingId, surveyId: survey.id },
    });
    if (sending === null) return { ok: false, reason: "not-found" };
    if (sending.cancelledAt !== null) {
      return input.step === "cancel"
        ? { ok: true, value: { count: 0 } }
        : { ok: false, reason: "conflict" };
    }
    const count = await applyStep(tx, sending, input);
    await recordAudit(tx, {
      kind: `invitations.${words[input.step]}`,
      actorId: input.actorId,
      surveyId: survey.id,
      details: { sendingId: sending.id, count },
    });
    return { ok: true, value: { count } };
  });
}

const words = { pause: "paused", resume: "resumed", cancel: "called-off" } as const;

async function applyStep(
  tx: Tx,
  sending: { readonly id: string; readonly sendAt: Date },
  { step, now }: Act & { readonly step: "pause" | "resume" | "cancel" },
): Promise<number> {
  const where = { id: sending.id };
  const mine = { sendingId: sending.id };
  switch (step) {
    case "pause": {
      await tx.sending.update({ where, data: { pausedAt: now } });
      const changed = await tx.outboxMessage.updateMany({
        where: { ...mine, status: "queued" },
        data: { status: "paused" },
      });
      return changed.count;
    }
    case "resume": {
      const dueAt = sending.sendAt > now ? sending.sendAt : now;
      await tx.sending.update({ where, data: { pausedAt: null } });
      const changed = await tx.outboxMessage.updateMany({
        where: { ...mine, status: "paused" },
        data: { status: "queued", dueAt, nextAttemptAt: dueAt },
      });
      if (dueAt <= now && changed.count > 0) await enqueue(tx, { name: "mail.send" });
      return changed.count;
    }
    case "cancel": {
      await tx.sending.update({ where, data: { cancelledAt: now } });
      const changed = await tx.outboxMessage.updateMany({
        where: { ...mine, status: { in: ["queued", "paused"] } },
        data: { status: "cancelled", lastError: "called off before it left" },
      });
      return changed.count;
    }
  }
}
