import pg from "pg";
import { product } from "./product";

/** Gives somebody who has signed in a role on a survey, in the place of any other. */
export async function addMember(
  surveyId: string,
  address: string,
  role: "owner" | "editor" | "viewer",
): Promise<void> {
  const client = new pg.Client({ connectionString: product().databaseUrl });
  await client.connect();
  await client.query(
    `INSERT INTO "SurveyMember" ("surveyId", "userId", "role")
     SELECT $1::uuid, "id", $3::"SurveyRole" FROM "User" WHERE "email" = $2
     ON CONFLICT ("surveyId", "userId") DO UPDATE SET "role" = EXCLUDED."role"`,
    [surveyId, address, role],
  );
  await client.end();
}
