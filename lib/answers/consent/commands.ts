import { recordAudit } from "@/lib/audit/commands";
import type { Attribution } from "@/lib/core/answers/answer";
import { isTighter } from "@/lib/core/answers/merge";
import type { Outcome } from "@/lib/core/errors";
import { type Tx, transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/queue";

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
    /** Words of the answer that may go on standing word for word; absent where none may. */
    readonly standing?: readonly string[];
  },
) => Promise<unknown>;

export const everyField = ["name", "role", "value", "text"] as const;

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
    // An answer of an earlier round too: consent is taken back wherever it was given.
    const answer = await tx.answer.findFirst({
      where: { id: change.answerId, response: { invitationId } },
    });
    if (answer === null) return { ok: false, reason: "not-found" };
    const looser =
      isTighter(answer.attribution, change.attribution) || (change.quotable && !answer.quotable);
    const unoffered =
      change.attribution !== answer.attribution &&
      !response.attributions.includes(change.attribution);
    if (looser || unoffered) return { ok: false, reason: "not-allowed" };
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
        where: {
          responseId: response.id,
          field,
          // Under whichever wording of the question it was typed.
          questionRevision: {
            question: { revisions: { some: { id: answer.questionRevisionId } } },
          },
        },
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
    const submitted = await tx.response.findMany({
      where: { invitationId, submission: { gt: 0 }, withdrawnAt: null },
      select: { id: true },
    });
    if (submitted.length === 0) return { ok: true, value: null };
    await tx.invitation.update({ where: { id: invitationId }, data: { withdrawnAt: now } });
    for (const { id } of submitted) {
      await tx.response.update({ where: { id }, data: { withdrawnAt: now } });
      await blank(tx, { responseId: id, fields: everyField });
    }
    await enqueue(tx, { name: "synthesis.regenerate", surveyId: response.surveyId });
    await recordAudit(tx, {
      kind: "response.withdrawn",
      surveyId: response.surveyId,
      details: { responseId: response.id },
    });
    return { ok: true, value: null };
  });
}

/** Locks the response row, so that submissions and changes of consent of one person come one after another. */
export async function lockResponse(
  tx: Tx,
  invitationId: string,
): Promise<{
  readonly id: string;
  readonly surveyId: string;
  /** The levels that the survey offers. */
  readonly attributions: readonly Attribution[];
} | null> {
  const [locked] = await tx.$queryRaw<
    { id: string; surveyId: string; attributions: readonly Attribution[] }[]
  >`
    SELECT r."id", s."id" AS "surveyId", array_to_json(s."attributions") AS "attributions"
    FROM "Response" r
    JOIN "Invitation" i ON i."id" = r."invitationId"
    JOIN "Survey" s ON s."id" = i."surveyId"
    WHERE r."invitationId" = ${invitationId}::uuid AND r."round" = s."round" AND i."revokedAt" IS NULL
    FOR UPDATE OF r`;
  return locked ?? null;
}

export async function changeConsent(
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

export type Consent = { readonly attribution: Attribution; readonly quotable: boolean };

/** What both of two consents allow. */
export function tighterOf(one: Consent, other: Consent): Consent {
  return {
    attribution: isTighter(one.attribution, other.attribution)
      ? one.attribution
      : other.attribution,
    quotable: one.quotable && other.quotable,
  };
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
