"use server";

import { revalidatePath } from "next/cache";
import { currentUser } from "@/lib/auth/session";
import type { ErrorCode } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { mailServerUrl } from "@/lib/platform/env";
import { askAgain, declareCorrection } from "./commands";
import { rewordingSchema } from "./schema";

const refusals: Partial<Record<ErrorCode, string>> = {
  "survey-closed": "The survey takes no answers now. Open it again first.",
  "survey-archived": "The survey is archived. Take it out of the archive first.",
  "nothing-to-ask": "Nobody can be asked: everybody has answered the new words, or has no address.",
  blocked: "Answers to the words before mean something else now: this cannot be the same question.",
  conflict: "The words changed again meanwhile. Load the page again.",
};

/** Stores what the author decided about a change of words. */
export async function decideRewordingAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await currentUser();
  const parsed = rewordingSchema.safeParse(Object.fromEntries(form));
  if (user === null || !parsed.success) {
    return { values: {}, errors: { form: "Nothing was changed. Sign in, then try again." } };
  }
  const { surveyId, revisionId, decision } = parsed.data;
  const input = { surveyId, revisionId, actorId: user.id, now: new Date() };
  if (decision === "ask-again") {
    const asked = await askAgain(input);
    if (!asked.ok) return refuse(asked.reason);
    revalidatePath(`/surveys/${surveyId}`, "layout");
    const { asked: count } = asked.value;
    return {
      values: {},
      errors: {},
      done:
        mailServerUrl() === null
          ? `${count} ${count === 1 ? "person is" : "people are"} asked again. No mail was sent: hand over their links.`
          : `${count} ${count === 1 ? "mail is" : "mails are"} on the way.`,
    };
  }
  const declared = await declareCorrection({ ...input, correction: decision === "correction" });
  if (!declared.ok) return refuse(declared.reason);
  revalidatePath(`/surveys/${surveyId}`, "layout");
  return { values: {}, errors: {}, done: "Stored." };
}

function refuse(reason: ErrorCode): FormState {
  return { values: {}, errors: { form: refusals[reason] ?? "You may not do this." } };
}
