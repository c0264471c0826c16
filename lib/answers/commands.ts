import { recordAudit } from "@/lib/audit/commands";
import type { Attribution } from "@/lib/core/answers/answer";
import { isAnswered, judgeResponse } from "@/lib/core/answers/completeness";
import {
  type AnswerColumns,
  type DraftValue,
  normaliseText,
  parseDraftValue,
  readAnswer,
} from "@/lib/core/answers/draft-fields";
import { canonical, isTighter, lateConsentHolds, sameValue } from "@/lib/core/answers/merge";
import { writeProblem } from "@/lib/core/answers/problem";
import type { Outcome } from "@/lib/core/errors";
import { type Tx, transaction } from "@/lib/platform/db";
import { queueMail } from "@/lib/platform/outbox";
import { enqueue } from "@/lib/platform/queue";
import { randomToken, sha256Hex } from "@/lib/platform/tokens";
import { answeringWindow, canAnswer } from "./policy";
import { findDesk, keptPrefix } from "./queries";
import { type DraftSave, sessionDays } from "./schema";

/** The fields of a person in a published version. */
type PublishedFieldName = "name" | "role" | "value" | "text";

/**
 * Blanks what published versions show. Given by the caller, because publications stand downstream of answers; it runs
 * in the same transaction, so consent withdrawn is never half withdrawn.
 */
export type BlankPublishedFields = (
  tx: Tx,
  what: {
    readonly answerId?: string;
    readonly responseId?: string;
    readonly fields: readonly PublishedFieldName[];
  },
) => Promise<unknown>;

const everyField = ["name", "role", "value", "text"] as const;

/** Exchanges a link for a device's session, and begins or resumes the response. */
export async function beginAnswering(
  invitation: { readonly id: string; readonly generation: number; readonly surveyId: string },
  now: Date,
): Promise<{ readonly cookie: string; readonly expiresAt: Date }> {
  const cookie = randomToken();
  const expiresAt = new Date(now.getTime() + sessionDays * 86_400_000);
  await transaction(async (tx) => {
    await tx.invitationSession.create({
      data: {
        invitationId: invitation.id,
        generation: invitation.generation,
        tokenHash: sha256Hex(cookie),
        expiresAt,
        createdAt: now,
        lastSeenAt: now,
      },
    });
    await tx.response.createMany({
      data: [{ invitationId: invitation.id, round: 1, startedAt: now }],
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
    const submitted = await tx.response.count({
      where: { invitationId: invitation.id, submittedAt: { not: null }, withdrawnAt: null },
    });
    // Who has answered withdraws instead: declining would leave answers that count.
    if (submitted > 0) return { ok: false, reason: "conflict" };
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

/** What became of one saved field. */
export type DraftSaved = { readonly question: string | null; readonly field: string } & (
  | { readonly ok: true; readonly version: number }
  | {
      readonly ok: false;
      readonly reason: "conflict";
      readonly value: unknown;
      readonly version: number;
    }
  | { readonly ok: false; readonly reason: "not-found" | "too-long" | "invalid" }
);

/** Stores fields as they are typed, each over the version it names. */
export async function saveDraftFields(
  invitationId: string,
  saves: readonly DraftSave[],
  now: Date,
): Promise<Outcome<readonly DraftSaved[]>> {
  return transaction(async (tx) => {
    const response = await lockResponse(tx, invitationId);
    if (response === null) return { ok: false, reason: "not-found" };
    if (!canAnswer(response.survey, now)) return { ok: false, reason: "survey-closed" };
    const asked = saves.flatMap(({ question }) => (question === null ? [] : [question]));
    const [revisions, rows] = await Promise.all([
      tx.questionRevision.findMany({
        where: { id: { in: asked }, question: { surveyId: response.surveyId } },
        select: { id: true, kind: true },
      }),
      tx.draftField.findMany({ where: { responseId: response.id } }),
    ]);
    const results: DraftSaved[] = [];
    for (const save of saves) {
      const { question, field, baseVersion } = save;
      const revision = revisions.find(({ id }) => id === question);
      const name = { question, field };
      if (question !== null && revision === undefined) {
        results.push({ ...name, ok: false, reason: "not-found" });
        continue;
      }
      const parsed = parseDraftValue(revision?.kind ?? null, field, save.value);
      if (!parsed.ok) {
        const reason = parsed.reason === "unknown-field" ? "not-found" : parsed.reason;
        results.push({ ...name, ok: false, reason });
        continue;
      }
      const row = rows.find(
        (stored) => stored.questionRevisionId === question && stored.field === field,
      );
      results.push({ ...name, ...(await saveField(tx, response.id, row, parsed.value)) });

      async function saveField(
        client: Tx,
        responseId: string,
        stored: typeof row,
        value: DraftValue,
      ) {
        if (stored === undefined) {
          const created = await client.draftField.create({
            data: {
              responseId,
              questionRevisionId: question,
              field,
              value: toJson(value),
              version: baseVersion + 1,
              updatedAt: now,
            },
          });
          rows.push(created);
          return { ok: true, version: created.version } as const;
        }
        const late = stored.version !== baseVersion;
        if (late && sameValue(stored.value, value)) {
          return { ok: true, version: stored.version } as const;
        }
        const consent = field === "attribution" || field === "quotable" ? field : null;
        const holds = consent && lateConsentHolds(consent, String(value), String(stored.value));
        if (late && !holds) {
          return {
            ok: false,
            reason: "conflict",
            value: stored.value,
            version: stored.version,
          } as const;
        }
        const version = stored.version + 1;
        await client.draftField.update({
          where: { id: stored.id },
          data: { value: toJson(value), version, updatedAt: now },
        });
        stored.version = version;
        stored.value = toJson(value);
        return { ok: true, version } as const;
      }
    }
    return { ok: true, value: results };
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
      where,
      data: { value: text, updatedAt: now },
    });
    if (updated.count === 0) {
      await tx.draftField.create({ data: { ...where, value: text, updatedAt: now } });
    }
  });
}

/** A submission, new or repeated. */
export type Submission = { readonly responseId: string; readonly submission: number };

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
  return transaction(async (tx) => {
    const response = await lockResponse(tx, invitationId);
    if (response === null) return { ok: false, reason: "not-found" };
    if (submission <= response.submission) {
      return { ok: true, value: { responseId: response.id, submission: response.submission } };
    }
    if (submission !== response.submission + 1) return { ok: false, reason: "conflict" };
    const window = answeringWindow(response.survey, now);
    if (window === "not-open") return { ok: false, reason: "survey-not-open" };
    if (window === "closed") return { ok: false, reason: "survey-closed" };

    const desk = await findDesk(invitationId, tx);
    if (desk === null) return { ok: false, reason: "not-found" };
    const questions = desk.questions.map(({ question }) => question);
    const judged = judgeResponse(questions, desk.draft);
    if (judged.problems.length > 0) {
      return {
        ok: false,
        reason: "invalid-input",
        problems: judged.problems.map(({ at, message }) => ({ at, message })),
      };
    }
    if (judged.answered.length === 0) {
      return {
        ok: false,
        reason: "invalid-input",
        problems: [{ at: "answers", message: writeProblem("nothing-answered") }],
      };
    }

    const stored = await tx.answer.findMany({
      where: { responseId: response.id },
      include: {
        questionRevision: { include: { question: true } },
        revisions: { orderBy: { number: "desc" }, take: 1 },
      },
    });
    for (const { revisionId, question } of desk.questions) {
      const draft = desk.draft.answers[question.id];
      const previous = stored.filter(
        (answer) => answer.questionRevision.question.key === question.id,
      );
      if (draft === undefined || !isAnswered(question, draft)) {
        for (const answer of previous) {
          await appendRevision(tx, answer, emptyColumns, submission, now);
          await blank(tx, { answerId: answer.id, fields: everyField });
        }
        continue;
      }
      const read = readAnswer(question, draft);
      if (!read.ok || draft.attribution === "") throw new Error("judged complete, yet unreadable");
      const consent = {
        attribution: draft.attribution,
        quotable: draft.quotable === "yes" && draft.attribution !== "author",
      };
      const same = previous.find((answer) => answer.questionRevisionId === revisionId);
      // An answer to an older wording gives way to the one to the new wording.
      for (const older of previous) {
        if (older !== same) await appendRevision(tx, older, emptyColumns, submission, now);
      }
      if (same === undefined) {
        await tx.answer.create({
          data: {
            responseId: response.id,
            questionRevisionId: revisionId,
            ...consent,
            consentedAt: now,
            revisions: { create: { number: 1, ...read.columns, submission, createdAt: now } },
          },
        });
        continue;
      }
      await changeConsent(tx, same, consent, now, blank);
      await appendRevision(tx, same, read.columns, submission, now);
    }

    const { displayName, displayRole, roleWording } = desk.draft.person;
    await tx.response.update({
      where: { id: response.id },
      data: {
        displayName: normaliseText(displayName),
        displayRole: normaliseText(displayRole),
        roleWording: normaliseText(roleWording),
        submittedAt: now,
        submission,
        withdrawnAt: null,
      },
    });
    await tx.invitation.update({
      where: { id: invitationId },
      data: { withdrawnAt: null, declinedAt: null, declineReason: null },
    });
    if (desk.invitation.email !== null) {
      await queueMail(tx, {
        template: "receipt",
        dedupeKey: `receipt:${response.id}:${submission}`,
        surveyId: response.surveyId,
        invitationId,
      });
    }
    await enqueue(tx, { name: "synthesis.regenerate", surveyId: response.surveyId });
    await recordAudit(tx, {
      kind: "response.submitted",
      surveyId: response.surveyId,
      details: { responseId: response.id, submission },
    });
    return { ok: true, value: { responseId: response.id, submission } };
  });
}

/** Shows less of one submitted answer, at once and also in what is published. Never more. */
export async function tightenConsent(
  invitationId: string,
  change: {
    readonly answerId: string;
    readonly attribution: Attribution;
    readonly quotable: boolean;
  },
  now: Date,
  blank: BlankPublishedFields,
): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const response = await lockResponse(tx, invitationId);
    if (response === null) return { ok: false, reason: "not-found" };
    const answer = await tx.answer.findFirst({
      where: { id: change.answerId, responseId: response.id },
    });
    if (answer === null) return { ok: false, reason: "not-found" };
    const looser =
      isTighter(answer.attribution, change.attribution) || (change.quotable && !answer.quotable);
    if (looser) return { ok: false, reason: "not-allowed" };
    const consent = {
      attribution: change.attribution,
      quotable: change.quotable && change.attribution !== "author",
    };
    await changeConsent(tx, answer, consent, now, blank);
    // What is being typed must not loosen it again unnoticed at the next submission.
    for (const [field, value] of [
      ["attribution", consent.attribution],
      ["quotable", consent.quotable ? "yes" : "no"],
    ] as const) {
      const row = { responseId: response.id, questionRevisionId: answer.questionRevisionId, field };
      const updated = await tx.draftField.updateMany({
        where: row,
        data: { value, version: { increment: 1 }, updatedAt: now },
      });
      if (updated.count === 0) {
        await tx.draftField.create({ data: { ...row, value, updatedAt: now } });
      }
    }
    await enqueue(tx, { name: "synthesis.regenerate", surveyId: response.surveyId });
    await recordAudit(tx, {
      kind: "answer.tightened",
      surveyId: response.surveyId,
      details: { answerId: answer.id, attribution: consent.attribution },
    });
    return { ok: true, value: null };
  });
}

/** Takes a whole response back, everywhere at once. Submitting again, while the survey is open, brings it back. */
export async function withdrawResponse(
  invitationId: string,
  now: Date,
  blank: BlankPublishedFields,
): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const response = await lockResponse(tx, invitationId);
    if (response === null) return { ok: false, reason: "not-found" };
    if (response.submission === 0 || response.withdrawnAt !== null)
      return { ok: true, value: null };
    await tx.response.update({ where: { id: response.id }, data: { withdrawnAt: now } });
    await tx.invitation.update({ where: { id: invitationId }, data: { withdrawnAt: now } });
    await blank(tx, { responseId: response.id, fields: everyField });
    await enqueue(tx, { name: "synthesis.regenerate", surveyId: response.surveyId });
    await recordAudit(tx, {
      kind: "response.withdrawn",
      surveyId: response.surveyId,
      details: { responseId: response.id },
    });
    return { ok: true, value: null };
  });
}

const emptyColumns: AnswerColumns = {
  value: "",
  confidence: null,
  low: null,
  high: null,
  text: "",
};

/** Locks the response row, so that saves and submissions of one person come one after another. */
async function lockResponse(tx: Tx, invitationId: string) {
  await tx.$queryRaw`SELECT "id" FROM "Response" WHERE "invitationId" = ${invitationId}::uuid AND "round" = 1 FOR UPDATE`;
  const response = await tx.response.findUnique({
    where: { invitationId_round: { invitationId, round: 1 } },
    include: { invitation: { include: { survey: true } } },
  });
  if (response === null || response.invitation.revokedAt !== null) return null;
  const { survey } = response.invitation;
  return { ...response, survey, surveyId: survey.id };
}

async function appendRevision(
  tx: Tx,
  answer: {
    readonly id: string;
    readonly revisions: readonly (AnswerColumns & { readonly number: number })[];
  },
  columns: AnswerColumns,
  submission: number,
  now: Date,
): Promise<void> {
  const last = answer.revisions[0];
  const bare = last && {
    value: last.value,
    confidence: last.confidence,
    low: last.low,
    high: last.high,
    text: last.text,
  };
  if (bare && canonical(bare) === canonical(columns)) return;
  await tx.answerRevision.create({
    data: {
      answerId: answer.id,
      number: (last?.number ?? 0) + 1,
      ...columns,
      submission,
      createdAt: now,
    },
  });
}

async function changeConsent(
  tx: Tx,
  answer: { readonly id: string; readonly attribution: Attribution; readonly quotable: boolean },
  consent: { readonly attribution: Attribution; readonly quotable: boolean },
  now: Date,
  blank: BlankPublishedFields,
): Promise<void> {
  if (answer.attribution === consent.attribution && answer.quotable === consent.quotable) return;
  await tx.answer.update({ where: { id: answer.id }, data: { ...consent, consentedAt: now } });
  const fields = fieldsToBlank(answer, consent);
  if (fields.length > 0) await blank(tx, { answerId: answer.id, fields });
}

/** What a tightened consent takes out of published versions. */
function fieldsToBlank(
  before: { readonly attribution: Attribution; readonly quotable: boolean },
  after: { readonly attribution: Attribution; readonly quotable: boolean },
): readonly PublishedFieldName[] {
  // All of it: a value left standing would still stand in the row of the person who was named.
  if (isTighter(after.attribution, before.attribution)) return everyField;
  return before.quotable && !after.quotable ? ["text"] : [];
}

function toJson(value: DraftValue) {
  return JSON.parse(JSON.stringify(value));
}
