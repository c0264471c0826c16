import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "@/lib/platform/embedded-postgres";
import { migrate } from "@/lib/platform/migrate";
import { freePort } from "@/lib/platform/network";

declare module "vitest" {
  interface ProvidedContext {
    /** A migrated database; each test file copies it and works on the copy. */
    templateDatabaseUrl: string;
  }
}

/** A PostgreSQL of its own with one migrated, empty database, in a folder that goes with it. */
export async function startTemporaryDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const root = path.resolve(import.meta.dirname, "../..");
  const dataFolder = mkdtempSync(path.join(tmpdir(), "consilience-db-"));
  // Root lends the database another user, who must reach the folder.
  chmodSync(dataFolder, 0o755);
  const server = await startEmbeddedPostgres({
    root,
    dataFolder,
    port: await freePort(),
    password: "only-for-this-run",
  });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query("CREATE DATABASE template_consilience");
  await client.end();
  const url = new URL(server.url);
  url.pathname = "/template_consilience";
  await migrate(root, url.href);
  return {
    url: url.href,
    async stop() {
      await server.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Starts one PostgreSQL for the run, with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  process.env["SECRET"] ??= "a-secret-that-only-the-tests-know-0123456789";
  process.env["SITE_URL"] ??= "http://localhost:3000";
  process.env["SMTP_URL"] ??= "smtp://127.0.0.1:1";
  process.env["LOG_LEVEL"] ??= "silent";
  const database = await startTemporaryDatabase();
  process.env["DATABASE_URL"] = database.url;
  project.provide("templateDatabaseUrl", database.url);
  return () => database.stop();
}
