import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import {
  dueReminders,
  mayRemind,
  type PlannedReminder,
  type ReminderRules,
} from "@/lib/core/invitations/reminders";
import { type Tx, transaction } from "@/lib/platform/db";
import { mailServerUrl } from "@/lib/platform/env";
import { queueMails } from "@/lib/platform/outbox";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey } from "@/lib/surveys/queries";
import { Prisma } from "@/prisma/generated/client/client";
import { reminderKey } from "./occasion";
import { findReminding } from "./queries";

type Act = { readonly surveyId: string; readonly actorId: string; readonly now: Date };

/** A reminder by hand waits this long after the last one, so that two presses make one mail. */
const pauseMs = 24 * 3600 * 1000;

/** Stores when a survey reminds; null: never. What is queued already goes out. */
export async function setReminderRules(
  input: Act & { readonly rules: ReminderRules | null },
): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role) || survey.fictional)
      return { ok: false, reason: "not-allowed" };
    await tx.survey.update({
      where: { id: survey.id },
      data: { reminderRules: input.rules ?? Prisma.DbNull },
    });
    await recordAudit(tx, {
      kind: "reminders.set",
      actorId: input.actorId,
      surveyId: survey.id,
      details:
        input.rules === null
          ? { on: false }
          : {
              on: true,
              afterDays: input.rules.afterDays ?? 0,
              atMost: input.rules.atMost,
              beforeClosingDays: input.rules.beforeClosingDays ?? 0,
            },
    });
    return { ok: true, value: null };
  });
}

function queueReminders(
  tx: Tx,
  surveyId: string,
  round: number,
  reminders: readonly PlannedReminder[],
): Promise<void> {
  return queueMails(
    tx,
    reminders.map(({ invitationId, number }) => ({
      template: "reminder",
      dedupeKey: reminderKey(invitationId, round, number),
      surveyId,
      invitationId,
    })),
  );
}

/** Queues the reminders of a survey whose time has come. Returns how many. */
export async function queueDueReminders(surveyId: string, now: Date): Promise<number> {
  const reminding = await findReminding(surveyId, now);
  if (reminding === null) return 0;
  const due = dueReminders(reminding.survey, reminding.people, now);
  if (due.length === 0) return 0;
  await transaction(async (tx) => {
    await queueReminders(tx, surveyId, reminding.round, due);
    await recordAudit(tx, { kind: "reminders.queued", surveyId, details: { count: due.length } });
  });
  return due.length;
}

/**
 * Reminds people whom the author chose, beside any rules. Leaves out whoever may not be reminded and whoever was within the
 * last day.
 */
export async function remindNow(
  input: Act & { readonly invitationIds: readonly string[] },
): Promise<Outcome<{ queued: number; leftOut: number }>> {
  const survey = await findSurvey(input.surveyId, input.actorId);
  if (survey === null) return { ok: false, reason: "not-found" };
  if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
  if (mailServerUrl() === null) return { ok: false, reason: "no-mail" };
  const reminding = await findReminding(survey.id, input.now);
  const isAsked = reminding?.people.some(({ ownClosesAt }) => ownClosesAt !== null);
  if (reminding === null || !(reminding.survey.isAsking || isAsked)) {
    return { ok: false, reason: "survey-not-open" };
  }
  const chosen = new Set(input.invitationIds);
  const since = input.now.getTime() - pauseMs;
  const reminders = reminding.people
    .filter((person) => chosen.has(person.id) && mayRemind(person))
    .filter((person) => reminding.survey.isAsking || person.ownClosesAt !== null)
    .filter(({ reminders, toldMoreTimeAt }) =>
      [...reminders, ...(toldMoreTimeAt === null ? [] : [toldMoreTimeAt])].every(
        (at) => at.getTime() < since,
      ),
    )
    .map((person) => ({
      invitationId: person.id,
      number: person.reminders.length + 1,
      at: input.now,
    }));
  await transaction(async (tx) => {
    await queueReminders(tx, survey.id, reminding.round, reminders);
    await recordAudit(tx, {
      kind: "reminders.queued",
      actorId: input.actorId,
      surveyId: survey.id,
      details: { count: reminders.length },
    });
  });
  const queued = reminders.length;
  return { ok: true, value: { queued, leftOut: chosen.size - queued } };
}
