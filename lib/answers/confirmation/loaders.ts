import { requireUser } from "@/lib/auth/session";
import { loadSurvey } from "@/lib/surveys/loaders";
import { listEnteredPeople } from "./queries";

/** The people of a survey whose answers were entered, for its members. */
export async function loadEnteredPeople(surveyId: string) {
  const user = await requireUser();
  return listEnteredPeople((await loadSurvey(surveyId)).id, user.id);
}
