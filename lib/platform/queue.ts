import { fromPrisma, PgBoss } from "pg-boss";
import { Prisma } from "@/prisma/generated/client/client";
import type { Tx } from "./db";
import { env } from "./env";
import { errorFacts, log } from "./log";

/** A job carries ids alone: what it works on is read when it runs. */
export type Job =
  /** Wakes whoever sends: the outbox itself says what is due. */
  | { readonly name: "mail.send" }
  | { readonly name: "synthesis.regenerate"; readonly surveyId: string }
  | { readonly name: "synthesis.propose"; readonly surveyId: string }
  | { readonly name: "publication.due"; readonly surveyId: string };

export const queueNames = [
  "mail.send",
  "synthesis.regenerate",
  "synthesis.propose",
  "publication.due",
] as const;

const holder = globalThis as unknown as { consilienceQueue?: Promise<PgBoss> };

/** Opens a pg-boss instance. Only the worker supervises and only the migration creates tables. */
export async function openQueue(
  role: "sender" | "worker" | "migration",
  databaseUrl = env().DATABASE_URL,
): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: role === "worker" ? 4 : 2,
    supervise: role === "worker",
    schedule: false,
    migrate: role === "migration",
    createSchema: role === "migration",
  });
  boss.on("error", (error) => log.error(errorFacts(error), "queue"));
  await boss.start();
  return boss;
}

/** Creates the queues where they do not exist. */
export async function createQueues(boss: PgBoss): Promise<void> {
  for (const name of queueNames) {
    if ((await boss.getQueue(name)) === null) {
      await boss.createQueue(name, {
        retryLimit: 5,
        retryDelay: 2,
        retryBackoff: true,
        expireInSeconds: 300,
        // A job's data are ids; finished ones say nothing that the records do not.
        deleteAfterSeconds: 24 * 3600,
      });
    }
  }
}

function sender(): Promise<PgBoss> {
  holder.consilienceQueue ??= openQueue("sender").catch((error: unknown) => {
    // A database that was away at the first job must not make every later one fail.
    delete holder.consilienceQueue;
    throw error;
  });
  return holder.consilienceQueue;
}

/** Puts a job into the queue within the transaction that causes it: both are stored, or neither. */
export async function enqueue(tx: Tx, job: Job, startAfterSeconds = 0): Promise<void> {
  const boss = await sender();
  const { name, ...data } = job;
  await boss.send(name, data, {
    db: fromPrisma(tx),
    ...(startAfterSeconds > 0 ? { startAfter: startAfterSeconds } : {}),
  });
}

/**
 * The statement that `enqueue` would run, as a part (a CTE) of another one: the job is stored with what causes it, and only
 * `when` that holds. For what is done often enough that each way to the database counts.
 */
export async function jobStatement(job: Job, when: Prisma.Sql): Promise<Prisma.Sql> {
  const boss = await sender();
  const { name, ...data } = job;
  let statement: Prisma.Sql | undefined;
  // The queue says what it would run; nothing runs here.
  await boss.send(name, data, {
    db: {
      async executeSql(text, values) {
        const [before, after, ...others] = text.split("$1");
        const [jobs] = values ?? [];
        if (before === undefined || after === undefined || others.length > 0) {
          throw new Error("the queue inserts a job otherwise than it used to");
        }
        statement = Prisma.sql(
          [before, after],
          Prisma.sql`(CASE WHEN ${when} THEN ${String(jobs)} ELSE '[]' END)`,
        );
        return { rows: [{ id: "" }] };
      },
    },
  });
  if (statement === undefined) throw new Error("the queue inserts no job");
  return statement;
}

/** Closes this process's sending side; for scripts and tests that must end. */
export async function closeQueue(): Promise<void> {
  const boss = await holder.consilienceQueue;
  delete holder.consilienceQueue;
  await boss?.stop({ graceful: false });
}
