import fc from "fast-check";
import { expect, it } from "vitest";
import { type Candidate, mailboxOf, planSending } from "./sending";

const at = new Date("2026-01-05T10:00:00Z");
const ready: Candidate = {
  name: "Respondent A",
  email: "a@example.org",
  revokedAt: null,
  withdrawnAt: null,
  declinedAt: null,
  unsubscribedAt: null,
  bouncedAt: null,
  sentAt: null,
  hasAnswered: false,
  mailStatus: null,
  blockedBy: null,
  empty: [],
};

it.each<[string | null, Partial<Candidate>]>([
  [null, {}],
  [null, { mailStatus: "cancelled" }],
  ["no-address", { email: null }],
  ["revoked", { revokedAt: at }],
  ["withdrawn", { withdrawnAt: at }],
  ["declined", { declinedAt: at }],
  ["unsubscribed", { unsubscribedAt: at, sentAt: at }],
  ["do-not-contact", { blockedBy: "owner" }],
  ["answered", { hasAnswered: true }],
  ["bounced", { bouncedAt: at, sentAt: at, mailStatus: "sent" }],
  ["bounced", { mailStatus: "failed" }],
  ["on-its-way", { mailStatus: "paused" }],
  ["already-invited", { mailStatus: "unknown" }],
  ["already-invited", { sentAt: at }],
  ["gap", { empty: ["affiliation"] }],
])("leaves out for %s: %j", (reason, facts) => {
  const { gets, left } = planSending([{ ...ready, ...facts }]);
  expect(gets).toHaveLength(reason === null ? 1 : 0);
  expect(left.map((one) => one.reason)).toEqual(reason === null ? [] : [reason]);
});

it("writes once to a mailbox, whatever label stands behind the plus sign", () => {
  const labelled = { ...ready, name: "B", email: "a+panel@example.org" };
  expect(planSending([ready, labelled])).toMatchObject({
    gets: [ready],
    left: [{ reason: "duplicate", of: "Respondent A" }],
  });
  expect(planSending([ready, { ...labelled, sentAt: at }])).toMatchObject({
    gets: [],
    left: [{ reason: "duplicate", of: "B" }, { reason: "already-invited" }],
  });
  expect(mailboxOf("+a@example.org")).toBe("+a@example.org");
});

it("puts everybody on one of the two lists, and no mailbox twice on the first", () => {
  const candidate = fc.record({
    ...Object.fromEntries(Object.entries(ready).map(([key, value]) => [key, fc.constant(value)])),
    email: fc.constantFrom("a@x.org", "a+1@x.org", "b@x.org", null),
    sentAt: fc.constantFrom(null, at),
    revokedAt: fc.constantFrom(null, at),
    blockedBy: fc.constantFrom(null, "reader"),
  });
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 8 }), (made) => {
      // Each key is one of Candidate's; the record of generators loses that.
      const candidates = made as unknown as Candidate[];
      const { gets, left } = planSending(candidates);
      expect(new Set([...gets, ...left.map(({ who }) => who)])).toEqual(new Set(candidates));
      expect(gets.length + left.length).toBe(candidates.length);
      const mailboxes = gets.map(({ email }) => mailboxOf(email ?? ""));
      expect(new Set(mailboxes).size).toBe(mailboxes.length);
    }),
  );
});
