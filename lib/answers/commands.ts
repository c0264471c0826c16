import { recordAudit } from "@/lib/audit/commands";
import { keptPrefix } from "@/lib/core/answers/assemble-draft";
import { isToConfirm } from "@/lib/core/answers/entered";
import type { Outcome } from "@/lib/core/errors";
import { db, transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/queue";
import { randomToken, sha256Hex } from "@/lib/platform/tokens";
import {
  type BlankPublishedFields,
  changeConsent,
  everyField,
  lockResponse,
} from "./consent/commands";
import { sessionDays } from "./schema";
import { findSubmitting } from "./stored/queries";
import { storeSubmission } from "./submission/commands";
import { decideSubmission, type Submission } from "./submission/policy";

/** Exchanges a link for a device's session, and begins or resumes the response. */
export async function beginAnswering(
  invitation: { readonly id: string; readonly generation: number; readonly surveyId: string },
  now: Date,
  /** Browser and system, by which the expert tells this device from others. */
  device = "",
): Promise<{ readonly cookie: string; readonly expiresAt: Date }> {
  const cookie = randomToken();
  const expiresAt = new Date(now.getTime() + sessionDays * 86_400_000);
  await transaction(async (tx) => {
    await tx.invitationSession.create({
      data: {
        invitationId: invitation.id,
        generation: invitation.generation,
        tokenHash: sha256Hex(cookie),
        device,
        expiresAt,
        createdAt: now,
        lastSeenAt: now,
      },
    });
    const { round } = await tx.survey.findUniqueOrThrow({
      where: { id: invitation.surveyId },
      select: { round: true },
    });
    await tx.response.createMany({
      data: [{ invitationId: invitation.id, round, startedAt: now }],
      skipDuplicates: true,
    });
    const opened = await tx.invitation.updateMany({
      where: { id: invitation.id, openedAt: null },
      data: { openedAt: now },
    });
    // Beginning takes back an earlier "no, thank you".
    await tx.invitation.updateMany({
      where: { id: invitation.id, declinedAt: { not: null } },
      data: { declinedAt: null, declineReason: null },
    });
    if (opened.count > 0) {
      await recordAudit(tx, {
        kind: "invitation.opened",
        surveyId: invitation.surveyId,
        details: { invitationId: invitation.id },
      });
    }
  });
  return { cookie, expiresAt };
}

/** The invited person says no. Beginning later takes it back. */
export async function declineInvitation(
  invitation: { readonly id: string; readonly surveyId: string },
  reason: string,
  now: Date,
): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const submitted = await tx.response.findMany({
      where: { invitationId: invitation.id, submittedAt: { not: null }, withdrawnAt: null },
      select: { id: true, importId: true, confirmedAt: true },
    });
    // Who has answered withdraws instead: declining would leave answers that count.
    if (!submitted.every(isToConfirm)) return { ok: false, reason: "conflict" };
    if (submitted.length > 0) {
      // What somebody else entered ends with the word of the person whom it speaks for.
      await tx.response.updateMany({
        where: { id: { in: submitted.map(({ id }) => id) } },
        data: { withdrawnAt: now },
      });
      await enqueue(tx, { name: "synthesis.regenerate", surveyId: invitation.surveyId });
    }
    await tx.invitation.update({
      where: { id: invitation.id },
      data: { declinedAt: now, declineReason: reason === "" ? null : reason },
    });
    await recordAudit(tx, {
      kind: "invitation.declined",
      surveyId: invitation.surveyId,
      details: { invitationId: invitation.id },
    });
    return { ok: true, value: null };
  });
}

/** Keeps a text that could not be stored in its own place, so that a plain form loses nothing. */
export async function keepAside(
  invitationId: string,
  question: string,
  field: string,
  text: string,
  now: Date,
): Promise<void> {
  await transaction(async (tx) => {
    const response = await lockResponse(tx, invitationId);
    if (response === null) return;
    const inSurvey = await tx.questionRevision.count({
      where: { id: question, question: { surveyId: response.surveyId } },
    });
    if (inSurvey === 0) return;
    const where = {
      responseId: response.id,
      questionRevisionId: question,
      field: keptPrefix + field,
    };
    const updated = await tx.draftField.updateMany({
      where: {
        responseId: response.id,
        field: where.field,
        // Under whichever wording of the question it was kept.
        questionRevision: { question: { revisions: { some: { id: question } } } },
      },
      data: { value: text, updatedAt: now },
    });
    if (updated.count === 0) {
      await tx.draftField.create({ data: { ...where, value: text, updatedAt: now } });
    }
  });
}

/**
 * Submits what is stored as typed. The number that the form names makes it idempotent: the same number again is the
 * same submission, with one receipt.
 */
export async function submitResponse(
  invitationId: string,
  submission: number,
  now: Date,
  blank: BlankPublishedFields,
): Promise<Outcome<Submission>> {
  const decided = decideSubmission(await findSubmitting(db(), invitationId), submission, now);
  if (!decided.ok) return decided;
  const { submitted, plan } = decided.value;
  if (plan === null) return { ok: true, value: submitted };
  // What was never submitted shows nothing that would have to be taken out: one statement, and no lock but its own.
  const isFirst = plan.response.submission === 0 && plan.response.answers.length === 0;
  if (isFirst && (await storeSubmission(db(), plan, invitationId, now))) {
    return { ok: true, value: submitted };
  }
  return submitBehindLock(invitationId, submission, now, blank);
}

/** The same where answers stand already: what is shown of them less than before is taken out together with it. */
function submitBehindLock(
  invitationId: string,
  submission: number,
  now: Date,
  blank: BlankPublishedFields,
): Promise<Outcome<Submission>> {
  return transaction(async (tx) => {
    await lockResponse(tx, invitationId);
    const decided = decideSubmission(await findSubmitting(tx, invitationId), submission, now);
    if (!decided.ok) return decided;
    const { submitted, plan } = decided.value;
    if (plan === null) return { ok: true, value: submitted };
    if (plan.response.toConfirm) {
      // Before any consent is stored: until then the database refuses to show what was entered.
      await tx.response.update({ where: { id: plan.response.id }, data: { confirmedAt: now } });
    }
    for (const { answer, consent } of plan.consents) {
      if (consent === null) await blank(tx, { answerId: answer.id, fields: everyField });
      else await changeConsent(tx, answer, consent, now, blank);
    }
    if (!(await storeSubmission(tx, plan, invitationId, now))) {
      throw new Error("a response was submitted past its lock");
    }
    return { ok: true, value: submitted };
  });
}
