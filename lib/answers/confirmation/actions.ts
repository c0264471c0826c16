"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { askToConfirm } from "./commands";

const surveyForm = z.object({ surveyId: z.uuid() });

/** Mails everybody whose answers were entered and who was not asked yet. */
export async function askToConfirmAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = surveyForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { values: {}, errors: { form: "This survey does not exist." } };
  const outcome = await askToConfirm({ ...parsed.data, actorId: user.id });
  revalidatePath(`/surveys/${parsed.data.surveyId}`, "layout");
  if (!outcome.ok) {
    return { values: {}, errors: { form: "You may not do this here. Nobody was written to." } };
  }
  const { queued, leftOut } = outcome.value;
  const left = leftOut === 0 ? "" : ` Left out: ${leftOut}, who cannot be written to.`;
  return {
    values: {},
    errors: {},
    done: `${queued} ${queued === 1 ? "mail is" : "mails are"} on the way.${left}`,
  };
}
