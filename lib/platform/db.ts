import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/prisma/generated/client/client";
import { env } from "./env";
import { OneAtATimeClient } from "./one-at-a-time";

/** A Prisma client inside a transaction. */
export type Tx = Prisma.TransactionClient;

/**
 * Begins a statement that runs at every save or submission: each connection plans it once and keeps the plan, because
 * planning takes the database longer than running it. For statements of a few fixed texts: a connection keeps every one.
 */
export const planOnce = Prisma.raw("/* plan once */");

const planned = new Map<string, string>();

/** The name under which a connection keeps the plan of a statement; empty for one that is planned each time. */
function planName({ sql }: { readonly sql: string }): string {
  if (!sql.includes(planOnce.sql)) return "";
  const name = planned.get(sql) ?? `planned_${planned.size}`;
  planned.set(sql, name);
  return name;
}

// Hot reload evaluates this module anew; the connections must not multiply with it.
const holder = globalThis as unknown as { consilienceDb?: PrismaClient };

/** The process's one database client. */
export function db(): PrismaClient {
  holder.consilienceDb ??= new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: env().DATABASE_URL, max: 10, Client: OneAtATimeClient },
      { statementNameGenerator: planName },
    ),
  });
  return holder.consilienceDb;
}

/** Runs `work` in one transaction: all of it is stored, or nothing. */
export function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(work, { maxWait: 10_000, timeout: 60_000 });
}
