"use server";

import { revalidatePath } from "next/cache";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { sessionCookieName, sessionDays } from "@/lib/auth/options";
import { requireUser } from "@/lib/auth/session";
import type { ErrorCode } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { mailServerUrl } from "@/lib/platform/env";
import { limit } from "@/lib/platform/rate-limit";
import { clientAddress, isSecureSite } from "@/lib/platform/request";
import {
  acceptInvite,
  acceptInviteAsNewcomer,
  changeRole,
  declineInvite,
  inviteMember,
  offerHandover,
  removeMember,
  revokeInvite,
} from "./commands";
import { readInviteToken } from "./links";
import { answerForm, inviteForm, inviteSchema, joinForm, memberForm, roleForm } from "./schema";

const refusals: Partial<Record<ErrorCode, string>> = {
  conflict: "A survey has at least one owner. Hand it over first.",
  "not-found": "This is gone already.",
  blocked: "The owner of this site has removed this address: only they can let it in again.",
  "too-many-requests": "Too many questions are open. Take some back first.",
  "link-invalid": "This invitation was answered, taken back, or has run out.",
};

function refuse(reason: ErrorCode, words: Partial<Record<ErrorCode, string>> = {}): FormState {
  const form = words[reason] ?? refusals[reason] ?? "You may not do this.";
  return { values: {}, errors: { form } };
}

const done = (words: string): FormState => ({ values: {}, errors: {}, done: words });
const again = (surveyId: string) => revalidatePath(`/surveys/${surveyId}`, "layout");
const gone: FormState = { values: {}, errors: { form: "This no longer exists." } };

/** Asks somebody by mail to work on a survey. */
export async function inviteMemberAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = inviteSchema.safeParse(Object.fromEntries(form));
  const email = String(form.get("email") ?? "");
  const role = String(form.get("role") ?? "");
  if (!parsed.success) {
    const words = parsed.error.issues.find(({ path }) => path[0] === "email")?.message;
    return { values: { email, role }, errors: { email: words ?? "This no longer exists." } };
  }
  const outcome = await inviteMember({ ...parsed.data, actorId: user.id, now: new Date() });
  if (!outcome.ok) {
    const { errors } = refuse(outcome.reason, {
      conflict: "This person is a member already. Change the role in the table.",
    });
    return { values: { email, role }, errors: { email: errors["form"] ?? "" } };
  }
  again(parsed.data.surveyId);
  return done(
    mailServerUrl() === null
      ? "Asked. No mail was sent: copy the link above and send it yourself."
      : `A mail to ${parsed.data.email} is on its way.`,
  );
}

/** Offers the survey to another member. */
export async function offerHandoverAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = memberForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { values: {}, errors: { form: "Choose to whom." } };
  const outcome = await offerHandover({ ...parsed.data, actorId: user.id, now: new Date() });
  again(parsed.data.surveyId);
  return outcome.ok
    ? done(
        mailServerUrl() === null
          ? "Asked. No mail was sent: copy the link above. Nothing changes until they accept."
          : "Asked by mail. Nothing changes until they accept.",
      )
    : refuse(outcome.reason, { conflict: "This person is an owner already." });
}

/** Takes an invite back. */
export async function revokeInviteAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = inviteForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return gone;
  const outcome = await revokeInvite({ ...parsed.data, actorId: user.id, now: new Date() });
  again(parsed.data.surveyId);
  return outcome.ok ? done("Taken back.") : refuse(outcome.reason);
}

/** Makes a member an editor or a viewer. */
export async function changeRoleAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = roleForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return gone;
  const outcome = await changeRole({ ...parsed.data, actorId: user.id, now: new Date() });
  again(parsed.data.surveyId);
  return outcome.ok ? done("Changed.") : refuse(outcome.reason);
}

/** Ends a membership; whoever leaves stands among their surveys afterwards. */
export async function removeMemberAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = memberForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return gone;
  const outcome = await removeMember({ ...parsed.data, actorId: user.id, now: new Date() });
  if (!outcome.ok) return refuse(outcome.reason);
  again(parsed.data.surveyId);
  if (parsed.data.userId === user.id) redirect("/surveys");
  return done("Removed.");
}

/** Whoever is signed in takes an invite to their own address. */
export async function acceptInviteAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = answerForm.safeParse({ inviteId: form.get("inviteId") });
  if (!parsed.success) return gone;
  const outcome = await acceptInvite({ ...parsed.data, actor: user, now: new Date() });
  if (!outcome.ok) return refuse(outcome.reason);
  again(outcome.value.surveyId);
  redirect(`/surveys/${outcome.value.surveyId}`);
}

/** Whoever is signed in says no to an invite to their own address. */
export async function declineInviteAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = answerForm.safeParse({ inviteId: form.get("inviteId") });
  if (!parsed.success) return gone;
  const outcome = await declineInvite({ ...parsed.data, actor: user, now: new Date() });
  revalidatePath("/surveys");
  return outcome.ok ? done("Declined.") : refuse(outcome.reason);
}

/** Somebody without an account takes an invite by its link, and is signed in. */
export async function joinAction(_: FormState, form: FormData): Promise<FormState> {
  const parsed = joinForm.safeParse({ token: form.get("token"), name: form.get("name") ?? "" });
  const name = String(form.get("name") ?? "");
  if (!parsed.success || parsed.data.name === "") {
    return { values: { name }, errors: { name: "Enter your name, at most 200 characters." } };
  }
  const allowed = await limit("claim", clientAddress(await headers()));
  if (!allowed.ok) {
    const words = `Too many attempts. Try again in ${allowed.retryAfterSeconds} seconds.`;
    return { values: { name }, errors: { form: words } };
  }
  const inviteId = readInviteToken(parsed.data.token);
  if (inviteId === null) return refuse("link-invalid");
  const outcome = await acceptInviteAsNewcomer({
    inviteId,
    name: parsed.data.name,
    now: new Date(),
    sessionDays,
  });
  if (!outcome.ok) {
    return refuse(outcome.reason, {
      "not-signed-in": "This address has an account: sign in first.",
    });
  }
  const { session, surveyId } = outcome.value;
  (await cookies()).set(sessionCookieName(), session.sessionToken, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecureSite(),
    path: "/",
    expires: session.expires,
  });
  redirect(`/surveys/${surveyId}`);
}

/** Whoever holds the link says no. */
export async function declineByLinkAction(_: FormState, form: FormData): Promise<FormState> {
  const allowed = await limit("claim", clientAddress(await headers()));
  const inviteId = readInviteToken(String(form.get("token") ?? ""));
  if (!allowed.ok || inviteId === null) return refuse("link-invalid");
  const outcome = await declineInvite({ inviteId, actor: null, now: new Date() });
  return outcome.ok ? done("Declined. You can close this page.") : refuse(outcome.reason);
}
