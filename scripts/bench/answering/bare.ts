import { randomUUID } from "node:crypto";
import pg from "pg";
import type { SeededPanel } from "@/e2e/support/panel";
import { atOnce } from "./load";

/** What a submission stores, by bare statements over `pg`, nothing computed and nothing checked. Gives the seconds taken. */
export async function submitBare(
  databaseUrl: string,
  panel: SeededPanel,
  text: string,
  concurrency: number,
): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: concurrency });
  const started = performance.now();
  await atOnce(panel.experts, concurrency, async ({ responseId, invitationId }) => {
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await client.query(
        `SELECT r."id" FROM "Response" r JOIN "Invitation" i ON i."id" = r."invitationId"
         JOIN "Survey" s ON s."id" = i."surveyId" WHERE r."invitationId" = $1 FOR UPDATE OF r`,
        [invitationId],
      );
      await client.query(
        `SELECT "questionRevisionId", "field", "value" FROM "DraftField" WHERE "responseId" = $1`,
        [responseId],
      );
      const answers = panel.questions.map(({ revisionId }) => ({ id: randomUUID(), revisionId }));
      await client.query(
        `INSERT INTO "Answer" ("id", "responseId", "questionRevisionId", "attribution", "quotable")
         SELECT "id", $1::uuid, "revision", 'aggregate', false FROM unnest($2::uuid[], $3::uuid[]) AS g("id", "revision")`,
        [responseId, answers.map(({ id }) => id), answers.map(({ revisionId }) => revisionId)],
      );
      await client.query(
        `INSERT INTO "AnswerRevision" ("id", "answerId", "number", "text", "submission")
         SELECT "id", "answer", 1, $3, 1 FROM unnest($1::uuid[], $2::uuid[]) AS g("id", "answer")`,
        [answers.map(() => randomUUID()), answers.map(({ id }) => id), text],
      );
      await client.query(
        `UPDATE "Response" SET "submittedAt" = now(), "submission" = 1 WHERE "id" = $1`,
        [responseId],
      );
      await client.query(
        `INSERT INTO "OutboxMessage" ("id", "template", "dedupeKey", "surveyId", "invitationId")
         VALUES ($1, 'receipt', $2, $3, $4)`,
        [randomUUID(), `bare:${responseId}`, panel.surveyId, invitationId],
      );
      for (const [name, data] of [
        ["mail.send", { messageId: randomUUID() }],
        ["synthesis.regenerate", { surveyId: panel.surveyId }],
      ] as const) {
        await client.query(
          // Not before tomorrow: the worker shall not take jobs that lead nowhere.
          `INSERT INTO "pgboss"."job" ("id", "name", "data", "start_after") VALUES ($1, $2, $3, now() + interval '1 day')`,
          [randomUUID(), name, JSON.stringify(data)],
        );
      }
      await client.query(
        `INSERT INTO "AuditEvent" ("id", "surveyId", "kind", "details") VALUES ($1, $2, 'response.submitted', $3)`,
        [randomUUID(), panel.surveyId, JSON.stringify({ responseId, submission: 1 })],
      );
      await client.query("COMMIT");
    } finally {
      client.release();
    }
  });
  const seconds = (performance.now() - started) / 1000;
  await pool.end();
  return seconds;
}
