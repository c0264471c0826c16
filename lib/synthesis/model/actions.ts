"use server";

import { revalidatePath } from "next/cache";
import { requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { decideProposal } from "./commands";
import { decisionSchema } from "./schema";
import { decideThemes } from "./themes/commands";

const done = {
  accept: "Used in the draft.",
  reject: "Not used.",
  open: "Undone: it waits for a decision again.",
} as const;

/** Takes, refuses or reopens one proposal. */
export async function decideProposalAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = decisionSchema.safeParse(Object.fromEntries(form));
  const say = (message: string): FormState => ({ values: {}, errors: { form: message } });
  if (!parsed.success) return say("This could not be read. Nothing was changed.");
  const { what, ...request } = parsed.data;
  const decide = what === "themes" ? decideThemes : decideProposal;
  const outcome = await decide({ ...request, actorId: user.id, now: new Date() });
  revalidatePath(`/surveys/${parsed.data.surveyId}/synthesis`);
  if (outcome.ok) {
    const computed = what === "themes" ? " The draft is computed anew." : "";
    return { values: {}, errors: {}, done: `${done[request.decision]}${computed}` };
  }
  return say(
    outcome.reason === "conflict"
      ? "Answers changed since: this no longer holds. What the rules say stands."
      : "This does not exist, or you may only read here. Nothing was changed.",
  );
}
