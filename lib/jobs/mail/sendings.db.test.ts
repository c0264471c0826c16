import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { mailServer } from "@/e2e/support/mail-server";
import { freePort } from "@/lib/platform/network";

await useFreshDatabase();
const port = await freePort();
process.env["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
const server = mailServer(port);

// Read their settings when they are first used, so they come after the lines above.
const { at, granted, seedInvitation, seedSurvey, willIt } = await import("@/e2e/support/seeds");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { changeSending, sendInvitations } = await import("@/lib/invitations/sending/commands");
const { listCandidates, listSendings } = await import("@/lib/invitations/sending/queries");
const { planSending } = await import("@/lib/core/invitations/sending");
const { findSurvey } = await import("@/lib/surveys/queries");
const { beginSending, claimMessages, recordDeliveries } = await import("./commands");
const { mailRenderers } = await import("./renderers");
const { openSender } = await import("./sender");

const now = new Date();
const hour = 3_600_000;

beforeAll(() => server.start());
beforeEach(() => {
  server.received.length = 0;
});
afterAll(async () => {
  await server.stop();
  await closeQueue();
  await db().$disconnect();
});

/** Lets a sender send all that is due, by a clock of its own. */
async function drainAt(time: Date): Promise<number> {
  const sender = openSender(mailRenderers, () => time);
  await sender.drain();
  await sender.stop();
  return server.received.length;
}

async function panel(count: number) {
  const { survey, owner } = await seedSurvey(now, [willIt]);
  for (let n = 0; n < count; n += 1) await seedInvitation(survey.id);
  const act = { surveyId: survey.id, actorId: owner.id, now };
  const sending = async () => at(await listSendings(survey.id, owner.id), 0);
  const change = async (step: "pause" | "resume" | "cancel", time = now) =>
    changeSending({ ...act, now: time, sendingId: (await sending()).id, step });
  return { survey, owner, act, sending, change };
}

it("sends nothing before the time that was set, and all of it from then on", async () => {
  const { act, sending } = await panel(3);
  const sendAt = new Date(now.getTime() + 5 * 24 * hour);
  granted(await sendInvitations({ ...act, sendAt, timeZone: "Europe/Berlin" }));
  expect(await sendInvitations(act)).toEqual({ ok: true, value: { queued: 0 } });
  expect(await drainAt(new Date(sendAt.getTime() - 1))).toBe(0);
  expect(await drainAt(sendAt)).toBe(3);
  expect(await sending()).toMatchObject({ timeZone: "Europe/Berlin", counts: { sent: 3 } });
});

it("counts a server's absence from the time that was set", async () => {
  const { act, sending } = await panel(1);
  const sendAt = new Date(now.getTime() + 5 * 24 * hour);
  granted(await sendInvitations({ ...act, sendAt }));
  const [message] = await claimMessages(sendAt, 1);
  if (message === undefined) throw new Error("nothing was due");
  await beginSending([message.id], sendAt);
  const delivery = { kind: "later", reason: "451 come back", answered: true } as const;
  await recordDeliveries([{ message, delivery }], sendAt);
  expect(await sending()).toMatchObject({ counts: { queued: 1 }, trouble: "451 come back" });
  await db().outboxMessage.update({ where: { id: message.id }, data: { status: "cancelled" } });
});

it("holds what a worker has taken up already, and what fails meanwhile, until it goes on", async () => {
  const { act, sending, change } = await panel(4);
  granted(await sendInvitations(act));
  const taken = await claimMessages(new Date(), 4);
  expect(taken).toHaveLength(4);
  const [first, ...others] = taken.map(({ id }) => id);
  expect(await beginSending([first ?? ""], now)).toEqual([true]);
  expect(await change("pause")).toEqual({ ok: true, value: { count: 3 } });
  expect(await beginSending(others, now)).toEqual([false, false, false]);
  const delivery = { kind: "later", reason: "451 come back", answered: true } as const;
  await recordDeliveries([{ message: at(taken, 0), delivery }], now);
  expect(await sending()).toMatchObject({ counts: { paused: 4, queued: 0 } });
  const later = new Date(now.getTime() + hour);
  expect(await drainAt(later)).toBe(0);
  expect(await change("resume", later)).toEqual({ ok: true, value: { count: 4 } });
  expect(await drainAt(later)).toBe(4);
  expect(await sending()).toMatchObject({ counts: { sent: 4, paused: 0 } });
});

/** A run over 60 messages whose server answered quickly, and then not at all, so that marks are ahead of the lanes. */
async function stalledRun() {
  const stage = await panel(60);
  const { survey } = stage;
  granted(await sendInvitations(stage.act));
  let later = 0;
  const sender = openSender(mailRenderers, () => new Date(Date.now() + later));
  const run = sender.drain();
  while (server.received.length < 20) await server.nextEvent(50);
  server.behaviour = "hold";
  const count = (status: "sending" | "sent" | "queued" | "paused") =>
    db().outboxMessage.count({ where: { surveyId: survey.id, status } });
  // All lanes wait for an answer, and what was answered is written down.
  while (server.received.length - (await count("sent")) !== 8) await server.nextEvent(50);
  expect(await count("sending")).toBeLessThanOrEqual(16);
  return {
    ...stage,
    sender,
    run,
    count,
    goOn() {
      // By now every rendering is too old to leave unlooked at.
      later = 1_000;
      server.behaviour = "accept";
      server.release();
    },
  };
}

it("holds what is marked already and has no lane yet when its sending is paused", async () => {
  const { survey, change, count, goOn, run, sender } = await stalledRun();
  granted(await change("pause", new Date()));
  const onTheWire = server.received.length;
  goOn();
  await run;
  await sender.stop();
  expect(server.received.length).toBe(onTheWire);
  expect(await count("sent")).toBe(server.received.length);
  expect(await count("paused")).toBe(60 - server.received.length);
  const held = { surveyId: survey.id, status: "paused", startedAt: null, attempts: 0 } as const;
  expect(await db().outboxMessage.count({ where: held })).toBe(await count("paused"));
});

it("gives back what a worker that stops has marked and taken up, as if it had not", async () => {
  const { count, goOn, run, sender, survey } = await stalledRun();
  const stopped = sender.stop();
  goOn();
  await Promise.all([stopped, run]);
  const arrived = server.received.length;
  expect(arrived).toBeLessThan(60);
  expect(await count("sent")).toBe(arrived);
  const back = { surveyId: survey.id, status: "queued", attempts: 0, claimedAt: null } as const;
  expect(await db().outboxMessage.count({ where: back })).toBe(60 - arrived);
  expect(await drainAt(new Date(Date.now() + hour))).toBe(60);
  expect(await count("sent")).toBe(60);
});

it("never sends what was called off, unless it is sent anew; and then once", async () => {
  const { survey, act, sending, change } = await panel(2);
  granted(await sendInvitations(act));
  const [first] = await claimMessages(new Date(), 2);
  if (first === undefined) throw new Error("nothing was due");
  await beginSending([first.id], now);
  expect(await change("cancel")).toEqual({ ok: true, value: { count: 1 } });
  const delivery = { kind: "later", reason: "451 come back", answered: true } as const;
  await recordDeliveries([{ message: first, delivery }], now);
  expect(await sending()).toMatchObject({ counts: { cancelled: 2 } });
  expect(await drainAt(new Date(now.getTime() + hour))).toBe(0);
  expect(await change("resume")).toEqual({ ok: false, reason: "conflict" });
  expect(await change("cancel")).toEqual({ ok: true, value: { count: 0 } });
  expect(await sendInvitations(act)).toEqual({ ok: true, value: { queued: 2 } });
  expect(await drainAt(new Date())).toBe(2);
  expect(await db().outboxMessage.count({ where: { surveyId: survey.id } })).toBe(2);
});

it("sends to those that the dry run lists and to no others, and says why", async () => {
  const { survey, owner, act } = await panel(1);
  const seed = (data: Parameters<typeof seedInvitation>[1]) => seedInvitation(survey.id, data);
  const blocked = await seed({ name: "Blocked" });
  await db().contactBlock.create({ data: { email: blocked.email ?? "", userId: owner.id } });
  await seed({ name: "Bounced", sentAt: now, bouncedAt: now });
  await seed({ name: "Invited", sentAt: now, email: "b@example.org" });
  await seed({ name: "Labelled", email: "b+panel@example.org" });
  await seed({ name: "Revoked", revokedAt: now });
  const dryRun = async () => {
    const stored = await findSurvey(survey.id, owner.id);
    if (stored === null) throw new Error("the survey is gone");
    return planSending(await listCandidates(stored, owner.id));
  };
  const { gets, left } = await dryRun();
  expect(gets.map(({ name }) => name)).toEqual(["Respondent A"]);
  expect(left.map(({ who, reason }) => [who.name, reason])).toEqual([
    ["Blocked", "do-not-contact"],
    ["Bounced", "bounced"],
    ["Invited", "already-invited"],
    ["Labelled", "duplicate"],
    ["Revoked", "revoked"],
  ]);
  expect(await sendInvitations(act)).toEqual({ ok: true, value: { queued: 1 } });
  // Who says so between the press and the sending gets none.
  await db().contactBlock.create({ data: { email: at(gets, 0).email ?? "", userId: owner.id } });
  expect(await drainAt(new Date())).toBe(0);
  expect((await dryRun()).gets).toEqual([]);
});

it("is one sending for two presses at once", async () => {
  const { act, sending } = await panel(3);
  const both = await Promise.all([sendInvitations(act), sendInvitations(act)]);
  expect(both.map((one) => granted(one).queued).sort()).toEqual([0, 3]);
  expect(await drainAt(new Date())).toBe(3);
  expect(await sending()).toMatchObject({ counts: { sent: 3 } });
});

it("refuses words that stand for nothing, a time after the end, and strangers", async () => {
  const { survey, act, change } = await panel(1);
  const closesAt = new Date(now.getTime() + hour);
  await db().survey.update({ where: { id: survey.id }, data: { closesAt } });
  expect(await sendInvitations({ ...act, sendAt: closesAt })).toMatchObject({
    ok: false,
    problems: [{ at: "at" }],
  });
  await db().survey.update({
    where: { id: survey.id },
    data: { invitationMessage: "Dear {nmae}" },
  });
  expect(await sendInvitations(act)).toMatchObject({
    ok: false,
    problems: [{ at: "message", message: expect.stringContaining("{nmae}") }],
  });
  await db().survey.update({ where: { id: survey.id }, data: { invitationMessage: "" } });
  granted(await sendInvitations(act));
  const eve = await db().user.create({ data: { email: `${crypto.randomUUID()}@example.org` } });
  const theirs = { ...act, actorId: eve.id };
  expect(await sendInvitations(theirs)).toEqual({ ok: false, reason: "not-found" });
  expect(await listSendings(survey.id, eve.id)).toEqual([]);
  const { id: sendingId } = await db().sending.findFirstOrThrow({ where: { surveyId: survey.id } });
  const cancel = { ...theirs, sendingId, step: "cancel" } as const;
  expect(await changeSending(cancel)).toEqual({ ok: false, reason: "not-found" });
  const other = await panel(1);
  expect(await changeSending({ ...other.act, sendingId, step: "cancel" })).toEqual({
    ok: false,
    reason: "not-found",
  });
  expect(await change("cancel")).toEqual({ ok: true, value: { count: 1 } });
});
