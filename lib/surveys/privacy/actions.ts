"use server";

import { revalidatePath } from "next/cache";
import { currentUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { storePrivacyTerms } from "./commands";
import { privacyFormSchema } from "./schema";

/** Stores what a survey promises its experts; each field that cannot be stored says why, and what was typed stays. */
export async function storePrivacyTermsAction(_: FormState, form: FormData): Promise<FormState> {
  const text = (name: string) => String(form.get(name) ?? "");
  const values = {
    minimumGroup: text("minimumGroup"),
    retentionMonths: text("retentionMonths"),
    objectionContact: text("objectionContact"),
    attributions: form.getAll("attributions").join(" "),
    submittingApprovesQuotes: text("submittingApprovesQuotes"),
  };
  const refuse = (errors: Readonly<Record<string, string>>): FormState => ({ values, errors });
  const user = await currentUser();
  if (user === null) return refuse({ form: "Sign in in another tab, then store this again." });
  const parsed = privacyFormSchema.safeParse({
    ...Object.fromEntries(form),
    attributions: form.getAll("attributions"),
  });
  if (!parsed.success) {
    return refuse({
      form: "Nothing was stored yet.",
      ...Object.fromEntries(
        parsed.error.issues.map(({ path, message }) => [String(path[0]), message]),
      ),
    });
  }
  const { surveyId, ...terms } = parsed.data;
  const stored = await storePrivacyTerms({ surveyId, actorId: user.id, now: new Date(), terms });
  if (!stored.ok) {
    return refuse({
      form: stored.problems ? "Nothing was stored." : "Only owners and editors may change this.",
      ...Object.fromEntries((stored.problems ?? []).map(({ at, message }) => [at, message])),
    });
  }
  revalidatePath(`/surveys/${surveyId}`, "layout");
  return { values: {}, errors: {}, done: "Stored." };
}
