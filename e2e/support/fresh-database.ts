import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/**
 * Points this test file at a database of its own, a copy of the migrated template. Call it before anything opens a
 * connection: at the top of the file, awaited.
 */
export async function useFreshDatabase(): Promise<void> {
  const template = new URL(inject("templateDatabaseUrl"));
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = new URL(template);
  admin.pathname = "/postgres";
  const client = new pg.Client({ connectionString: admin.href });
  await client.connect();
  // PostgreSQL copies a template only while nobody else does: the lock makes files that start together take turns.
  await client.query("SELECT pg_advisory_lock(7001)");
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`);
  await client.end();
  const own = new URL(template);
  own.pathname = `/${name}`;
  process.env["DATABASE_URL"] = own.href;
}
