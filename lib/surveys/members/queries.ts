import { findAdmission } from "@/lib/auth/queries";
import { db, type Tx } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client/client";
import type { Role } from "../policy";

/** An invite that waits for an answer. */
export function openInvites(now: Date) {
  return {
    acceptedAt: null,
    declinedAt: null,
    revokedAt: null,
    expiresAt: { gt: now },
  } satisfies Prisma.MemberInviteWhereInput;
}

export type MemberRow = {
  readonly userId: string;
  readonly name: string | null;
  readonly email: string;
  readonly role: Role;
  readonly since: Date;
};

export type InviteRow = {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly handsOver: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly isExpired: boolean;
};

/** Who works on a survey and who was asked to, for its members; empty for everybody else. Only owners see who was asked. */
export async function listMembers(
  surveyId: string,
  userId: string,
  now: Date,
): Promise<{ readonly members: readonly MemberRow[]; readonly invites: readonly InviteRow[] }> {
  const members = await db().surveyMember.findMany({
    where: { surveyId, survey: { members: { some: { userId } } } },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }],
    include: { user: { select: { name: true, email: true } } },
  });
  const invites = await db().memberInvite.findMany({
    where: {
      surveyId,
      survey: { members: { some: { userId, role: "owner" } } },
      acceptedAt: null,
      declinedAt: null,
      revokedAt: null,
    },
    orderBy: { createdAt: "desc" },
  });
  return {
    members: members.map(({ user, role, createdAt, ...member }) => ({
      userId: member.userId,
      ...user,
      role,
      since: createdAt,
    })),
    invites: invites.map((invite) => ({
      id: invite.id,
      email: invite.email,
      role: invite.role,
      handsOver: invite.handsOver,
      createdAt: invite.createdAt,
      expiresAt: invite.expiresAt,
      isExpired: invite.expiresAt <= now,
    })),
  };
}

const asked = {
  survey: { select: { id: true, title: true } },
  invitedBy: { select: { name: true, email: true } },
} satisfies Prisma.MemberInviteInclude;

export type OpenInvite = Prisma.MemberInviteGetPayload<{ include: typeof asked }>;

/** An invite that can still be answered; null where it was answered, taken back, or has run out. */
export function findOpenInvite(
  inviteId: string,
  now: Date,
  client: Tx = db(),
): Promise<OpenInvite | null> {
  return client.memberInvite.findFirst({
    where: { id: inviteId, ...openInvites(now) },
    include: asked,
  });
}

/** What somebody with this address was asked and has not answered. */
export function listInvitesTo(email: string, now: Date): Promise<OpenInvite[]> {
  return db().memberInvite.findMany({
    where: { email, ...openInvites(now) },
    orderBy: { createdAt: "asc" },
    include: asked,
  });
}

/** Whether an address has an account, and how it stands with the owner of the site. */
export async function findInvitee(email: string, client: Tx = db()) {
  const user = await client.user.findUnique({ where: { email }, select: { id: true } });
  return { userId: user?.id ?? null, admission: await findAdmission(email, client) };
}
