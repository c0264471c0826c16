import { db } from "@/lib/platform/db";

/** Messages whose time has come `graceMs` ago and that nobody sends: their job was lost. */
export async function listOverdueMessageIds(now: Date, graceMs: number): Promise<string[]> {
  const rows = await db().outboxMessage.findMany({
    where: { status: "queued", nextAttemptAt: { lt: new Date(now.getTime() - graceMs) } },
    orderBy: { nextAttemptAt: "asc" },
    take: 500,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}
