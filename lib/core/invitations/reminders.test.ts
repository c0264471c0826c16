import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dueReminders,
  nextReminderAt,
  planReminders,
  type Remindable,
  type RemindingSurvey,
  reminderRulesSchema,
} from "./reminders";
import { invitationStates } from "./state";

const day = (n: number) => new Date(Date.UTC(2026, 0, 1, 9) + n * 24 * 3600 * 1000);
const survey: RemindingSurvey = {
  rules: { afterDays: 7, atMost: 2, beforeClosingDays: 3 },
  isAsking: true,
  closesAt: day(30),
};
const person: Remindable = {
  id: "a",
  state: "sent",
  email: "a@example.org",
  sentAt: day(0),
  bouncedAt: null,
  isBlocked: false,
  reminders: [],
  toldMoreTimeAt: null,
  ownClosesAt: null,
};
const planned = (of: RemindingSurvey, who: Remindable, now = day(1), until = day(90)) =>
  planReminders(of, [who], now, until).map(({ number, at }) => [number, at]);

describe("reminders", () => {
  it("come after some days, and keep the last for closing", () => {
    expect(planned(survey, person)).toEqual([
      [1, day(7)],
      [2, day(27)],
    ]);
    expect(planned(survey, person, day(1), day(14))).toEqual([[1, day(7)]]);
  });

  it("are due at once where no worker ran at their time, and not twice in a day", () => {
    expect(dueReminders(survey, [person], day(9))).toEqual([
      { invitationId: "a", number: 1, at: day(9) },
    ]);
    const invitedLate = { ...person, sentAt: day(26.5) };
    expect(nextReminderAt(survey, invitedLate)).toEqual(day(27.5));
    expect(dueReminders(survey, [{ ...person, reminders: [day(9)] }], day(9.5))).toEqual([]);
  });

  it("stop with the survey, without rules, and where it does not ask", () => {
    expect(dueReminders(survey, [person], day(30))).toEqual([]);
    expect(planned({ ...survey, rules: null }, person)).toEqual([]);
    expect(planned({ ...survey, isAsking: false }, person)).toEqual([]);
  });

  it("go on to whoever has more time, until that is over", () => {
    const closed = { ...survey, isAsking: false };
    const late = { ...person, reminders: [day(26)], ownClosesAt: day(40) };
    expect(planned(closed, late, day(31))).toEqual([[2, day(37)]]);
    expect(dueReminders(closed, [{ ...late, ownClosesAt: day(35) }], day(35))).toEqual([]);
    expect(planned(closed, { ...late, ownClosesAt: null }, day(31))).toEqual([]);
    // The word about more time is a mail like the others.
    const told = { ...late, toldMoreTimeAt: day(32.5) };
    expect(planned(closed, told, day(33))).toEqual([[2, day(37)]]);
    expect(planned(closed, { ...told, toldMoreTimeAt: day(36.5) }, day(37))).toEqual([
      [2, day(37.5)],
    ]);
  });

  it("go to nobody who was never written to, bounced or is blocked", () => {
    for (const change of [
      { sentAt: null },
      { bouncedAt: day(1) },
      { isBlocked: true },
      { email: null },
    ]) {
      expect(planned(survey, { ...person, ...change })).toEqual([]);
    }
  });

  it("need a rule that says when", () => {
    const none = { afterDays: null, atMost: 2, beforeClosingDays: null };
    expect(reminderRulesSchema.safeParse(none).success).toBe(false);
    expect(reminderRulesSchema.safeParse({ ...none, afterDays: "7" }).data?.afterDays).toBe(7);
  });

  const days = fc.option(fc.integer({ min: 1, max: 40 }));
  const times = fc.double({ min: 0, max: 60, noNaN: true }).map(day);
  const surveys: fc.Arbitrary<RemindingSurvey> = fc.record({
    rules: fc.record({
      afterDays: days,
      atMost: fc.integer({ min: 1, max: 5 }),
      beforeClosingDays: days,
    }),
    isAsking: fc.constant(true),
    closesAt: fc.option(times),
  });
  const people: fc.Arbitrary<Remindable> = fc.record({
    id: fc.uuid(),
    state: fc.constantFrom(...invitationStates),
    email: fc.constantFrom("a@example.org", null),
    sentAt: fc.option(times),
    bouncedAt: fc.option(times, { freq: 1 }),
    isBlocked: fc.boolean(),
    reminders: fc.array(times, { maxLength: 3 }),
    toldMoreTimeAt: fc.option(times),
    ownClosesAt: fc.option(times),
  });

  it("are never more than the most, never after closing, never to one who submitted or ended it", () => {
    fc.assert(
      fc.property(surveys, people, times, (of, who, now) => {
        const plan = planReminders(of, [who], now, day(400));
        const most = of.rules?.atMost ?? 0;
        expect(plan.length + who.reminders.length).toBeLessThanOrEqual(
          Math.max(most, who.reminders.length),
        );
        for (const [place, { at }] of plan.entries()) {
          expect(at >= now).toBe(true);
          const closesAt = who.ownClosesAt ?? of.closesAt;
          if (closesAt !== null) expect(at < closesAt).toBe(true);
          const before = plan[place - 1]?.at;
          if (before) expect(at.getTime() - before.getTime()).toBeGreaterThanOrEqual(24 * 3600e3);
        }
        if (!["sent", "opened", "answering"].includes(who.state)) expect(plan).toEqual([]);
        expect(dueReminders(of, [who], now).length).toBeLessThanOrEqual(plan.length);
      }),
    );
  });
});
