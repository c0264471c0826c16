import { createHash, randomBytes, randomUUID } from "node:crypto";
import pg from "pg";

/** An expert who has begun to answer: the link's token, the browser's cookie, and the rows behind them. */
export type SeededExpert = {
  readonly token: string;
  readonly cookie: string;
  readonly invitationId: string;
  readonly responseId: string;
};

/** An open survey with experts who have begun. */
export type SeededPanel = {
  readonly surveyId: string;
  readonly questions: readonly { readonly key: string; readonly revisionId: string }[];
  readonly experts: readonly SeededExpert[];
};

/** Puts an open survey with open questions and so many experts who have begun straight into the database. */
export async function seedPanel(
  databaseUrl: string,
  size: { readonly experts: number; readonly questions: number },
): Promise<SeededPanel> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const surveyId = randomUUID();
  const questions = Array.from({ length: size.questions }, (_, index) => ({
    key: `q${index + 1}`,
    questionId: randomUUID(),
    revisionId: randomUUID(),
  }));
  const experts = Array.from({ length: size.experts }, () => ({
    token: randomBytes(32).toString("base64url"),
    cookie: randomBytes(32).toString("base64url"),
    invitationId: randomUUID(),
    responseId: randomUUID(),
  }));
  await client.query("BEGIN");
  await client.query(
    `INSERT INTO "Survey" ("id", "slug", "title", "status", "openedAt", "updatedAt")
     VALUES ($1, $2, 'A panel', 'open', now() - interval '1 hour', now())`,
    [surveyId, `panel-${surveyId}`],
  );
  for (const [position, { key, questionId, revisionId }] of questions.entries()) {
    await client.query(
      `INSERT INTO "Question" ("id", "surveyId", "key", "position") VALUES ($1, $2, $3, $4)`,
      [questionId, surveyId, key, position],
    );
    await client.query(
      `INSERT INTO "QuestionRevision" ("id", "questionId", "number", "kind", "prompt")
       VALUES ($1, $2, 1, 'text', 'What do you think, and why?')`,
      [revisionId, questionId],
    );
  }
  const people = JSON.stringify(
    experts.map(({ token, cookie, invitationId, responseId }, index) => ({
      invitationId,
      responseId,
      sessionId: randomUUID(),
      name: `Respondent ${index + 1}`,
      tokenHash: createHash("sha256").update(token).digest("hex"),
      cookieHash: createHash("sha256").update(cookie, "utf8").digest("hex"),
    })),
  );
  const given = `jsonb_to_recordset($1::jsonb) AS g("invitationId" uuid, "responseId" uuid, "sessionId" uuid,
    "name" text, "tokenHash" text, "cookieHash" text)`;
  await client.query(
    `INSERT INTO "Invitation" ("id", "surveyId", "name", "email", "tokenHash", "openedAt")
     SELECT g."invitationId", $2::uuid, g."name", g."invitationId" || '@panel.example', g."tokenHash", now() FROM ${given}`,
    [people, surveyId],
  );
  await client.query(
    `INSERT INTO "InvitationSession" ("id", "invitationId", "generation", "tokenHash", "expiresAt")
     SELECT g."sessionId", g."invitationId", 1, g."cookieHash", now() + interval '1 day' FROM ${given}`,
    [people],
  );
  await client.query(
    `INSERT INTO "Response" ("id", "invitationId") SELECT g."responseId", g."invitationId" FROM ${given}`,
    [people],
  );
  await client.query("COMMIT");
  await client.end();
  return { surveyId, questions, experts };
}

/** Types a whole answer to each question of a panel into the database: every response is ready to be submitted. */
export async function typeAnswers(
  databaseUrl: string,
  panel: SeededPanel,
  text: string,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `INSERT INTO "DraftField" ("id", "responseId", "questionRevisionId", "field", "value")
     SELECT gen_random_uuid(), r."id", v."id", f."field", f."value"
     FROM unnest($1::uuid[]) AS r("id"), unnest($2::uuid[]) AS v("id"),
       (VALUES ('text', to_jsonb($3::text)), ('attribution', '"aggregate"'::jsonb)) AS f("field", "value")
     ON CONFLICT ("responseId", "questionRevisionId", "field") WHERE "questionRevisionId" IS NOT NULL
     DO UPDATE SET "value" = excluded."value", "version" = "DraftField"."version" + 1`,
    [
      panel.experts.map(({ responseId }) => responseId),
      panel.questions.map(({ revisionId }) => revisionId),
      text,
    ],
  );
  await client.end();
}
