"use server";

import { revalidatePath } from "next/cache";
import { requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { faultsInWords } from "@/lib/core/invitations/message";
import { limit } from "@/lib/platform/rate-limit";
import { saveMessage, sendTestMail } from "./commands";
import { messageForm, testForm } from "./schema";

const refusals = {
  "not-found": "This no longer exists.",
  "not-allowed": "You may only read here.",
  "invalid-input": "This could not be read. Nothing was saved.",
} as const;

/** Stores the message and the sender's name. On a conflict what was typed stays in the form. */
export async function saveMessageAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const typed = Object.fromEntries(form);
  const values = {
    message: String(typed["message"]),
    senderName: String(typed["senderName"]),
    correspondentId: String(typed["correspondentId"]),
  };
  const parsed = messageForm.safeParse(typed);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => [String(path[0]), message]);
    return { values, errors: Object.fromEntries(errors) };
  }
  const saved = await saveMessage({ ...parsed.data, actorId: user.id, now: new Date() });
  if (!saved.ok && saved.reason === "conflict") {
    return {
      values: { ...values, version: String(saved.version), stored: saved.stored },
      errors: {
        message:
          "Somebody changed the message meanwhile. Nothing was saved yet: save again to keep your words.",
      },
    };
  }
  if (!saved.ok) {
    const problem = "problem" in saved ? saved.problem : undefined;
    return {
      values,
      errors: { [problem?.at ?? "form"]: problem?.message ?? refusals[saved.reason] },
    };
  }
  revalidatePath(`/surveys/${parsed.data.surveyId}`, "layout");
  return { values: { ...values, version: String(saved.version) }, errors: {}, done: "Saved." };
}

/** Sends the mail to the author who asks, as the person in the preview would get it. */
export async function sendTestMailAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const say = (words: string): FormState => ({ values: {}, errors: { form: words } });
  const parsed = testForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return say("This no longer exists.");
  if (!(await limit("form", `test mail ${user.id}`)).ok) {
    return say("Too many at once. Wait a few minutes.");
  }
  const outcome = await sendTestMail({
    ...parsed.data,
    actorId: user.id,
    actorEmail: user.email,
    now: new Date(),
  });
  if (outcome.ok) return { values: {}, errors: {}, done: `On its way to ${user.email}.` };
  if ("faults" in outcome) {
    return say(
      `Nothing was sent: the message says nothing for ${faultsInWords(outcome.faults, outcome.language)}.`,
    );
  }
  return say(outcome.reason === "not-found" ? refusals["not-found"] : refusals["not-allowed"]);
}
