"use server";

import { revalidatePath } from "next/cache";
import { requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { approveSuggestion, dismissSuggestion } from "./commands";
import { approveSuggestionSchema, dismissSuggestionSchema } from "./schema";

const gone: FormState = { values: {}, errors: { form: "This no longer exists." } };

/** Adds a suggested colleague to the invited; nothing is sent by it. */
export async function approveSuggestionAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const values = { email: String(form.get("email") ?? "").slice(0, 300) };
  const parsed = approveSuggestionSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    const issue = parsed.error.issues.find(({ path }) => path[0] === "email");
    return issue === undefined ? gone : { values, errors: { email: issue.message } };
  }
  const outcome = await approveSuggestion({ ...parsed.data, actorId: user.id, now: new Date() });
  if (outcome.ok) {
    revalidatePath(`/surveys/${parsed.data.surveyId}`, "layout");
    return { values: {}, errors: {}, done: `${outcome.value.name} is added. No mail was sent.` };
  }
  if (outcome.reason === "not-found") return gone;
  const email =
    outcome.reason === "conflict"
      ? "Somebody in this survey has that address already."
      : outcome.reason === "blocked"
        ? "Nobody may write to this address from here."
        : "You may only read this survey.";
  return { values, errors: { email } };
}

/** Puts a suggestion aside. */
export async function dismissSuggestionAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = dismissSuggestionSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return gone;
  const outcome = await dismissSuggestion({ ...parsed.data, actorId: user.id, now: new Date() });
  revalidatePath(`/surveys/${parsed.data.surveyId}`, "layout");
  return outcome.ok ? { values: {}, errors: {}, done: "Put aside." } : gone;
}
