import { recordAudit } from "@/lib/audit/commands";
import type { NewSession } from "@/lib/auth/commands";
import { findAdmission } from "@/lib/auth/queries";
import type { Outcome } from "@/lib/core/errors";
import { type Tx, transaction } from "@/lib/platform/db";
import { mailServerUrl } from "@/lib/platform/env";
import { queueMail } from "@/lib/platform/outbox";
import { randomToken } from "@/lib/platform/tokens";
import { canManageMembers, type Role } from "../policy";
import { findInvitee, findOpenInvite, type OpenInvite, openInvites } from "./queries";
import { inviteDays } from "./schema";

type Act = { readonly surveyId: string; readonly actorId: string; readonly now: Date };

/** More open questions than a survey has people are a mistake, or mail to strangers. */
const mostOpenInvites = 30;

/** The role of somebody in a survey, which is locked, so that changes of its members come one after another. */
async function lockMembers(tx: Tx, { surveyId, actorId }: Act): Promise<Role | null> {
  await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE "id" = ${surveyId}::uuid FOR UPDATE`;
  const member = await tx.surveyMember.findUnique({
    where: { surveyId_userId: { surveyId, userId: actorId } },
  });
  return member?.role ?? null;
}

/** The same, for an owner alone. */
async function lockAsOwner(tx: Tx, input: Act): Promise<Outcome<null>> {
  const role = await lockMembers(tx, input);
  if (role === null) return { ok: false, reason: "not-found" };
  return canManageMembers(role) ? { ok: true, value: null } : { ok: false, reason: "not-allowed" };
}

async function ask(
  tx: Tx,
  { surveyId, actorId, now }: Act,
  what: { readonly email: string; readonly role: Role; readonly handsOver: boolean },
): Promise<Outcome<null>> {
  const { admission } = await findInvitee(what.email, tx);
  if (admission === "removed") return { ok: false, reason: "blocked" };
  const open = await tx.memberInvite.count({ where: { surveyId, ...openInvites(now) } });
  if (open >= mostOpenInvites) return { ok: false, reason: "too-many-requests" };
  // A newer question takes the place of an older one to the same address.
  await tx.memberInvite.updateMany({
    where: { surveyId, email: what.email, acceptedAt: null, declinedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  const invite = await tx.memberInvite.create({
    data: {
      surveyId,
      ...what,
      invitedById: actorId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + inviteDays * 86_400_000),
    },
    select: { id: true },
  });
  // The renderer reads the address from the invite.
  await queueMail(tx, {
    template: "member-invite",
    dedupeKey: `member-invite:${invite.id}`,
    surveyId,
  });
  await recordAudit(tx, {
    kind: what.handsOver ? "survey.handover-offered" : "member.invited",
    actorId,
    surveyId,
    details: { inviteId: invite.id, role: what.role },
  });
  return { ok: true, value: null };
}

/** Asks somebody by mail to work on a survey. Whoever is a member already is refused: their role is changed instead. */
export function inviteMember(
  input: Act & { readonly email: string; readonly role: Role },
): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const allowed = await lockAsOwner(tx, input);
    if (!allowed.ok) return allowed;
    const { surveyId, email, role } = input;
    const members = await tx.surveyMember.count({ where: { surveyId, user: { email } } });
    if (members > 0) return { ok: false, reason: "conflict" };
    return ask(tx, input, { email, role, handsOver: false });
  });
}

/** Offers the survey to another member: once they accept they own it, and who gave it becomes an editor. */
export function offerHandover(input: Act & { readonly userId: string }): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const allowed = await lockAsOwner(tx, input);
    if (!allowed.ok) return allowed;
    const member = await tx.surveyMember.findUnique({
      where: { surveyId_userId: { surveyId: input.surveyId, userId: input.userId } },
      include: { user: { select: { email: true } } },
    });
    if (member === null) return { ok: false, reason: "not-found" };
    if (member.role === "owner") return { ok: false, reason: "conflict" };
    return ask(tx, input, { email: member.user.email, role: "owner", handsOver: true });
  });
}

/** Takes an invite back: its link is dead. */
export function revokeInvite(input: Act & { readonly inviteId: string }): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const allowed = await lockAsOwner(tx, input);
    if (!allowed.ok) return allowed;
    const { surveyId, actorId, inviteId, now } = input;
    const { count } = await tx.memberInvite.updateMany({
      where: { id: inviteId, surveyId, acceptedAt: null, declinedAt: null, revokedAt: null },
      data: { revokedAt: now },
    });
    if (count === 0) return { ok: false, reason: "not-found" };
    await recordAudit(tx, {
      kind: "member.invite-revoked",
      actorId,
      surveyId,
      details: { inviteId },
    });
    return { ok: true, value: null };
  });
}

/** Makes somebody a member as an invite says. */
async function join(
  tx: Tx,
  invite: OpenInvite,
  userId: string,
  now: Date,
): Promise<Outcome<{ surveyId: string }>> {
  const { surveyId, role, handsOver, invitedById } = invite;
  const of = (id: string) => ({ surveyId_userId: { surveyId, userId: id } });
  // Whoever asked may have left, or lost the right to ask, since.
  const asker =
    invitedById === null
      ? null
      : await tx.surveyMember.findUnique({
          where: of(invitedById),
          include: { user: { select: { email: true } } },
        });
  if (asker === null || !canManageMembers(asker.role)) return { ok: false, reason: "link-invalid" };
  const admission = await findAdmission(asker.user.email, tx);
  if (admission === null || admission === "removed") return { ok: false, reason: "link-invalid" };
  const member = await tx.surveyMember.findUnique({ where: of(userId) });
  if (handsOver && member === null) return { ok: false, reason: "link-invalid" };
  if (member === null) {
    await tx.surveyMember.create({ data: { surveyId, userId, role, createdAt: now } });
  } else if (role === "owner") {
    await tx.surveyMember.update({ where: of(userId), data: { role } });
  }
  if (handsOver && asker.userId !== userId) {
    await tx.surveyMember.update({ where: of(asker.userId), data: { role: "editor" } });
  }
  await tx.memberInvite.update({ where: { id: invite.id }, data: { acceptedAt: now } });
  await recordAudit(tx, {
    kind: handsOver ? "survey.handed-over" : "member.joined",
    actorId: userId,
    surveyId,
    details: { inviteId: invite.id, role, ...(handsOver ? { fromId: asker.userId } : {}) },
  });
  return { ok: true, value: { surveyId } };
}

/** The invite that is about to be answered, with its survey locked. */
async function lockInvite(tx: Tx, inviteId: string, now: Date): Promise<OpenInvite | null> {
  await tx.$queryRaw`
    SELECT 1 FROM "Survey" s JOIN "MemberInvite" i ON i."surveyId" = s."id"
    WHERE i."id" = ${inviteId}::uuid FOR UPDATE OF s`;
  return findOpenInvite(inviteId, now, tx);
}

/** Somebody who is signed in takes an invite that went to their own address. */
export function acceptInvite(input: {
  readonly inviteId: string;
  readonly actor: { readonly id: string; readonly email: string };
  readonly now: Date;
}): Promise<Outcome<{ surveyId: string }>> {
  return transaction(async (tx) => {
    const invite = await lockInvite(tx, input.inviteId, input.now);
    if (invite === null || invite.email !== input.actor.email) {
      return { ok: false, reason: "link-invalid" };
    }
    return join(tx, invite, input.actor.id, input.now);
  });
}

type Newcomer = { readonly surveyId: string; readonly session: NewSession };

/**
 * Somebody without an account takes an invite by the link of its mail, which proves that the address is theirs: they get
 * an account as a guest, and a session. Whoever has an account signs in instead; whom the owner removed is refused.
 */
export function acceptInviteAsNewcomer(input: {
  readonly inviteId: string;
  readonly name: string;
  readonly now: Date;
  readonly sessionDays: number;
}): Promise<Outcome<Newcomer>> {
  return transaction(async (tx): Promise<Outcome<Newcomer>> => {
    const { now } = input;
    const invite = await lockInvite(tx, input.inviteId, now);
    if (invite === null) return { ok: false, reason: "link-invalid" };
    const { userId, admission } = await findInvitee(invite.email, tx);
    if (admission === "removed") return { ok: false, reason: "blocked" };
    if (userId !== null) return { ok: false, reason: "not-signed-in" };
    // A link that somebody handed over proves no address: whoever holds it would be that person here.
    if (mailServerUrl() === null) return { ok: false, reason: "not-signed-in" };
    const user = await tx.user.create({
      data: { email: invite.email, name: input.name, emailVerified: now },
      select: { id: true },
    });
    await tx.admittedAddress.createMany({
      data: [{ email: invite.email, admittedById: invite.invitedById, guest: true }],
      skipDuplicates: true,
    });
    const joined = await join(tx, invite, user.id, now);
    // Thrown, because the account must not be left behind by a refusal.
    if (!joined.ok) throw new NobodyAsks();
    const session = {
      sessionToken: randomToken(),
      expires: new Date(now.getTime() + input.sessionDays * 86_400_000),
    };
    await tx.session.create({ data: { ...session, userId: user.id } });
    return { ok: true, value: { ...joined.value, session } };
  }).catch((error: unknown): Outcome<Newcomer> => {
    if (error instanceof NobodyAsks) return { ok: false, reason: "link-invalid" };
    throw error;
  });
}

/** Whoever asked may not ask any more. */
class NobodyAsks extends Error {}

/** Says no to an invite: by whoever is signed in with its address, or holds its link. */
export function declineInvite(input: {
  readonly inviteId: string;
  /** Null where the link itself is the proof. */
  readonly actor: { readonly id: string; readonly email: string } | null;
  readonly now: Date;
}): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const invite = await lockInvite(tx, input.inviteId, input.now);
    if (invite === null || (input.actor !== null && invite.email !== input.actor.email)) {
      return { ok: false, reason: "link-invalid" };
    }
    await tx.memberInvite.update({ where: { id: invite.id }, data: { declinedAt: input.now } });
    await recordAudit(tx, {
      kind: "member.invite-declined",
      ...(input.actor === null ? {} : { actorId: input.actor.id }),
      surveyId: invite.surveyId,
      details: { inviteId: invite.id },
    });
    return { ok: true, value: null };
  });
}

/** Whether somebody is the only owner that a survey has. */
async function isLastOwner(tx: Tx, surveyId: string, userId: string): Promise<boolean> {
  const owners = await tx.surveyMember.findMany({ where: { surveyId, role: "owner" } });
  return owners.length === 1 && owners[0]?.userId === userId;
}

/** Makes a member an editor or a viewer. Owners are made by invite and by handing over, since they must accept. */
export function changeRole(
  input: Act & { readonly userId: string; readonly role: "editor" | "viewer" },
): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const allowed = await lockAsOwner(tx, input);
    if (!allowed.ok) return allowed;
    const { surveyId, actorId, userId, role } = input;
    const where = { surveyId_userId: { surveyId, userId } };
    const member = await tx.surveyMember.findUnique({ where });
    if (member === null) return { ok: false, reason: "not-found" };
    if (member.role === role) return { ok: true, value: null };
    if (await isLastOwner(tx, surveyId, userId)) return { ok: false, reason: "conflict" };
    await tx.surveyMember.update({ where, data: { role } });
    await recordAudit(tx, {
      kind: "member.role-changed",
      actorId,
      surveyId,
      details: { userId, before: member.role, after: role },
    });
    return { ok: true, value: null };
  });
}

/** Ends a membership: an owner removes somebody, or somebody leaves. The last owner stays. */
export function removeMember(input: Act & { readonly userId: string }): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const { surveyId, actorId, userId } = input;
    const role = await lockMembers(tx, input);
    if (role === null) return { ok: false, reason: "not-found" };
    if (userId !== actorId && !canManageMembers(role)) return { ok: false, reason: "not-allowed" };
    if (await isLastOwner(tx, surveyId, userId)) return { ok: false, reason: "conflict" };
    const { count } = await tx.surveyMember.deleteMany({ where: { surveyId, userId } });
    if (count === 0) return { ok: false, reason: "not-found" };
    await recordAudit(tx, {
      kind: userId === actorId ? "member.left" : "member.removed",
      actorId,
      surveyId,
      details: { userId },
    });
    return { ok: true, value: null };
  });
}
