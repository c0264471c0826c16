"use server";

import { revalidatePath } from "next/cache";
import { requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { approveNomination, dismissNomination } from "./commands";
import { nominationDecisionSchema } from "./schema";

const refuse = (form: string): FormState => ({ values: {}, errors: { form } });

/** The author approves a request to be invited, or puts it aside; neither mails anybody. */
export async function decideNominationAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = nominationDecisionSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return refuse("This no longer exists.");
  const { step, ...which } = parsed.data;
  const approves = step === "approve";
  const outcome = await (approves ? approveNomination : dismissNomination)({
    ...which,
    actorId: user.id,
    now: new Date(),
  });
  if (outcome.ok) {
    revalidatePath(`/surveys/${which.surveyId}`, "layout");
    const done = approves ? `${outcome.value.name} is added. No mail was sent.` : "Put aside.";
    return { values: {}, errors: {}, done };
  }
  if (outcome.reason === "conflict") return refuse("This person is in the survey already.");
  if (outcome.reason === "blocked") return refuse("Nobody may write to this address from here.");
  return refuse("You may only read this survey, or this no longer exists.");
}
