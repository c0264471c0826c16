import { db } from "@/lib/platform/db";

/** The rounds of a survey in order, for one of its members; empty in a survey without rounds. */
export function listRounds(surveyId: string, userId: string) {
  return db().round.findMany({
    where: { surveyId, survey: { members: { some: { userId } } } },
    orderBy: { number: "asc" },
  });
}
