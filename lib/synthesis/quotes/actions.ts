"use server";

import { revalidatePath } from "next/cache";
import { currentUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { endOfDay } from "@/lib/core/survey/zoned-time";
import { findSurveyOfMember } from "../queries";
import { askForQuotes } from "./commands";
import { askForQuotesSchema } from "./schema";

const refusals: Readonly<Record<string, string>> = {
  "not-found": "This survey does not exist.",
  "not-allowed": "Only owners and editors of the survey may ask for quotes. Nothing was sent.",
  "nothing-to-ask":
    "There is no quote that anybody would have to be asked about. Nothing was sent.",
};

/** Sends each expert one mail with the quotes proposed from their answers. */
export async function askForQuotesAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await currentUser();
  const values = { decideBy: String(form.get("decideBy") ?? "") };
  if (user === null) {
    return { values, errors: { form: "You were signed out. Sign in, then try again." } };
  }
  const parsed = askForQuotesSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success)
    return { values, errors: { decideBy: "Choose a day until which to decide." } };
  const { surveyId, decideBy } = parsed.data;
  const survey = await findSurveyOfMember(surveyId, user.id);
  if (survey === null) return { values, errors: { form: refusals["not-found"] ?? "" } };
  const asked = await askForQuotes({
    surveyId,
    actorId: user.id,
    decideBy: endOfDay(decideBy, survey.timeZone),
    now: new Date(),
  });
  if (!asked.ok) {
    const [problem] = asked.problems ?? [];
    return problem
      ? { values, errors: { [problem.at]: problem.message } }
      : { values, errors: { form: refusals[asked.reason] ?? "Nothing was sent. Try again." } };
  }
  revalidatePath(`/surveys/${surveyId}/quotes`);
  const { people, quotes } = asked.value;
  return {
    values: {},
    errors: {},
    done: `${people === 1 ? "1 person is" : `${people} people are`} asked about ${quotes === 1 ? "1 quote" : `${quotes} quotes`}.`,
  };
}
