import { randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/commands";
import type { Attribution } from "@/lib/core/answers/answer";
import { isAnswered, judgeResponse } from "@/lib/core/answers/completeness";
import {
  type AnswerColumns,
  normaliseText,
  type PersonDraft,
  readAnswer,
} from "@/lib/core/answers/draft-fields";
import { isToConfirm } from "@/lib/core/answers/entered";
import { canonical } from "@/lib/core/answers/merge";
import { writeProblem } from "@/lib/core/answers/problem";
import type { Outcome } from "@/lib/core/errors";
import { wordingsOf } from "@/lib/core/survey/wordings";
import { type Tx, transaction } from "@/lib/platform/db";
import { modelHost } from "@/lib/platform/model-settings";
import { queueMail } from "@/lib/platform/outbox";
import { enqueue } from "@/lib/platform/queue";
import { randomToken, sha256Hex } from "@/lib/platform/tokens";
import {
  type BlankPublishedFields,
  changeConsent,
  everyField,
  lockResponse,
  tighterOf,
} from "./consent/commands";
import { answeringWindow } from "./policy";
import { assembleDraft, keptPrefix, readStoredResponse, type StoredAnswer } from "./queries";
import { sessionDays } from "./schema";

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
    const window = answeringWindow(response, now);
    if (window === "not-open") return { ok: false, reason: "survey-not-open" };
    if (window === "closed") return { ok: false, reason: "survey-closed" };

    const stored = await readStoredResponse(tx, response.id, response.surveyId);
    const desk = assembleDraft(stored, response, response);
    const judged = judgeResponse(
      desk.questions.map(({ question }) => question),
      desk.draft,
      response.attributions,
    );
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

    if (response.toConfirm) {
      // Before any consent is stored: until then the database refuses to show what was entered.
      await tx.response.update({ where: { id: response.id }, data: { confirmedAt: now } });
    }
    const answers: NewAnswer[] = [];
    const revisions: NewRevision[] = [];
    /** A submission that changes nothing in an answer adds no revision to it. */
    const revise = (answer: StoredAnswer, columns: AnswerColumns) => {
      const { value, confidence, low, high, text, number } = answer;
      if (canonical({ value, confidence, low, high, text }) === canonical(columns)) return;
      revisions.push({ answerId: answer.id, number: number + 1, ...columns });
    };
    for (const { revisionId, question } of desk.questions) {
      const draft = desk.draft.answers[question.id];
      const revisionsOfQuestion = stored.revisions.filter(({ key }) => key === question.id);
      const known = new Set(revisionsOfQuestion.map(({ id }) => id));
      const previous = stored.answers.filter((answer) => known.has(answer.revisionId));
      // The wording that the answer was typed under; corrections of it are the same wording.
      const under = desk.earlier[question.id]?.revisionId ?? revisionId;
      const wording = wordingsOf(revisionsOfQuestion).find((one) =>
        one.some(({ id }) => id === under),
      );
      if (draft === undefined || !isAnswered(question, draft)) {
        for (const answer of previous) {
          revise(answer, emptyColumns);
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
      // Of several in one wording, as before a correction was declared, the newest goes on.
      const [same] = (wording ?? []).flatMap(({ id }) =>
        previous.filter((answer) => answer.revisionId === id),
      );
      // An answer to an older wording gives way to the one to the new wording, and shows no more than that one.
      for (const older of previous) {
        if (older === same) continue;
        revise(older, emptyColumns);
        await changeConsent(tx, older, tighterOf(older, consent), now, blank);
      }
      if (same === undefined) {
        const id = randomUUID();
        answers.push({ id, questionRevisionId: under, ...consent });
        revisions.push({ answerId: id, number: 1, ...read.columns });
        continue;
      }
      await changeConsent(tx, same, consent, now, blank);
      revise(same, read.columns);
    }
    await storeSubmission(tx, {
      response: { id: response.id, invitationId, submission, person: desk.draft.person },
      answers,
      revisions,
      now,
    });
    if (response.email !== null) {
      await queueMail(tx, {
        template: "receipt",
        dedupeKey: `receipt:${response.id}:${submission}`,
        surveyId: response.surveyId,
        invitationId,
      });
    }
    await enqueue(tx, { name: "synthesis.regenerate", surveyId: response.surveyId });
    await recordAudit(tx, {
      kind: response.toConfirm ? "response.confirmed" : "response.submitted",
      surveyId: response.surveyId,
      details: { responseId: response.id, submission },
    });
    return { ok: true, value: { responseId: response.id, submission } };
  });
}

type NewAnswer = {
  readonly id: string;
  readonly questionRevisionId: string;
  readonly attribution: Attribution;
  readonly quotable: boolean;
};
type NewRevision = AnswerColumns & { readonly answerId: string; readonly number: number };

/** Writes what a submission changes: one statement, whatever the number of questions, because each is a way to the database. */
async function storeSubmission(
  tx: Tx,
  {
    response: { id, invitationId, submission, person },
    answers,
    revisions,
    now,
  }: {
    readonly response: {
      readonly id: string;
      readonly invitationId: string;
      readonly submission: number;
      readonly person: PersonDraft;
    };
    readonly answers: readonly NewAnswer[];
    readonly revisions: readonly NewRevision[];
    readonly now: Date;
  },
): Promise<void> {
  const written = revisions.map((revision) => ({ ...revision, id: randomUUID() }));
  await tx.$executeRaw`
    WITH "submitted" AS (
      UPDATE "Response" SET "displayName" = ${normaliseText(person.displayName)},
        "displayRole" = ${normaliseText(person.displayRole)},
        "roleWording" = ${normaliseText(person.roleWording)},
        "interests" = ${normaliseText(person.interests)},
        "submittedAt" = ${now}, "submission" = ${submission}, "withdrawnAt" = NULL,
        "toldModelHost" = ${modelHost()}
      WHERE "id" = ${id}::uuid
    ), "invited" AS (
      UPDATE "Invitation" SET "withdrawnAt" = NULL, "declinedAt" = NULL, "declineReason" = NULL
      WHERE "id" = ${invitationId}::uuid
    ), "answered" AS (
      INSERT INTO "Answer" ("id", "responseId", "questionRevisionId", "attribution", "quotable", "consentedAt")
      SELECT g."id", ${id}::uuid, g."questionRevisionId", g."attribution"::"Attribution", g."quotable", ${now}
      FROM jsonb_to_recordset(${JSON.stringify(answers)}::jsonb)
        AS g("id" uuid, "questionRevisionId" uuid, "attribution" text, "quotable" boolean)
    )
    INSERT INTO "AnswerRevision"
      ("id", "answerId", "number", "value", "confidence", "low", "high", "text", "submission", "createdAt")
    SELECT g."id", g."answerId", g."number", g."value", g."confidence", g."low", g."high", g."text", ${submission}, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
      AS g("id" uuid, "answerId" uuid, "number" integer, "value" text, "confidence" integer,
           "low" double precision, "high" double precision, "text" text)`;
}

const emptyColumns: AnswerColumns = {
  value: "",
  confidence: null,
  low: null,
  high: null,
  text: "",
};
