import { PrismaPg } from "@prisma/adapter-pg";
import { type Prisma, PrismaClient } from "@/prisma/generated/client/client";
import { env } from "./env";
import { OneAtATimeClient } from "./one-at-a-time";

/** A Prisma client inside a transaction. */
export type Tx = Prisma.TransactionClient;

// Hot reload evaluates this module anew; the connections must not multiply with it.
const holder = globalThis as unknown as { consilienceDb?: PrismaClient };

/** The process's one database client. */
export function db(): PrismaClient {
  holder.consilienceDb ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      max: 10,
      Client: OneAtATimeClient,
    }),
  });
  return holder.consilienceDb;
}

/** Runs `work` in one transaction: all of it is stored, or nothing. */
export function transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(work, { maxWait: 10_000, timeout: 60_000 });
}
