import pg from "pg";
import { env } from "./env";
import { errorFacts, log } from "./log";

const holder = globalThis as unknown as { consiliencePrepared?: pg.Pool };

function pool(): pg.Pool {
  if (holder.consiliencePrepared === undefined) {
    const made = new pg.Pool({
      connectionString: env().DATABASE_URL,
      max: 3,
      allowExitOnIdle: true,
    });
    // A connection that breaks while it waits is replaced at the next call; without this the process would end.
    made.on("error", (error) => log.warn(errorFacts(error), "a database connection was lost"));
    holder.consiliencePrepared = made;
  }
  return holder.consiliencePrepared;
}

/**
 * A statement that each connection prepares once under `name`, for what is done for every mail: going through Prisma takes
 * this process several times as long as the statement itself. It runs alone, in a transaction of its own, and returns its
 * rows. Statements of one name have one text.
 */
export function prepared<Row extends pg.QueryResultRow>(
  name: string,
  text: string,
): (...values: readonly unknown[]) => Promise<readonly Row[]> {
  return async (...values) => {
    const { rows } = await pool().query<Row>({ name, text, values: [...values] });
    return rows;
  };
}
