"use server";

import { redirect } from "next/navigation";
import { requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { deleteSurvey } from "./commands";
import { deletionSchema } from "./schema";

/** Deletes a survey whose title its owner has written out. */
export async function deleteSurveyAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = deletionSchema.safeParse(Object.fromEntries(form));
  const values = { title: String(form.get("title") ?? "") };
  if (!parsed.success) return { values, errors: { title: "Write the title." } };
  const deleted = await deleteSurvey({ ...parsed.data, actorId: user.id, now: new Date() });
  if (deleted.ok) redirect("/surveys?deleted");
  const [problem] = deleted.problems ?? [];
  return {
    values,
    errors: { title: problem?.message ?? "Only an owner of the survey may delete it." },
  };
}
