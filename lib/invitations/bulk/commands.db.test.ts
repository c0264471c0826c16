import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { addInvitations, rotateInvitation } = await import("../commands");
const { sendInvitations } = await import("../sending/commands");
const { blockContacts, unblockContacts } = await import("../contact-blocks/commands");
const { listInvitationsWithBlocks } = await import("../queries");
const { at } = await import("@/e2e/support/seeds");
const { invitationToken } = await import("../links");
const { findInvitationByToken } = await import("../queries");
const { remindNow } = await import("../reminders/commands");
const { extendInvitations, markDelivered, recordBounces, renewInvitations, revokeInvitations } =
  await import("./commands");

const now = new Date();

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

async function surveyOf(actorId: string) {
  const survey = await db().survey.create({
    data: {
      slug: crypto.randomUUID(),
      title: "A survey",
      status: "open",
      openedAt: now,
      members: { create: { userId: actorId, role: "owner" } },
    },
  });
  return { surveyId: survey.id, actorId, now };
}

const person = (letter: string) => ({
  name: `Respondent ${letter.toUpperCase()}`,
  email: `${letter}@example.org`,
  affiliation: "",
});

it("an address not to be contacted is so in every survey of its author, shown, and taken back", async () => {
  const author = await db().user.create({ data: { email: "author@example.org" } });
  const other = await db().user.create({ data: { email: "other@example.org" } });
  const first = await surveyOf(author.id);
  await addInvitations({ ...first, invitees: [person("a"), person("b")] });
  const rows = await listInvitationsWithBlocks(first.surveyId, author.id);
  const [a] = rows;
  if (a === undefined) throw new Error("nobody was added");
  const chosen = { ...first, invitationIds: [a.id] };

  expect(await blockContacts({ ...chosen, actorId: other.id })).toMatchObject({ ok: false });
  expect(await blockContacts(chosen)).toEqual({ ok: true, value: { count: 1 } });
  expect(await blockContacts(chosen)).toEqual({ ok: true, value: { count: 1 } });
  expect(
    (await listInvitationsWithBlocks(first.surveyId, author.id)).map(({ blockedBy }) => blockedBy),
  ).toEqual(["reader", null]);
  expect(await sendInvitations(first)).toEqual({ ok: true, value: { queued: 1 } });
  expect(await rotateInvitation({ ...first, invitationId: a.id })).toEqual({
    ok: false,
    reason: "blocked",
  });

  const second = await surveyOf(author.id);
  const invitees = [person("a"), person("c")];
  expect(await addInvitations({ ...second, invitees })).toEqual({
    ok: true,
    value: { added: 1, blocked: 1 },
  });
  const elsewhere = await surveyOf(other.id);
  expect(await addInvitations({ ...elsewhere, invitees })).toEqual({
    ok: true,
    value: { added: 2, blocked: 0 },
  });

  expect(await unblockContacts(chosen)).toMatchObject({ ok: true });
  expect(await sendInvitations(first)).toEqual({ ok: true, value: { queued: 1 } });
});

it("what its owner said for the whole site, no author takes back", async () => {
  const author = await db().user.create({ data: { email: "third@example.org" } });
  const act = await surveyOf(author.id);
  await addInvitations({ ...act, invitees: [person("d")] });
  await db().contactBlock.create({ data: { email: "d@example.org" } });
  const [d] = await listInvitationsWithBlocks(act.surveyId, author.id);
  await unblockContacts({ ...act, invitationIds: [d?.id ?? ""] });
  expect(await listInvitationsWithBlocks(act.surveyId, author.id)).toMatchObject([
    { blockedBy: "owner" },
  ]);
  expect(await sendInvitations(act)).toEqual({ ok: true, value: { queued: 0 } });
});

it("revokes the chosen of this survey at once, and nobody else", async () => {
  const author = await db().user.create({ data: { email: "fourth@example.org" } });
  const [act, another] = [await surveyOf(author.id), await surveyOf(author.id)];
  await addInvitations({ ...act, invitees: [person("e"), person("f")] });
  await addInvitations({ ...another, invitees: [person("e")] });
  const ids = (await db().invitation.findMany({ where: { email: "e@example.org" } })).map(
    ({ id }) => id,
  );
  expect(await revokeInvitations({ ...act, invitationIds: ids })).toEqual({
    ok: true,
    value: { count: 1 },
  });
  expect(await db().invitation.count({ where: { revokedAt: { not: null } } })).toBe(1);
  expect(await revokeInvitations({ ...act, invitationIds: ids })).toMatchObject({
    value: { count: 0 },
  });
});

/** Three invited people whose mail has left, and what an author does with them. */
async function sentTo(...letters: string[]) {
  const author = await db().user.create({ data: { email: `${crypto.randomUUID()}@example.org` } });
  const act = await surveyOf(author.id);
  await addInvitations({ ...act, invitees: letters.map(person) });
  await db().invitation.updateMany({
    where: { surveyId: act.surveyId },
    data: { sentAt: now },
  });
  const rows = () => listInvitationsWithBlocks(act.surveyId, author.id);
  const ids = (await rows()).map(({ id }) => id);
  return { act, rows, ids, id: (index: number) => at(ids, index) };
}

it("a bounce recorded by hand stops reminders, and a new link to a right address takes it back", async () => {
  const { act, rows, ids, id } = await sentTo("a", "b", "c");
  const bounce = { ...act, invitationIds: [id(0)], words: "550 5.1.1 Unknown user" };
  expect(await recordBounces(bounce)).toEqual({ ok: true, value: { count: 1 } });
  expect((await rows())[0]).toMatchObject({
    state: "bounced",
    failure: "recorded by hand: 550 5.1.1 Unknown user",
  });
  expect(await remindNow({ ...act, invitationIds: [id(0)] })).toMatchObject({
    value: { queued: 0, leftOut: 1 },
  });
  const old = invitationToken({ id: id(0), generation: 1 });
  const taken = `${act.surveyId}-right@example.org`;
  const outcome = await renewInvitations({
    ...act,
    corrections: [
      { invitationId: id(0), email: taken },
      { invitationId: id(1), email: "c@example.org" },
    ],
  });
  expect(outcome).toEqual({
    ok: true,
    value: { renewed: 1, left: [{ email: "c@example.org", reason: "conflict" }] },
  });
  expect(await findInvitationByToken(old)).toBeNull();
  expect(await findInvitationByToken(invitationToken({ id: id(0), generation: 2 }))).toMatchObject({
    email: taken,
  });
  expect((await rows()).find((row) => row.id === ids[0])?.state).toBe("queued");
});

it("a mail of unknown fate waits for the author, who takes it as sent or sends anew", async () => {
  const { act, rows, id } = await sentTo("a", "b");
  await db().invitation.updateMany({ where: { surveyId: act.surveyId }, data: { sentAt: null } });
  for (const invitationId of [id(0), id(1)]) {
    await db().outboxMessage.create({
      data: {
        template: "invitation",
        dedupeKey: `invitation:${invitationId}:1`,
        surveyId: act.surveyId,
        invitationId,
        status: "unknown",
      },
    });
  }
  const states = async () => (await rows()).map(({ state }) => state);
  expect(await states()).toEqual(["unconfirmed", "unconfirmed"]);
  expect(await sendInvitations(act)).toEqual({ ok: true, value: { queued: 0 } });
  expect(await markDelivered({ ...act, invitationIds: [id(0)] })).toMatchObject({ ok: true });
  await renewInvitations({
    ...act,
    corrections: [{ invitationId: id(1), email: "b@example.org" }],
  });
  expect(await states()).toEqual(["sent", "queued"]);
  const reminded = await remindNow({ ...act, invitationIds: [id(0), id(1)] });
  expect(reminded).toMatchObject({ value: { queued: 1, leftOut: 1 } });
});

it("none of it is done for a stranger, nor to the people of another survey", async () => {
  const { act, rows, ids } = await sentTo("a");
  const stranger = await sentTo("b");
  const before = await rows();
  const acts = (actor: typeof act) => [
    extendInvitations({ ...actor, invitationIds: ids, lastDay: "" }),
    recordBounces({ ...actor, invitationIds: ids, words: "" }),
    markDelivered({ ...actor, invitationIds: ids }),
    revokeInvitations({ ...actor, invitationIds: ids }),
  ];
  for (const outcome of await Promise.all(acts({ ...act, actorId: stranger.act.actorId }))) {
    expect(outcome).toEqual({ ok: false, reason: "not-found" });
  }
  const nobody = { ok: true, value: { count: 0 } };
  const [extended, ...done] = await Promise.all(acts(stranger.act));
  expect(extended).toEqual({ ok: true, value: { count: 0, told: 0 } });
  for (const outcome of done) expect(outcome).toEqual(nobody);
  expect(
    await renewInvitations({
      ...stranger.act,
      corrections: [{ invitationId: at(ids, 0), email: "x@example.org" }],
    }),
  ).toEqual({ ok: false, reason: "not-found" });
  expect(await rows()).toEqual(before);
});
