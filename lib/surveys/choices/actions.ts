"use server";

import { revalidatePath } from "next/cache";
import { currentUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { chooseForSurvey } from "./commands";
import { surveyChoicesSchema } from "./schema";

/** Stores the ticked boxes of a survey. */
export async function chooseForSurveyAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await currentUser();
  const parsed = surveyChoicesSchema.safeParse(Object.fromEntries(form));
  if (user === null || !parsed.success) {
    return { values: {}, errors: { form: "This could not be stored. Sign in, then try again." } };
  }
  const { surveyId, ...choices } = parsed.data;
  const chosen = await chooseForSurvey({ surveyId, actorId: user.id, choices });
  if (!chosen.ok) {
    return { values: {}, errors: { form: "Only owners and editors may change this." } };
  }
  revalidatePath(`/surveys/${surveyId}/edit`);
  return { values: {}, errors: {}, done: "Stored." };
}
