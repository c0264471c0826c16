"use server";

import { revalidatePath } from "next/cache";
import { currentUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { endOfDay } from "@/lib/core/survey/zoned-time";
import { findSurvey } from "../queries";
import { addRound, dateRound, removeRound } from "./commands";
import { newRoundSchema, removeRoundSchema, roundDaysSchema } from "./schema";

/** Stores the days of one round. */
export async function dateRoundAction(_: FormState, form: FormData): Promise<FormState> {
  const values = {
    opensOn: String(form.get("opensOn") ?? ""),
    closesOn: String(form.get("closesOn") ?? ""),
  };
  const user = await currentUser();
  if (user === null) return { values, errors: { form: "You were signed out. Sign in again." } };
  const parsed = roundDaysSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { values, errors: { closesOn: "Choose a day." } };
  const { surveyId, number, opensOn, closesOn } = parsed.data;
  const survey = await findSurvey(surveyId, user.id);
  if (survey === null) return { values, errors: { form: "This survey does not exist." } };
  const dated = await dateRound({
    surveyId,
    actorId: user.id,
    number,
    opensAt: opensOn === "" ? null : endOfDay(opensOn, survey.timeZone),
    closesAt: endOfDay(closesOn, survey.timeZone),
    now: new Date(),
  });
  if (!dated.ok) {
    const [problem] = dated.problems ?? [];
    return problem
      ? { values, errors: { [problem.at]: problem.message } }
      : { values, errors: { form: "Only owners and editors may change this." } };
  }
  revalidatePath(`/surveys/${surveyId}/edit`);
  return { values, errors: {}, done: "Stored." };
}

/** Adds a round after the last one. */
export async function addRoundAction(_: FormState, form: FormData): Promise<FormState> {
  const values = {
    opensOn: String(form.get("opensOn") ?? ""),
    closesOn: String(form.get("closesOn") ?? ""),
  };
  const user = await currentUser();
  if (user === null) return { values, errors: { form: "You were signed out. Sign in again." } };
  const parsed = newRoundSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    const missing = values.opensOn === "" ? "opensOn" : "closesOn";
    return { values, errors: { [missing]: "Choose a day." } };
  }
  const { surveyId, opensOn, closesOn } = parsed.data;
  const survey = await findSurvey(surveyId, user.id);
  if (survey === null) return { values, errors: { form: "This survey does not exist." } };
  const added = await addRound({
    surveyId,
    actorId: user.id,
    opensAt: endOfDay(opensOn, survey.timeZone),
    closesAt: endOfDay(closesOn, survey.timeZone),
    now: new Date(),
  });
  if (!added.ok) {
    const [problem] = added.problems ?? [];
    return problem
      ? { values, errors: { [problem.at]: problem.message } }
      : { values, errors: { form: "Only owners and editors may change this." } };
  }
  revalidatePath(`/surveys/${surveyId}/edit`);
  return { values: {}, errors: {}, done: "Added." };
}

/** Takes away the last round, which has not opened. */
export async function removeRoundAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await currentUser();
  if (user === null) return { values: {}, errors: { form: "You were signed out. Sign in again." } };
  const parsed = removeRoundSchema.safeParse(Object.fromEntries(form));
  const removed = parsed.success
    ? await removeRound({ ...parsed.data, actorId: user.id })
    : undefined;
  if (!parsed.success || !removed?.ok) {
    return { values: {}, errors: { form: "This round cannot be taken away any more." } };
  }
  revalidatePath(`/surveys/${parsed.data.surveyId}/edit`);
  return { values: {}, errors: {}, done: "Taken away." };
}
