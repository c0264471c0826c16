import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { addInvitations, rotateInvitation, sendInvitations } = await import("../commands");
const { blockContacts, unblockContacts } = await import("../contact-blocks/commands");
const { listInvitationsWithBlocks } = await import("../queries");
const { revokeInvitations } = await import("./commands");

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
