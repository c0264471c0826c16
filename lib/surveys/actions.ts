"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { currentUser, requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { closeSurvey, createSurvey, editSurvey, openSurvey } from "./commands";
import { type SaveOutcome, type SurveyEdit, surveyEditSchema } from "./schema";

/** Creates a survey from the template and opens its editor. */
export async function createSurveyAction(): Promise<void> {
  const user = await requireUser();
  const survey = await createSurvey({
    template: "safety-cases",
    ownerId: user.id,
    now: new Date(),
  });
  redirect(`/surveys/${survey.id}/edit`);
}

/** Stores the author's words. Never redirects: what is typed must stay on the screen. */
export async function saveSurveyAction(edit: SurveyEdit): Promise<SaveOutcome> {
  const user = await currentUser();
  if (user === null) {
    return {
      ok: false,
      reason: "not-allowed",
      message: "You were signed out. Sign in in another tab, then type on here.",
    };
  }
  const parsed = surveyEditSchema.safeParse(edit);
  if (!parsed.success) {
    return {
      ok: false,
      reason: "invalid-input",
      message: parsed.error.issues[0]?.message ?? "This could not be read.",
    };
  }
  return editSurvey({ ...parsed.data, actorId: user.id });
}

const statusForm = z.object({ surveyId: z.uuid(), to: z.enum(["open", "closed"]) });

/** Opens or closes a survey. */
export async function changeStatusAction(state: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = statusForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return state;
  const { surveyId, to } = parsed.data;
  const change = { surveyId, actorId: user.id, now: new Date() };
  const outcome = await (to === "open" ? openSurvey(change) : closeSurvey(change));
  revalidatePath(`/surveys/${surveyId}`, "layout");
  if (outcome.ok) return { values: {}, errors: {} };
  return {
    values: {},
    errors: {
      form:
        outcome.reason === "survey-closed"
          ? "The closing date has passed. Choose a later one under Edit, then open the survey."
          : "You may not do this.",
    },
  };
}
