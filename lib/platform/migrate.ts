import { createQueues, openQueue } from "./queue";
import { applyMigrations } from "./schema-engine";

/**
 * Brings the database to what this code expects: the product's tables, then the queue's.
 * Returns the names of the migrations that were applied.
 */
export async function migrate(root: string, databaseUrl: string): Promise<string[]> {
  const applied = await applyMigrations(root, databaseUrl);
  const boss = await openQueue("migration", databaseUrl);
  try {
    await createQueues(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
  return applied;
}
