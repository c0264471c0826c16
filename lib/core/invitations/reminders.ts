import { z } from "zod";
import type { InvitationState } from "./state";

/** Days; an empty field is none. */
const daysOrNone = z.preprocess(
  (value) => (value === "" ? null : value),
  z.coerce
    .number("Write a number of days.")
    .int("Write whole days.")
    .min(1, "At least 1 day.")
    .max(90, "At most 90 days.")
    .nullable(),
);

/** When those who have not submitted are reminded. */
export const reminderRulesSchema = z
  .object({
    /** Days after the invitation, and after each reminder; null: none of these. */
    afterDays: daysOrNone,
    /** How many reminders one person gets at most, all kinds together. */
    atMost: z.coerce.number("Write a number.").int().min(1, "At least 1.").max(5, "At most 5."),
    /** Days before closing, for one reminder more to whoever still has room for it; null: none. */
    beforeClosingDays: daysOrNone,
  })
  .refine((rules) => rules.afterDays !== null || rules.beforeClosingDays !== null, {
    path: ["afterDays"],
    message: "Say after how many days, or how many days before closing.",
  });

export type ReminderRules = z.infer<typeof reminderRulesSchema>;

/** Rules as they are stored; null where none are, or where they cannot be read. */
export function readReminderRules(stored: unknown): ReminderRules | null {
  const parsed = reminderRulesSchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

/** The survey, as reminding needs it. */
export type RemindingSurvey = {
  readonly rules: ReminderRules | null;
  /** Open, in whichever round. */
  readonly isAsking: boolean;
  readonly closesAt: Date | null;
};

/** An invited person, as reminding needs them. */
export type Remindable = {
  readonly id: string;
  readonly state: InvitationState;
  readonly email: string | null;
  /** When the invitation left, in a later round the mail that opened it; nobody is reminded of what they never got. */
  readonly sentAt: Date | null;
  readonly bouncedAt: Date | null;
  /** Nobody may write to the address. */
  readonly isBlocked: boolean;
  /** When each reminder so far was queued, in any order. */
  readonly reminders: readonly Date[];
  /** When they were last told that they have more time: no reminder follows within a day. */
  readonly toldMoreTimeAt: Date | null;
  /** Until when this person may answer who was given more time than the others; null: as the survey has it. */
  readonly ownClosesAt: Date | null;
};

export type PlannedReminder = {
  readonly invitationId: string;
  /** 1 for a person's first. */
  readonly number: number;
  readonly at: Date;
};

const dayMs = 24 * 3600 * 1000;
const waiting: ReadonlySet<InvitationState> = new Set(["sent", "opened", "answering"]);

/** Whether a person may be reminded at all: they got their mail, and have neither answered nor ended it. */
export function mayRemind(
  person: Omit<Remindable, "id" | "reminders" | "ownClosesAt" | "toldMoreTimeAt">,
): boolean {
  return (
    waiting.has(person.state) &&
    person.email !== null &&
    person.sentAt !== null &&
    person.bouncedAt === null &&
    !person.isBlocked
  );
}

/** When it closes for this person; null while it has no end. */
function closingFor(survey: RemindingSurvey, person: Remindable): Date | null {
  return person.ownClosesAt ?? survey.closesAt;
}

/** When a person is to be reminded next; an instant that has passed is due now. Null: never, as things stand. */
export function nextReminderAt(survey: RemindingSurvey, person: Remindable): Date | null {
  const { rules } = survey;
  const closesAt = closingFor(survey, person);
  const isAsked = survey.isAsking || person.ownClosesAt !== null;
  if (rules === null || !isAsked || !mayRemind(person) || person.sentAt === null) return null;
  if (person.reminders.length >= rules.atMost) return null;
  const lastMail = Math.max(
    person.sentAt.getTime(),
    person.toldMoreTimeAt?.getTime() ?? 0,
    ...person.reminders.map((at) => at.getTime()),
  );
  const closing =
    rules.beforeClosingDays === null || closesAt === null
      ? null
      : closesAt.getTime() - rules.beforeClosingDays * dayMs;
  // Whoever was written to since that day needs no word about closing.
  const mentionsClosing = closing !== null && lastMail < closing;
  // Nobody gets two mails in a day.
  const candidates = mentionsClosing ? [Math.max(closing, lastMail + dayMs)] : [];
  if (rules.afterDays !== null) {
    // The last one is kept for closing, where there is one to come.
    const left = rules.atMost - person.reminders.length - (mentionsClosing ? 1 : 0);
    if (left > 0) candidates.push(lastMail + rules.afterDays * dayMs);
  }
  if (candidates.length === 0) return null;
  const at = Math.min(...candidates);
  return closesAt !== null && at >= closesAt.getTime() ? null : new Date(at);
}

/** Whose time has come. */
export function dueReminders(
  survey: RemindingSurvey,
  people: readonly Remindable[],
  now: Date,
): PlannedReminder[] {
  return people.flatMap((person) => {
    const closesAt = closingFor(survey, person);
    if (closesAt !== null && closesAt <= now) return [];
    const at = nextReminderAt(survey, person);
    return at !== null && at <= now
      ? [{ invitationId: person.id, number: person.reminders.length + 1, at: now }]
      : [];
  });
}

/** Who would be reminded when, from `now` until `until`, if nobody did anything meanwhile; by time. */
export function planReminders(
  survey: RemindingSurvey,
  people: readonly Remindable[],
  now: Date,
  until: Date,
): PlannedReminder[] {
  const planned = people.flatMap((person) => {
    const own: PlannedReminder[] = [];
    let reminders: readonly Date[] = person.reminders;
    const closesAt = closingFor(survey, person);
    for (;;) {
      const next: Date | null = nextReminderAt(survey, { ...person, reminders });
      if (next === null) return own;
      const at = next < now ? now : next;
      if (at > until || (closesAt !== null && at >= closesAt)) return own;
      own.push({ invitationId: person.id, number: reminders.length + 1, at });
      reminders = [...reminders, at];
    }
  });
  return planned.sort((a, b) => a.at.getTime() - b.at.getTime());
}
