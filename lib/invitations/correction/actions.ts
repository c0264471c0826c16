"use server";

import { revalidatePath } from "next/cache";
import { requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { correctInvitation } from "./commands";
import { correctionForm } from "./schema";

/** Stores what an author put right about somebody invited. What was typed stays where it is refused. */
export async function correctInvitationAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  const parsed = correctionForm.safeParse(typed);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => [String(path[0]), message]);
    return { values: typed, errors: Object.fromEntries(errors) };
  }
  const { language, ...rest } = parsed.data;
  const outcome = await correctInvitation({
    ...rest,
    language: language === "" ? null : language,
    actorId: user.id,
    now: new Date(),
  });
  if (!outcome.ok) {
    const [problem] = outcome.problems ?? [];
    const words =
      outcome.reason === "not-allowed"
        ? "This cannot be changed: you may only read here, or the person was erased."
        : "This no longer exists.";
    return { values: typed, errors: { [problem?.at ?? "form"]: problem?.message ?? words } };
  }
  revalidatePath(`/surveys/${rest.surveyId}`, "layout");
  const { changed, theirs } = outcome.value;
  if (!changed) return { values: {}, errors: {}, done: "Nothing to change." };
  return {
    values: {},
    errors: {},
    done: theirs
      ? "Saved. What they wrote of themselves stays, and goes before it."
      : "Saved. Mails to come and the form say it so.",
  };
}
