import pg from "pg";
import { product } from "./product";

/** Moves a survey's closing into the past, past the time in which what was begun may be finished. */
export async function closedHoursAgo(surveyId: string, hours: number): Promise<void> {
  const client = new pg.Client({ connectionString: product().databaseUrl });
  await client.connect();
  await client.query(
    `UPDATE "Survey" SET "closedAt" = now() - make_interval(hours => $2) WHERE id = $1::uuid`,
    [surveyId, hours],
  );
  await client.end();
}
