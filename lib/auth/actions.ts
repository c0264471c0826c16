"use server";

import { revalidatePath } from "next/cache";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import type { FormState } from "@/lib/core/form-state";
import { limit } from "@/lib/platform/rate-limit";
import { clientAddress, isSecureSite } from "@/lib/platform/request";
import {
  admitAddress,
  claimOwner,
  endSession,
  makeSignInLink,
  removeAddress,
  requestSignIn,
} from "./commands";
import { sessionCookieName, sessionDays } from "./options";
import { canAdmit } from "./policy";
import { admitSchema, claimSchema, signInSchema } from "./schema";
import { requireUser } from "./session";

const tooMany = (seconds: number) =>
  `Too many attempts from here. Please wait ${Math.max(1, Math.ceil(seconds / 60))} minutes and try again.`;

function fieldErrors(
  issues: readonly { path: PropertyKey[]; message: string }[],
): Record<string, string> {
  return Object.fromEntries(issues.map((issue) => [String(issue.path[0]), issue.message]));
}

function formValues(form: FormData, ...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const value = form.get(name);
      return [name, typeof value === "string" ? value : ""];
    }),
  );
}

/** Asks for a sign-in link. Says the same whether or not the address is admitted. */
export async function requestSignInAction(_: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form, "email");
  const parsed = signInSchema.safeParse(values);
  if (!parsed.success) return { values, errors: fieldErrors(parsed.error.issues) };
  const here = clientAddress(await headers());
  for (const key of [`from ${here}`, `to ${parsed.data.email}`]) {
    const allowed = await limit("sign-in", key);
    if (!allowed.ok) return { values, errors: { email: tooMany(allowed.retryAfterSeconds) } };
  }
  await requestSignIn({ email: parsed.data.email, now: new Date() });
  redirect("/sign-in/check-mail");
}

/** Claims the installation with the link of the first start. */
export async function claimOwnerAction(_: FormState, form: FormData): Promise<FormState> {
  const values = formValues(form, "token", "name", "email");
  const parsed = claimSchema.safeParse(values);
  if (!parsed.success) return { values, errors: fieldErrors(parsed.error.issues) };
  const allowed = await limit("claim", clientAddress(await headers()));
  if (!allowed.ok) return { values, errors: { form: tooMany(allowed.retryAfterSeconds) } };
  const outcome = await claimOwner({ ...parsed.data, now: new Date(), sessionDays });
  if (!outcome.ok) {
    return {
      values,
      errors: { form: "This link was used already, or somebody else is the owner." },
    };
  }
  (await cookies()).set(sessionCookieName(), outcome.value.sessionToken, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecureSite(),
    path: "/",
    expires: outcome.value.expires,
  });
  redirect("/surveys");
}

/** Signs this browser out. */
export async function signOutAction(): Promise<void> {
  const jar = await cookies();
  const token = jar.get(sessionCookieName())?.value;
  if (token !== undefined) await endSession(token);
  jar.delete({ name: sessionCookieName(), path: "/", secure: isSecureSite() });
  redirect("/sign-in");
}

/** The owner lets an address sign in. */
export async function admitAddressAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const values = formValues(form, "email");
  if (!canAdmit(user)) return { values, errors: { email: "Only the owner admits authors." } };
  const parsed = admitSchema.safeParse(values);
  if (!parsed.success) return { values, errors: fieldErrors(parsed.error.issues) };
  await admitAddress({ email: parsed.data.email, actorId: user.id });
  revalidatePath("/people");
  return { values: { email: "" }, errors: {}, done: `${parsed.data.email} may sign in.` };
}

/** The owner of a site that sends no mail makes a sign-in link for somebody, to be handed over. */
export async function makeSignInLinkAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = admitSchema.safeParse(formValues(form, "email"));
  const refused: FormState = { values: {}, errors: { form: "No link was made." } };
  if (!canAdmit(user) || !parsed.success) return refused;
  const outcome = await makeSignInLink({ ...parsed.data, actorId: user.id, now: new Date() });
  return outcome.ok ? { values: { url: outcome.value.url }, errors: {} } : refused;
}

/** The owner ends an address's admission. */
export async function removeAddressAction(form: FormData): Promise<void> {
  const user = await requireUser();
  const parsed = admitSchema.safeParse(formValues(form, "email"));
  if (!canAdmit(user) || !parsed.success) return;
  await removeAddress({ email: parsed.data.email, actorId: user.id, now: new Date() });
  revalidatePath("/people");
}
