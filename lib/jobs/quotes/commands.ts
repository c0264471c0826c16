import { remindUndecided } from "@/lib/synthesis/quotes/commands";
import { listRoundsToRemind } from "@/lib/synthesis/quotes/queries";

/** Reminds, once a round, those who have not decided on their quotes. Returns how many. */
export async function sweepQuoteRounds(now: Date): Promise<number> {
  let reminded = 0;
  for (const roundId of await listRoundsToRemind(now)) {
    reminded += await remindUndecided(roundId, now);
  }
  return reminded;
}
