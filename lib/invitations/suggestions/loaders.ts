import { requireUser } from "@/lib/auth/session";
import { listSuggestions } from "./queries";

/** The colleagues named by experts of a survey; empty for whoever may not edit it. */
export async function loadSuggestions(surveyId: string) {
  const user = await requireUser();
  return listSuggestions(surveyId, user.id);
}
