"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { reminderRulesSchema } from "@/lib/core/invitations/reminders";
import { remindNow, setReminderRules } from "./commands";
import { remindNowSchema } from "./schema";

const fields = ["afterDays", "atMost", "beforeClosingDays"] as const;

/** Stores when the survey reminds, or that it does not. */
export async function setReminderRulesAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const values = Object.fromEntries(
    fields.map((field) => [field, String(form.get(field) ?? "").slice(0, 20)]),
  );
  const surveyId = z.uuid().safeParse(form.get("surveyId"));
  if (!surveyId.success) return { values, errors: { form: "This survey does not exist." } };
  const off = form.get("step") === "off";
  const parsed = off ? null : reminderRulesSchema.safeParse(values);
  if (parsed !== null && !parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => [String(path[0]), message]);
    return { values, errors: Object.fromEntries(errors.reverse()) };
  }
  const outcome = await setReminderRules({
    surveyId: surveyId.data,
    actorId: user.id,
    now: new Date(),
    rules: parsed?.data ?? null,
  });
  if (!outcome.ok) {
    return {
      values,
      errors: { form: "You may only read here, or the survey is a demonstration." },
    };
  }
  revalidatePath(`/surveys/${surveyId.data}`, "layout");
  return {
    values: off ? {} : values,
    errors: {},
    done: off ? "Nobody is reminded any more." : "Stored. The table shows who gets what, and when.",
  };
}

/** Reminds the chosen now. */
export async function remindNowAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = remindNowSchema.safeParse({
    surveyId: form.get("surveyId"),
    invitationIds: form.getAll("invitationId"),
  });
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? "This no longer exists.";
    return { values: {}, errors: { form: message } };
  }
  const outcome = await remindNow({ ...parsed.data, actorId: user.id, now: new Date() });
  if (!outcome.ok) {
    const form =
      outcome.reason === "no-mail"
        ? "This site sends no mail. Copy the link and write to the person in another way."
        : outcome.reason === "survey-not-open"
          ? "The survey does not ask at the moment, so nobody was reminded."
          : "You may only read here. Nobody was reminded.";
    return { values: {}, errors: { form } };
  }
  revalidatePath(`/surveys/${parsed.data.surveyId}`, "layout");
  const { queued, leftOut } = outcome.value;
  const left =
    leftOut === 0
      ? ""
      : ` Left out: ${leftOut}, who answered, ended it, have no mail yet, or got a reminder within a day.`;
  return {
    values: {},
    errors: {},
    done: `${queued} ${queued === 1 ? "reminder is" : "reminders are"} on the way.${left}`,
  };
}
