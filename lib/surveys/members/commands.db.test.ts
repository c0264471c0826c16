import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { seedSurvey } = await import("@/e2e/support/seeds");
const { admitAddress, removeAddress } = await import("@/lib/auth/commands");
const { findAdmittedUser, isAdmitted } = await import("@/lib/auth/queries");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const commands = await import("./commands");
const { renderMemberInviteMail } = await import("./emails/invite");
const { inviteToken, readInviteToken } = await import("./links");
const { listInvitesTo, listMembers } = await import("./queries");

// The moment itself, because mails are written for it.
const now = new Date();
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
let surveyId = "";
let owner = { id: "", email: "" };
let count = 0;

const address = (who: string) => `${who}-${++count}@example.org`;

/** Somebody who may sign in. */
async function author(who: string) {
  const email = address(who);
  const user = await db().user.create({ data: { email, name: who } });
  await db().admittedAddress.create({ data: { email } });
  return { id: user.id, email };
}

async function member(role: "owner" | "editor" | "viewer") {
  const user = await author(role);
  await db().surveyMember.create({ data: { surveyId, userId: user.id, role } });
  return user;
}

const openInvite = async (email: string) => (await listInvitesTo(email, now))[0]?.id ?? "";
const roles = async () =>
  Object.fromEntries(
    (await db().surveyMember.findMany({ where: { surveyId } })).map(({ userId, role }) => [
      userId,
      role,
    ]),
  );
const act = () => ({ surveyId, actorId: owner.id, now });

beforeEach(async () => {
  const seeded = await seedSurvey(now, []);
  surveyId = seeded.survey.id;
  owner = seeded.owner;
  await db().admittedAddress.create({ data: { email: owner.email } });
});
afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

describe("an invite", () => {
  it("lets somebody new in as a guest, once, by the link of the mail", async () => {
    const email = address("newcomer");
    expect(await commands.inviteMember({ ...act(), email, role: "editor" })).toMatchObject({
      ok: true,
    });
    expect(await isAdmitted(email)).toBe(false);
    const [message] = await db().outboxMessage.findMany({ where: { surveyId } });
    expect(JSON.stringify(message)).not.toContain(email);
    const inviteId = await openInvite(email);
    const mail = message && (await renderMemberInviteMail(message));
    expect(mail).toMatchObject({ to: { address: email }, replyTo: owner.email });
    expect(mail).toHaveProperty("text", expect.stringContaining(`/join/${inviteToken(inviteId)}`));

    const take = () =>
      commands.acceptInviteAsNewcomer({ inviteId, name: "New", now, sessionDays: 30 });
    const both = await Promise.all([take(), take()]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const user = await findAdmittedUser(email);
    expect(user).toMatchObject({ isGuest: true, isOwner: false, name: "New" });
    expect((await roles())[user?.id ?? ""]).toBe("editor");
    expect(message && (await renderMemberInviteMail(message))).toHaveProperty("skip");

    await admitAddress({ email, actorId: owner.id });
    expect(await findAdmittedUser(email)).toMatchObject({ isGuest: false });
  });

  it("is taken by nobody else, not after its time, and not once taken back or replaced", async () => {
    const guest = await author("guest");
    const stranger = await author("stranger");
    await commands.inviteMember({ ...act(), email: guest.email, role: "viewer" });
    const first = await openInvite(guest.email);
    const take = (inviteId: string, actor: typeof guest, at = now) =>
      commands.acceptInvite({ inviteId, actor, now: at });
    const dead = { ok: false, reason: "link-invalid" };
    expect(await take(first, stranger)).toEqual(dead);
    expect(await commands.declineInvite({ inviteId: first, actor: stranger, now })).toEqual(dead);
    expect(await take(first, guest, later(15))).toEqual(dead);
    expect(
      await commands.acceptInviteAsNewcomer({ inviteId: first, name: "X", now, sessionDays: 1 }),
    ).toEqual({ ok: false, reason: "not-signed-in" });
    await commands.inviteMember({ ...act(), email: guest.email, role: "editor" });
    expect(await take(first, guest)).toEqual(dead);
    const second = await openInvite(guest.email);
    await commands.revokeInvite({ ...act(), inviteId: second });
    expect(await take(second, guest)).toEqual(dead);
    expect(await roles()).toEqual({ [owner.id]: "owner" });
    expect(readInviteToken(`${second}.forged`)).toBeNull();
    expect(readInviteToken(inviteToken(second))).toBe(second);
  });

  it("dies with the right of whoever asked, and leaves no account behind", async () => {
    const other = await member("owner");
    const email = address("newcomer");
    await commands.inviteMember({ surveyId, actorId: other.id, now, email, role: "editor" });
    await commands.changeRole({ ...act(), userId: other.id, role: "editor" });
    const inviteId = await openInvite(email);
    expect(
      await commands.acceptInviteAsNewcomer({ inviteId, name: "X", now, sessionDays: 1 }),
    ).toEqual({ ok: false, reason: "link-invalid" });
    expect(await db().user.count({ where: { email } })).toBe(0);
    expect(await isAdmitted(email)).toBe(false);
  });

  it("does not bring back whom the owner of the site removed", async () => {
    const guest = await author("removed");
    await removeAddress({ email: guest.email, actorId: owner.id, now });
    expect(await isAdmitted(guest.email)).toBe(false);
    expect(await commands.inviteMember({ ...act(), email: guest.email, role: "viewer" })).toEqual({
      ok: false,
      reason: "blocked",
    });
    await admitAddress({ email: guest.email, actorId: owner.id });
    expect(
      await commands.inviteMember({ ...act(), email: guest.email, role: "viewer" }),
    ).toMatchObject({ ok: true });
  });
});

describe("handing over", () => {
  it("changes nothing until the other accepts, and then makes the giver an editor", async () => {
    const heir = await member("viewer");
    expect(await commands.offerHandover({ ...act(), userId: heir.id })).toMatchObject({ ok: true });
    expect((await roles())[heir.id]).toBe("viewer");
    const outcome = await commands.acceptInvite({
      inviteId: await openInvite(heir.email),
      actor: heir,
      now,
    });
    expect(outcome).toMatchObject({ ok: true });
    expect(await roles()).toEqual({ [heir.id]: "owner", [owner.id]: "editor" });
  });

  it("is an owner's alone, goes to members alone, and can be declined", async () => {
    const editor = await member("editor");
    const stranger = await author("stranger");
    const offer = (actorId: string, userId: string) =>
      commands.offerHandover({ surveyId, actorId, userId, now });
    expect(await offer(editor.id, editor.id)).toEqual({ ok: false, reason: "not-allowed" });
    expect(await offer(stranger.id, editor.id)).toEqual({ ok: false, reason: "not-found" });
    expect(await offer(owner.id, stranger.id)).toEqual({ ok: false, reason: "not-found" });
    expect(await offer(owner.id, owner.id)).toEqual({ ok: false, reason: "conflict" });
    await offer(owner.id, editor.id);
    const inviteId = await openInvite(editor.email);
    await commands.declineInvite({ inviteId, actor: editor, now });
    expect(await commands.acceptInvite({ inviteId, actor: editor, now })).toMatchObject({
      ok: false,
    });
    expect(await roles()).toEqual({ [owner.id]: "owner", [editor.id]: "editor" });
  });
});

it("tells members who works on it, owners who was asked, and strangers nothing", async () => {
  const viewer = await member("viewer");
  await commands.inviteMember({ ...act(), email: address("asked"), role: "viewer" });
  const seen = (userId: string) => listMembers(surveyId, userId, now);
  expect((await seen(owner.id)).invites).toHaveLength(1);
  expect(await seen(viewer.id)).toMatchObject({ invites: [] });
  expect((await seen(viewer.id)).members).toHaveLength(2);
  expect(await seen((await author("stranger")).id)).toEqual({ members: [], invites: [] });
});

it("whatever members do at once, a survey keeps an owner, and every change stands in the trail", async () => {
  const people = [owner, await member("owner"), await member("editor"), await member("viewer")];
  const who = fc.constantFrom(...people);
  const move = fc.oneof(
    fc.record({ kind: fc.constant("remove" as const), actor: who, target: who }),
    fc.record({
      kind: fc.constant("role" as const),
      actor: who,
      target: who,
      role: fc.constantFrom("editor" as const, "viewer" as const),
    }),
    fc.record({ kind: fc.constant("handover" as const), actor: who, target: who }),
  );
  const play = async (one: typeof move extends fc.Arbitrary<infer T> ? T : never) => {
    const input = { surveyId, actorId: one.actor.id, userId: one.target.id, now };
    if (one.kind === "remove") return commands.removeMember(input);
    if (one.kind === "role") return commands.changeRole({ ...input, role: one.role });
    await commands.offerHandover(input);
    const inviteId = await openInvite(one.target.email);
    return inviteId === "" ? null : commands.acceptInvite({ inviteId, actor: one.target, now });
  };
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 6 }), async (moves) => {
      await db().surveyMember.deleteMany({ where: { surveyId } });
      await db().surveyMember.createMany({
        data: people.map(({ id }, at) => ({
          surveyId,
          userId: id,
          role: (["owner", "owner", "editor", "viewer"] as const)[at] ?? "viewer",
        })),
      });
      const before = await roles();
      const trail = await db().auditEvent.count({ where: { surveyId } });
      await Promise.all(moves.map(play));
      const after = await roles();
      expect(Object.values(after)).toContain("owner");
      if (JSON.stringify(before) !== JSON.stringify(after)) {
        expect(await db().auditEvent.count({ where: { surveyId } })).toBeGreaterThan(trail);
      }
    }),
    { numRuns: 15 },
  );
});
