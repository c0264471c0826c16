import { PrismaAdapter } from "@next-auth/prisma-adapter";
import type { Adapter } from "next-auth/adapters";
import { db } from "./db";

/** next-auth's door to our tables. */
export function authAdapter(): Adapter {
  // The adapter takes its types from @prisma/client, where nothing is generated; the methods that it calls are the same.
  return PrismaAdapter(db() as unknown as Parameters<typeof PrismaAdapter>[0]) as Adapter;
}
