"use server";

import { revalidatePath } from "next/cache";
import { notFound, redirect } from "next/navigation";
import { requireUser } from "@/lib/auth/session";
import type { ErrorCode, Outcome } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { regenerateSynthesis } from "@/lib/synthesis/commands";
import { publishSurvey, republishSurvey, unpublishSurvey } from "./commands";
import { cancelPlan, planPublication } from "./plans/commands";
import { planFormSchema, publishFormSchema, surveyFormSchema } from "./schema";
import { tellRespondents } from "./tell/commands";

const refusals: Partial<Record<ErrorCode, string>> = {
  conflict:
    "Answers or edits changed after this page was shown. Below is the newest draft: read it, then publish again.",
  "nothing-to-publish": "There are no submitted answers. Nothing was published.",
  blocked: "Something stands in the way; the rail says what and where. Nothing was published.",
  "not-found": "Only owners and editors of the survey may do this. Nothing was changed.",
};

const done = (words: string): FormState => ({ values: {}, errors: {}, done: words });
const failed = (reason: ErrorCode, problem?: string): FormState => ({
  values: {},
  errors: { form: problem ?? refusals[reason] ?? "Nothing was changed. Try again." },
});

/** Publishes the draft that the author saw, then shows the published page. */
export async function publishSurveyAction(_state: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = publishFormSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return failed("invalid-input", parsed.error.issues[0]?.message);
  const { surveyId, changelog, changelogEdited, tell, ...seen } = parsed.data;
  const outcome = await publishSurvey({
    ...seen,
    surveyId,
    actorId: user.id,
    now: new Date(),
    changelog: changelogEdited ? (changelog ?? null) : null,
    tellRespondents: tell,
  });
  if (outcome.ok) redirect(`/s/${outcome.value.slug}`);
  // The page that is shown next must be the draft of what is there now, or publishing would be refused again.
  if (outcome.reason === "conflict") await regenerateSynthesis(surveyId, new Date());
  revalidatePath(`/surveys/${surveyId}/synthesis`);
  const [problem] = outcome.problems ?? [];
  return failed(outcome.reason, problem?.at === "changelog" ? problem.message : undefined);
}

/** Sets the publication of the draft for a time to come. */
export async function planPublicationAction(_state: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = planFormSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return failed("invalid-input", parsed.error.issues[0]?.message);
  const { surveyId, publishAt, changelog, changelogEdited, tell } = parsed.data;
  const outcome = await planPublication({
    surveyId,
    actorId: user.id,
    now: new Date(),
    publishAt,
    changelog: changelogEdited ? (changelog ?? null) : null,
    tellRespondents: tell,
  });
  revalidatePath(`/surveys/${surveyId}/synthesis`);
  return outcome.ok
    ? done("Set. It is published by itself unless something stands in the way.")
    : failed(outcome.reason, outcome.problems?.[0]?.message);
}

async function onSurvey(
  form: FormData,
  act: (survey: { surveyId: string; actorId: string; now: Date }) => Promise<Outcome<unknown>>,
  words: string,
): Promise<FormState> {
  const user = await requireUser();
  const parsed = surveyFormSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) notFound();
  const { surveyId } = parsed.data;
  const outcome = await act({ surveyId, actorId: user.id, now: new Date() });
  revalidatePath(`/surveys/${surveyId}/synthesis`);
  return outcome.ok ? done(words) : failed(outcome.reason);
}

/** Calls a planned publication off. */
export async function cancelPlanAction(_state: FormState, form: FormData): Promise<FormState> {
  return onSurvey(form, cancelPlan, "Called off.");
}

/** Takes the publication off the public pages. */
export async function unpublishSurveyAction(_state: FormState, form: FormData): Promise<FormState> {
  return onSurvey(form, unpublishSurvey, "Unpublished. The address says so.");
}

/** Brings an unpublished publication back. */
export async function republishSurveyAction(_state: FormState, form: FormData): Promise<FormState> {
  return onSurvey(form, republishSurvey, "Public again.");
}

/** Writes to everyone who answered that the latest version is published. */
export async function tellRespondentsAction(_state: FormState, form: FormData): Promise<FormState> {
  return onSurvey(form, tellRespondents, "The mails are on their way.");
}
