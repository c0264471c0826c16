import { requireUser } from "@/lib/auth/session";
import { listRounds } from "./queries";

/** The rounds of a survey, for one of its members. */
export async function loadRounds(surveyId: string) {
  const user = await requireUser();
  return listRounds(surveyId, user.id);
}
