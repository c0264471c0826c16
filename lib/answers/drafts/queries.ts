import { withMoreTime } from "@/lib/core/survey/lifecycle";
import { db, planOnce } from "@/lib/platform/db";
import type { Attribution, QuestionKind, SurveyStatus } from "@/prisma/generated/client/client";

/** A question revision that a save names. */
export type NamedRevision = {
  readonly id: string;
  readonly questionId: string;
  readonly kind: QuestionKind;
  /** The newest revision of the same question. */
  readonly newestId: string;
};

/** A draft field as stored; under whichever wording, it is the one row of its question and field. */
export type StoredField = {
  readonly id: string;
  /** Null for the respondent's own fields. */
  readonly questionId: string | null;
  readonly field: string;
  readonly value: unknown;
  readonly version: number;
};

/** What a save is decided on, as of one moment. */
export type SavingDesk = {
  readonly responseId: string;
  readonly status: SurveyStatus;
  readonly openedAt: Date | null;
  readonly closesAt: Date | null;
  readonly closedAt: Date | null;
  /** The levels that the survey offers. */
  readonly attributions: readonly Attribution[];
  readonly toConfirm: boolean;
  readonly revisions: readonly NamedRevision[];
  readonly stored: readonly StoredField[];
};

/** Reads what a save of these fields is decided on: one statement, because each save waits for it. */
export async function findSavingDesk(
  invitationId: string,
  asked: readonly string[],
  fields: readonly string[],
): Promise<SavingDesk | null> {
  const [desk] = await db().$queryRaw<(SavingDesk & { extendedUntil: Date | null })[]>`${planOnce}
    SELECT r."id" AS "responseId", s."status"::text AS "status", s."openedAt", s."closesAt", s."closedAt",
      array_to_json(s."attributions") AS "attributions",
      r."importId" IS NOT NULL AND r."confirmedAt" IS NULL AS "toConfirm",
      i."extendedUntil",
      COALESCE((
        SELECT json_agg(json_build_object(
          'id', v."id", 'questionId', v."questionId", 'kind', v."kind", 'newestId', n."id"))
        FROM "QuestionRevision" v
        JOIN "Question" q ON q."id" = v."questionId" AND q."surveyId" = s."id"
        CROSS JOIN LATERAL (
          SELECT m."id" FROM "QuestionRevision" m WHERE m."questionId" = q."id"
          ORDER BY m."number" DESC LIMIT 1
        ) n
        WHERE v."id" = ANY(${[...asked]}::uuid[])), '[]') AS "revisions",
      COALESCE((
        SELECT json_agg(json_build_object(
          'id', d."id", 'questionId', v."questionId", 'field', d."field", 'value', d."value",
          'version', d."version") ORDER BY d."version", d."id")
        FROM "DraftField" d LEFT JOIN "QuestionRevision" v ON v."id" = d."questionRevisionId"
        WHERE d."responseId" = r."id" AND d."field" = ANY(${[...fields]}::text[])
          AND (v."id" IS NULL OR v."questionId" IN (
            SELECT w."questionId" FROM "QuestionRevision" w WHERE w."id" = ANY(${[...asked]}::uuid[])))),
        '[]') AS "stored"
    FROM "Response" r
    JOIN "Invitation" i ON i."id" = r."invitationId"
    JOIN "Survey" s ON s."id" = i."surveyId"
    WHERE r."invitationId" = ${invitationId}::uuid AND r."round" = s."round" AND i."revokedAt" IS NULL`;
  return desk === undefined ? null : withMoreTime(desk, desk.extendedUntil);
}
