import { stepRounds } from "@/lib/answers/rounds/commands";
import { listSurveysInRounds } from "@/lib/answers/rounds/queries";

/** Opens and closes rounds whose time has come. Returns how many. */
export async function sweepRounds(now: Date): Promise<number> {
  let steps = 0;
  for (const surveyId of await listSurveysInRounds()) {
    // One may close and the next open at once, after a night in which no worker ran.
    while ((await stepRounds(surveyId, now)) !== "nothing") steps += 1;
  }
  return steps;
}
