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

/** Ends the present round of a survey, with the time to finish it, and brings the opening of the next to now. */
export async function turnRound(surveyId: string): Promise<void> {
  const client = new pg.Client({ connectionString: product().databaseUrl });
  await client.connect();
  await client.query(
    `UPDATE "Round" SET "opensAt" = now() - interval '1 second'
     WHERE "surveyId" = $1::uuid AND "openedAt" IS NULL AND "number" > 1`,
    [surveyId],
  );
  await client.query(
    `UPDATE "Survey" SET "closedAt" = now() - interval '1 hour' WHERE id = $1::uuid`,
    [surveyId],
  );
  await client.end();
}

/** Ends every device's session of a survey's invitations, as time does; the links keep working. */
export async function sessionsExpired(surveyId: string): Promise<void> {
  const client = new pg.Client({ connectionString: product().databaseUrl });
  await client.connect();
  await client.query(
    `UPDATE "InvitationSession" s SET "expiresAt" = now() - interval '1 minute'
     FROM "Invitation" i WHERE i.id = s."invitationId" AND i."surveyId" = $1::uuid`,
    [surveyId],
  );
  await client.end();
}

/** Closes a survey this instant. */
export async function closedNow(surveyId: string): Promise<void> {
  const client = new pg.Client({ connectionString: product().databaseUrl });
  await client.connect();
  await client.query(
    `UPDATE "Survey" SET status = 'closed', "closedAt" = now() WHERE id = $1::uuid`,
    [surveyId],
  );
  await client.end();
}
