import path from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { applyMigrations, schemaSql } from "./schema-engine";

await useFreshDatabase();
const root = path.resolve(import.meta.dirname, "../..");
const url = process.env["DATABASE_URL"] ?? "";
const client = new pg.Client({ connectionString: url });
await client.connect();
afterAll(() => client.end());

async function emptyDatabase(name: string): Promise<string> {
  await client.query(`CREATE DATABASE ${name}`);
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

describe("migrations", () => {
  it("make a database out of nothing, and change nothing the second time", async () => {
    const target = await emptyDatabase("from_nothing");
    expect(await applyMigrations(root, target)).not.toEqual([]);
    expect(await applyMigrations(root, target)).toEqual([]);
  });

  it("end at the schema file, with constraints beyond it", async () => {
    const migrated = await emptyDatabase("migrated");
    await applyMigrations(root, migrated);
    const described = await emptyDatabase("described");
    const sql = await schemaSql(root, described);
    await withClient(described, (other) => other.query(sql));
    const [ours, wanted] = [await shapeOf(migrated), await shapeOf(described)];
    expect(wanted.length).toBeGreaterThan(200);
    expect(wanted.filter((line) => !ours.includes(line))).toEqual([]);
    const beyond = ours.filter((line) => !wanted.includes(line));
    expect(beyond.filter((line) => !/^constraint .*CHECK|^index .*WHERE/.test(line))).toEqual([]);
  });
});

async function withClient<T>(at: string, work: (other: pg.Client) => Promise<T>): Promise<T> {
  const other = new pg.Client({ connectionString: at });
  await other.connect();
  try {
    return await work(other);
  } finally {
    await other.end();
  }
}

/** Every column, constraint, index and enum value of a database, one a line. */
function shapeOf(at: string): Promise<string[]> {
  return withClient(at, async (other) => {
    const { rows } = await other.query<{ line: string }>(`
      SELECT concat_ws(' ', 'column', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) AS line
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND c.relname <> '_prisma_migrations'
      UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid::regclass::text <> '_prisma_migrations'
      UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
      UNION ALL SELECT concat_ws(' ', 'enum', enumtypid::regtype, enumlabel) FROM pg_enum`);
    return rows.map((row) => row.line);
  });
}

async function insert(sql: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`${sql} RETURNING "id"`);
  return rows[0]?.id ?? "";
}

const id = "gen_random_uuid()";

describe("constraints", () => {
  it("keep addresses in lower case, one of each", async () => {
    const add = (email: string) =>
      client.query(`INSERT INTO "User" ("id", "email") VALUES (${id}, $1)`, [email]);
    await expect(add("Ada@example.org")).rejects.toThrow("User_email_lower");
    await add("ada@example.org");
    await expect(add("ada@example.org")).rejects.toThrow("User_email_key");
  });

  it("allow one owner", async () => {
    const add = (email: string) =>
      client.query(`INSERT INTO "User" ("id", "email", "isOwner") VALUES (${id}, $1, true)`, [
        email,
      ]);
    await add("owner@example.org");
    await expect(add("second@example.org")).rejects.toThrow("User_one_owner");
  });

  it("keep one draft of a field, with and without a question", async () => {
    const { responseId, questionRevisionId } = await answered("drafts");
    const add = (question: string | null) =>
      client.query(
        `INSERT INTO "DraftField" ("id", "responseId", "questionRevisionId", "field", "value") VALUES (${id}, $1, $2, 'text', '"x"')`,
        [responseId, question],
      );
    await add(questionRevisionId);
    await add(null);
    await expect(add(questionRevisionId)).rejects.toThrow("DraftField_question_field");
    await expect(add(null)).rejects.toThrow("DraftField_response_field");
  });

  it("let no answer revision be rewritten, and let it go with its response", async () => {
    const { responseId, answerId } = await answered("revisions");
    await insert(
      `INSERT INTO "AnswerRevision" ("id", "answerId", "number", "text", "submission") VALUES (${id}, '${answerId}', 1, 'first words', 1)`,
    );
    await expect(client.query(`UPDATE "AnswerRevision" SET "text" = 'other'`)).rejects.toThrow(
      "AnswerRevision rows are never changed",
    );
    await expect(
      insert(
        `INSERT INTO "AnswerRevision" ("id", "answerId", "number", "confidence", "submission") VALUES (${id}, '${answerId}', 2, 11, 1)`,
      ),
    ).rejects.toThrow("AnswerRevision_confidence_range");
    await client.query(`DELETE FROM "Response" WHERE "id" = $1`, [responseId]);
    const { rows } = await client.query(`SELECT 1 FROM "AnswerRevision" WHERE "answerId" = $1`, [
      answerId,
    ]);
    expect(rows).toEqual([]);
  });

  it("let no audit event be rewritten, but forget a deleted actor", async () => {
    const actor = await insert(
      `INSERT INTO "User" ("id", "email") VALUES (${id}, 'actor@example.org')`,
    );
    const event = await insert(
      `INSERT INTO "AuditEvent" ("id", "kind", "actorId") VALUES (${id}, 'survey.opened', '${actor}')`,
    );
    await expect(client.query(`UPDATE "AuditEvent" SET "kind" = 'other'`)).rejects.toThrow(
      "AuditEvent rows are never changed",
    );
    await client.query(`DELETE FROM "User" WHERE "id" = $1`, [actor]);
    const { rows } = await client.query(`SELECT "actorId" FROM "AuditEvent" WHERE "id" = $1`, [
      event,
    ]);
    expect(rows).toEqual([{ actorId: null }]);
  });

  it("let no published version be rewritten", async () => {
    const { surveyId } = await answered("versions");
    const publication = await insert(
      `INSERT INTO "Publication" ("id", "surveyId", "slug") VALUES (${id}, '${surveyId}', 'versions')`,
    );
    await insert(
      `INSERT INTO "PublishedVersion" ("id", "publicationId", "number", "document", "sha256") VALUES (${id}, '${publication}', 1, '{}', 'hash')`,
    );
    await expect(client.query(`UPDATE "PublishedVersion" SET "document" = '[]'`)).rejects.toThrow(
      "PublishedVersion rows are never changed",
    );
  });
});

async function answered(slug: string) {
  const surveyId = await insert(
    `INSERT INTO "Survey" ("id", "slug", "title", "updatedAt") VALUES (${id}, '${slug}', 'T', now())`,
  );
  const questionId = await insert(
    `INSERT INTO "Question" ("id", "surveyId", "key", "position") VALUES (${id}, '${surveyId}', 'q', 1)`,
  );
  const questionRevisionId = await insert(
    `INSERT INTO "QuestionRevision" ("id", "questionId", "number", "kind", "prompt") VALUES (${id}, '${questionId}', 1, 'text', 'Why?')`,
  );
  const invitationId = await insert(
    `INSERT INTO "Invitation" ("id", "surveyId", "name", "tokenHash") VALUES (${id}, '${surveyId}', 'Ada', '${slug}')`,
  );
  const responseId = await insert(
    `INSERT INTO "Response" ("id", "invitationId") VALUES (${id}, '${invitationId}')`,
  );
  const answerId = await insert(
    `INSERT INTO "Answer" ("id", "responseId", "questionRevisionId") VALUES (${id}, '${responseId}', '${questionRevisionId}')`,
  );
  return { surveyId, questionRevisionId, responseId, answerId };
}
