"use server";

import { revalidatePath } from "next/cache";
import { requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { createKey, revokeKey } from "./commands";
import { keyIdSchema, newKeySchema } from "./schema";

/** Makes a key and shows it, this once. */
export async function createKeyAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const values = { name: String(form.get("name") ?? "") };
  const parsed = newKeySchema.safeParse(values);
  if (!parsed.success) {
    return { values, errors: { name: parsed.error.issues[0]?.message ?? "Give it a name." } };
  }
  const outcome = await createKey(user.id, parsed.data.name);
  if (!outcome.ok) {
    return { values, errors: { name: outcome.problems?.[0]?.message ?? "No key was made." } };
  }
  revalidatePath("/keys");
  return { values: {}, errors: {}, done: outcome.value.key };
}

/** Revokes a key of whoever is signed in. */
export async function revokeKeyAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = keyIdSchema.safeParse(Object.fromEntries(form));
  const outcome = parsed.success ? await revokeKey(user.id, parsed.data.id, new Date()) : null;
  revalidatePath("/keys");
  return outcome?.ok
    ? { values: {}, errors: {}, done: "Revoked." }
    : { values: {}, errors: { form: "This key is not there any more." } };
}
