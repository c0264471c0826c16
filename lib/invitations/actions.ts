"use server";

import { revalidatePath } from "next/cache";
import { requireUser } from "@/lib/auth/session";
import type { ErrorCode } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { parseInvitees } from "@/lib/core/invitations/parse-invitees";
import { mailServerUrl } from "@/lib/platform/env";
import { addInvitations, revokeInvitation, rotateInvitation } from "./commands";
import { listInvitedAddresses } from "./queries";
import { correctionSchema, invitationForm, type PasteReading, pasteSchema } from "./schema";

const refusals: Partial<Record<ErrorCode, string>> = {
  "survey-closed": "The survey is closed. Open it first; nothing was sent.",
  incomplete: "The survey lacks something: see the list under Edit. Nothing was sent.",
  "survey-not-open": "The survey is not open, so no mail was sent.",
  "not-allowed": "This cannot be sent: you may only read here, or the survey is a demonstration.",
  blocked: "Nobody may write to this address from here. Nothing was changed.",
  conflict: "Somebody else in this survey has that address already. Nothing was changed.",
  unsubscribed: "This person wants no more mails about the survey. Nothing was changed.",
  "not-found": "This no longer exists.",
};

const say = (reason: ErrorCode): FormState => ({
  values: {},
  errors: { form: refusals[reason] ?? "This did not work. Nothing was changed." },
});

/** Reads a pasted list, and stores it once all of it is right and the author has seen it. */
export async function addInvitationsAction(_: PasteReading, form: FormData): Promise<PasteReading> {
  const user = await requireUser();
  const parsed = pasteSchema.safeParse({ surveyId: form.get("surveyId"), text: form.get("text") });
  const empty = { text: "", invitees: [], problems: [], duplicates: [] };
  if (!parsed.success) {
    return { ...empty, error: parsed.error.issues[0]?.message ?? "This could not be read." };
  }
  const { surveyId, text } = parsed.data;
  const reading = parseInvitees(text, await listInvitedAddresses(surveyId, user.id));
  const shown = { text, ...reading };
  if (text.trim() === "") return { ...shown, error: "Paste at least one address." };
  if (form.get("step") !== "add" || reading.problems.length > 0 || reading.invitees.length === 0) {
    return shown;
  }
  const outcome = await addInvitations({
    surveyId,
    actorId: user.id,
    now: new Date(),
    invitees: reading.invitees,
  });
  if (!outcome.ok) return { ...shown, error: refusals[outcome.reason] ?? "Nothing was added." };
  revalidatePath(`/surveys/${surveyId}`, "layout");
  const { added, blocked } = outcome.value;
  const left =
    blocked === 0
      ? ""
      : ` ${blocked} left out: their ${blocked === 1 ? "address is" : "addresses are"} not to be contacted.`;
  return {
    ...empty,
    done: `${added} ${added === 1 ? "person" : "people"} added. No mail was sent.${left}`,
  };
}

/** Ends one invitation. */
export async function revokeInvitationAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = invitationForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return say("not-found");
  const outcome = await revokeInvitation({ ...parsed.data, actorId: user.id, now: new Date() });
  revalidatePath(`/surveys/${parsed.data.surveyId}`, "layout");
  return outcome.ok
    ? { values: {}, errors: {}, done: "The link no longer works." }
    : say(outcome.reason);
}

/** Sends one invitation anew with a new link, to the address that the form names. */
export async function resendInvitationAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = correctionSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? "This is not a mail address.";
    return { values: {}, errors: { email: message } };
  }
  const outcome = await rotateInvitation({ ...parsed.data, actorId: user.id, now: new Date() });
  revalidatePath(`/surveys/${parsed.data.surveyId}`, "layout");
  return outcome.ok
    ? {
        values: {},
        errors: {},
        done:
          mailServerUrl() === null
            ? "The old link is dead. Copy the new one."
            : "The old link is dead. In an open survey a mail with the new one is on the way.",
      }
    : say(outcome.reason);
}
