"use server";

import { revalidatePath } from "next/cache";
import { requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { blockContacts, unblockContacts } from "../contact-blocks/commands";
import { remindNow } from "../reminders/commands";
import { revokeInvitations } from "./commands";
import { bulkSchema } from "./schema";

const people = (count: number) => `${count} ${count === 1 ? "person" : "people"}`;

type Chosen = Parameters<typeof remindNow>[0];

/** What each does, and says of it; null where it was refused. */
const acts = {
  async remind(chosen: Chosen) {
    const outcome = await remindNow(chosen);
    if (!outcome.ok) return null;
    const { queued, leftOut } = outcome.value;
    const left =
      leftOut === 0
        ? ""
        : ` ${people(leftOut)} left out: they answered, ended it, have no mail yet, or got a reminder within a day.`;
    return `${queued} ${queued === 1 ? "reminder is" : "reminders are"} on the way.${left}`;
  },
  async revoke(chosen: Chosen) {
    const outcome = await revokeInvitations(chosen);
    return outcome.ok
      ? `${people(outcome.value.count)} revoked. “Renew with a new link” takes it back.`
      : null;
  },
  async block(chosen: Chosen) {
    const outcome = await blockContacts(chosen);
    return outcome.ok
      ? `${people(outcome.value.count)} not to be contacted: no mail from you, in any survey. Their links work.`
      : null;
  },
  async unblock(chosen: Chosen) {
    const outcome = await unblockContacts(chosen);
    return outcome.ok ? `${people(outcome.value.count)} may be contacted by you again.` : null;
  },
};

/** Does one thing to all the chosen. */
export async function bulkInvitationsAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = bulkSchema.safeParse({
    surveyId: form.get("surveyId"),
    act: form.get("act"),
    invitationIds: form.getAll("invitationId"),
  });
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? "This did not work. Nothing was changed.";
    return { values: {}, errors: { form: message } };
  }
  const { act, ...rest } = parsed.data;
  const done = await acts[act]({ ...rest, actorId: user.id, now: new Date() });
  revalidatePath(`/surveys/${rest.surveyId}`, "layout");
  return done === null
    ? {
        values: {},
        errors: { form: "This cannot be done here, or not by you. Nothing was changed." },
      }
    : { values: {}, errors: {}, done };
}
