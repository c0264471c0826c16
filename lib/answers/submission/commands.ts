import { randomUUID } from "node:crypto";
import { auditStatement } from "@/lib/audit/commands";
import { normaliseText } from "@/lib/core/answers/draft-fields";
import { planOnce, type Tx } from "@/lib/platform/db";
import { modelHost } from "@/lib/platform/model-settings";
import { mailStatements } from "@/lib/platform/outbox";
import { jobStatement } from "@/lib/platform/queue";
import { Prisma } from "@/prisma/generated/client/client";
import type { SubmissionPlan } from "./policy";

/**
 * Writes what a submission changes, the receipt, the job and the audit event, over the submission that it was decided on;
 * false, and nothing is written, where another one was stored since. One statement, whatever the number of questions,
 * because each is a way to the database.
 */
export async function storeSubmission(
  tx: Tx,
  { response, submission, person, added, revised, moved }: SubmissionPlan,
  invitationId: string,
  now: Date,
): Promise<boolean> {
  const { id, surveyId, toConfirm } = response;
  const answers = added.map(({ columns, ...answer }) => ({ ...answer, columns, id: randomUUID() }));
  const moves = moved.map(({ answer, ...to }) => ({ id: answer.id, ...to }));
  const revisions = [
    ...answers.map(({ id: answerId, columns }) => ({ answerId, number: 1, ...columns })),
    ...revised.map(({ answer, columns }) => ({
      answerId: answer.id,
      number: answer.number + 1,
      ...columns,
    })),
  ].map((revision) => ({ ...revision, id: randomUUID() }));
  const isSubmitted = Prisma.sql`EXISTS (SELECT FROM "submitted")`;
  const beside = [
    ...(response.email === null
      ? []
      : await mailStatements(
          {
            template: "receipt",
            dedupeKey: `receipt:${id}:${submission}`,
            surveyId,
            invitationId,
          },
          isSubmitted,
        )),
    await jobStatement({ name: "synthesis.regenerate", surveyId }, isSubmitted),
    auditStatement(
      {
        kind: toConfirm ? "response.confirmed" : "response.submitted",
        surveyId,
        details: { responseId: id, submission },
      },
      isSubmitted,
    ),
  ];
  const stored = await tx.$queryRaw<unknown[]>(Prisma.sql`${planOnce}
    WITH "submitted" AS (
      UPDATE "Response" SET "displayName" = ${normaliseText(person.displayName)},
        "displayRole" = ${normaliseText(person.displayRole)},
        "roleWording" = ${normaliseText(person.roleWording)},
        "interests" = ${normaliseText(person.interests)},
        "submittedAt" = ${now}, "submission" = ${submission}, "withdrawnAt" = NULL,
        "toldModelHost" = ${modelHost()}
      WHERE "id" = ${id}::uuid AND "submission" = ${response.submission}
      RETURNING "id"
    ), "invited" AS (
      UPDATE "Invitation" SET "withdrawnAt" = NULL, "declinedAt" = NULL, "declineReason" = NULL
      WHERE "id" = ${invitationId}::uuid AND ${isSubmitted}
        AND ("withdrawnAt" IS NOT NULL OR "declinedAt" IS NOT NULL OR "declineReason" IS NOT NULL)
    ), "answered" AS (
      INSERT INTO "Answer" ("id", "responseId", "questionRevisionId", "attribution", "quotable", "consentedAt")
      SELECT g."id", s."id", g."questionRevisionId", g."attribution"::"Attribution", g."quotable", ${now}
      FROM "submitted" s CROSS JOIN jsonb_to_recordset(${JSON.stringify(answers)}::jsonb)
        AS g("id" uuid, "questionRevisionId" uuid, "attribution" text, "quotable" boolean)
    ), "moved" AS (
      UPDATE "Answer" a SET "questionRevisionId" = g."questionRevisionId"
      FROM "submitted" s, jsonb_to_recordset(${JSON.stringify(moves)}::jsonb)
        AS g("id" uuid, "questionRevisionId" uuid)
      WHERE a."id" = g."id" AND a."responseId" = s."id"
    ), "revised" AS (
      INSERT INTO "AnswerRevision"
        ("id", "answerId", "number", "value", "confidence", "low", "high", "text", "submission", "createdAt")
      SELECT g."id", g."answerId", g."number", g."value", g."confidence", g."low", g."high", g."text", ${submission}, ${now}
      FROM "submitted" s CROSS JOIN jsonb_to_recordset(${JSON.stringify(revisions)}::jsonb)
        AS g("id" uuid, "answerId" uuid, "number" integer, "value" text, "confidence" integer,
             "low" double precision, "high" double precision, "text" text)
    )${Prisma.join(
      beside.map((statement, n) => Prisma.sql`${Prisma.raw(`, "beside${n}"`)} AS (${statement})`),
      "",
    )}
    SELECT "id" FROM "submitted"`);
  return stored.length > 0;
}
