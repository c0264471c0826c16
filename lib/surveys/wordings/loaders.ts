import { requireUser } from "@/lib/auth/session";
import { listRewordedQuestions } from "./queries";

/** The questions of a survey that were reworded after it had opened, for one of its members. */
export async function loadRewordedQuestions(surveyId: string) {
  const user = await requireUser();
  return listRewordedQuestions(surveyId, user.id);
}
