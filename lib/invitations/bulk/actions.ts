"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { requireUser } from "@/lib/auth/session";
import type { Outcome } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { mailServerUrl } from "@/lib/platform/env";
import { blockContacts, unblockContacts } from "../contact-blocks/commands";
import { remindNow } from "../reminders/commands";
import {
  extendInvitations,
  markDelivered,
  type NotRenewed,
  recordBounces,
  renewInvitations,
  revokeInvitations,
} from "./commands";
import { bulkSchema } from "./schema";

const people = (count: number) => `${count} ${count === 1 ? "person" : "people"}`;

type Act = z.output<typeof bulkSchema>;
type Who = { readonly actorId: string; readonly now: Date };

/** Says of what was done how many it was; null where it was refused without words of its own. */
function tell<T>(outcome: Outcome<T>, words: (value: T) => string): FormState | null {
  if (outcome.ok) return { values: {}, errors: {}, done: words(outcome.value) };
  const [problem] = outcome.problems ?? [];
  if (problem !== undefined) return { values: {}, errors: { [problem.at]: problem.message } };
  if (outcome.reason === "no-mail") {
    return { values: {}, errors: { form: "This site sends no mail. Copy their links instead." } };
  }
  if (outcome.reason !== "survey-not-open") return null;
  return {
    values: {},
    errors: { form: "The survey does not ask at the moment. Nothing was done." },
  };
}

const leftWords: Readonly<Record<string, string>> = {
  conflict: "somebody else in this survey has that address",
  blocked: "nobody may write there from here",
  unsubscribed: "the person wants no more mails about the survey",
  "survey-not-open": "the survey is closed for this person",
};

function renewedWords(value: { renewed: number; left: readonly NotRenewed[] }): string {
  const left = value.left.map(({ email, reason }) => `${email} (${leftWords[reason] ?? reason})`);
  const next =
    mailServerUrl() === null
      ? "copy the new ones"
      : "in an open survey mails with new ones are on the way";
  const done = `${people(value.renewed)} renewed: old links are dead, and ${next}.`;
  return left.length === 0 ? done : `${done} Left as they were: ${left.join("; ")}.`;
}

/** Does what was asked, and says of it what came of it; null where it was refused. */
async function perform(asked: Act, who: Who): Promise<FormState | null> {
  switch (asked.act) {
    case "remind":
      return tell(await remindNow({ ...asked, ...who }), ({ queued, leftOut }) => {
        const left =
          leftOut === 0
            ? ""
            : ` ${people(leftOut)} left out: they answered, ended it, have no mail yet, or got a reminder within a day.`;
        return `${queued} ${queued === 1 ? "reminder is" : "reminders are"} on the way.${left}`;
      });
    case "revoke":
      return tell(
        await revokeInvitations({ ...asked, ...who }),
        ({ count }) => `${people(count)} revoked. “Renew with a new link” takes it back.`,
      );
    case "block":
      return tell(
        await blockContacts({ ...asked, ...who }),
        ({ count }) =>
          `${people(count)} not to be contacted: no mail from you, in any survey. Their links work.`,
      );
    case "unblock":
      return tell(
        await unblockContacts({ ...asked, ...who }),
        ({ count }) => `${people(count)} may be contacted by you again.`,
      );
    case "delivered":
      return tell(
        await markDelivered({ ...asked, ...who }),
        ({ count }) => `${people(count)} marked as sent. Reminders count from now.`,
      );
    case "extend":
      return tell(await extendInvitations({ ...asked, ...who }), ({ count, told }) => {
        if (asked.lastDay === "")
          return `${people(count)} until the survey closes, like everybody else.`;
        const mails =
          told > 0
            ? `${told} ${told === 1 ? "mail tells" : "mails tell"} those who are waited for.`
            : asked.tell && mailServerUrl() !== null
              ? "No mail was sent: nobody of them is waited for, or all were told this day."
              : "No mail was sent.";
        return `${people(count)} may answer until the end of that day. ${mails}`;
      });
    case "bounced":
      return tell(
        await recordBounces({ ...asked, ...who }),
        ({ count }) =>
          `${people(count)} recorded as bounced. “Send anew” with a right address takes it back.`,
      );
    case "renew":
      return tell(await renewInvitations({ ...asked, ...who }), renewedWords);
  }
}

/** The addresses of a renewal come as `email-<invitation>`. */
function correctionsOf(form: FormData): { invitationId: string; email: string }[] {
  return [...form.entries()].flatMap(([name, value]) =>
    name.startsWith("email-") && typeof value === "string"
      ? [{ invitationId: name.slice("email-".length), email: value }]
      : [],
  );
}

/** Does one thing to all the chosen. */
export async function bulkInvitationsAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const values = {
    lastDay: String(form.get("lastDay") ?? "").slice(0, 20),
    words: String(form.get("words") ?? "").slice(0, 400),
  };
  const corrections = correctionsOf(form);
  const parsed = bulkSchema.safeParse({
    ...values,
    surveyId: form.get("surveyId"),
    act: form.get("act"),
    tell: form.get("tell") === "yes",
    invitationIds: form.getAll("invitationId"),
    corrections,
  });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const message = issue?.message ?? "This did not work. Nothing was changed.";
    const [field, index] = issue?.path ?? [];
    const typed = field === "corrections" && corrections[Number(index)];
    const at = field === "lastDay" || field === "words" ? field : "form";
    return {
      values,
      errors: {
        [at]: typed ? `${typed.email || "One address"}: ${message} Nothing was changed.` : message,
      },
    };
  }
  const done = await perform(parsed.data, { actorId: user.id, now: new Date() });
  revalidatePath(`/surveys/${parsed.data.surveyId}`, "layout");
  return (
    done ?? {
      values,
      errors: { form: "This cannot be done here, or not by you. Nothing was changed." },
    }
  );
}
