import { db } from "@/lib/platform/db";

/** Everything that the database holds, as one text: what is gone is in no table. */
export async function allRows(): Promise<string> {
  const tables = await db().$queryRaw<{ schema: string; name: string }[]>`
    SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
    WHERE table_schema IN ('public', 'pgboss') AND table_type = 'BASE TABLE'`;
  let all = "";
  for (const { schema, name } of tables) {
    const rows = await db().$queryRawUnsafe(
      `SELECT coalesce(json_agg(t)::text, '') AS all FROM "${schema}"."${name}" t`,
    );
    all += JSON.stringify(rows);
  }
  return all;
}
