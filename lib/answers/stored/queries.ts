import type { Attribution } from "@/lib/core/answers/answer";
import type { StoredResponse } from "@/lib/core/answers/assemble-draft";
import type { PersonDraft } from "@/lib/core/answers/draft-fields";
import { withMoreTime } from "@/lib/core/survey/lifecycle";
import { planOnce, type Tx } from "@/lib/platform/db";
import { Prisma, type SurveyStatus } from "@/prisma/generated/client/client";

/** The columns of a `StoredResponse`, where `response` and `survey` give the ids. */
function storedColumns(response: Prisma.Sql, survey: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    COALESCE((
      SELECT json_agg(json_build_object(
        'id', v."id", 'number', v."number", 'correction', v."correction", 'key', q."key", 'kind', v."kind", 'prompt', v."prompt", 'help', v."help",
        'required', v."required", 'settings', v."settings") ORDER BY q."position", v."number")
      FROM "Question" q JOIN "QuestionRevision" v ON v."questionId" = q."id"
      WHERE q."surveyId" = ${survey}), '[]') AS "revisions",
    COALESCE((
      SELECT json_agg(json_build_object(
        'revisionId', d."questionRevisionId", 'field', d."field", 'value', d."value",
        'version', d."version") ORDER BY d."version", d."id")
      FROM "DraftField" d WHERE d."responseId" = ${response}), '[]') AS "drafts",
    COALESCE((
      SELECT json_agg(json_build_object(
        'id', a."id", 'revisionId', a."questionRevisionId", 'attribution', a."attribution",
        'quotable', a."quotable", 'number', l."number", 'value', l."value",
        'confidence', l."confidence", 'low', l."low", 'high', l."high", 'text', l."text"))
      FROM "Answer" a CROSS JOIN LATERAL (
        SELECT * FROM "AnswerRevision" r WHERE r."answerId" = a."id" ORDER BY r."number" DESC LIMIT 1
      ) l
      WHERE a."responseId" = ${response}), '[]') AS "answers"`;
}

/** Reads all that a form is made of as of one moment: one statement, because every page waits for it. */
export async function readStoredResponse(
  tx: Tx,
  responseId: string,
  surveyId: string,
): Promise<StoredResponse> {
  const [stored] = await tx.$queryRaw<StoredResponse[]>(
    Prisma.sql`${planOnce} SELECT ${storedColumns(Prisma.sql`${responseId}::uuid`, Prisma.sql`${surveyId}::uuid`)}`,
  );
  return stored ?? { revisions: [], drafts: [], answers: [] };
}

/** What a submission is decided on, as of one moment. */
export type Submitting = PersonDraft &
  StoredResponse & {
    readonly id: string;
    /** Number of the last submission; 0 while a draft. */
    readonly submission: number;
    readonly surveyId: string;
    readonly status: SurveyStatus;
    readonly openedAt: Date | null;
    readonly closesAt: Date | null;
    readonly closedAt: Date | null;
    readonly toConfirm: boolean;
    readonly name: string;
    readonly affiliation: string;
    readonly email: string | null;
    /** The levels that the survey offers. */
    readonly attributions: readonly Attribution[];
  };

/** Reads what a submission is decided on: one statement, because each submission waits for it. */
export async function findSubmitting(tx: Tx, invitationId: string): Promise<Submitting | null> {
  const [found] = await tx.$queryRaw<
    (Submitting & { extendedUntil: Date | null })[]
  >(Prisma.sql`${planOnce}
    SELECT r."id", r."submission", r."displayName", r."displayRole", r."roleWording", r."interests",
      s."id" AS "surveyId", s."status"::text AS "status", s."openedAt", s."closesAt", s."closedAt",
      array_to_json(s."attributions") AS "attributions", i."name", i."affiliation", i."email", i."extendedUntil",
      r."importId" IS NOT NULL AND r."confirmedAt" IS NULL AS "toConfirm",
      ${storedColumns(Prisma.sql`r."id"`, Prisma.sql`s."id"`)}
    FROM "Response" r
    JOIN "Invitation" i ON i."id" = r."invitationId"
    JOIN "Survey" s ON s."id" = i."surveyId"
    WHERE r."invitationId" = ${invitationId}::uuid AND r."round" = s."round" AND i."revokedAt" IS NULL`);
  return found === undefined ? null : withMoreTime(found, found.extendedUntil);
}
