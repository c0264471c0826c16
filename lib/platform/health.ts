import { db } from "./db";
import { errorFacts, log } from "./log";

/** Whether the database answers. */
export async function isDatabaseReachable(): Promise<boolean> {
  try {
    await db().$queryRaw`SELECT 1`;
    return true;
  } catch (error) {
    log.error(errorFacts(error), "database unreachable");
    return false;
  }
}
