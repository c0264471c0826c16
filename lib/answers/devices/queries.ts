import { db, planOnce } from "@/lib/platform/db";

/** A browser in which an expert opened their link, and which can still read and change the answers. */
export type Device = {
  readonly id: string;
  /** Browser and system; empty where they are not known. */
  readonly words: string;
  readonly createdAt: Date;
  /** To the hour. */
  readonly lastSeenAt: Date;
};

/** The devices of an invitation whose sessions are alive, the one used last first. */
export async function listDevices(
  invitation: { readonly id: string; readonly generation: number },
  now: Date,
): Promise<Device[]> {
  const { id: invitationId, generation } = invitation;
  const sessions = await db().invitationSession.findMany({
    where: { invitationId, generation, expiresAt: { gt: now } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    select: { id: true, device: true, createdAt: true, lastSeenAt: true },
  });
  return sessions.map(({ device, ...session }) => ({ ...session, words: device }));
}

/** The device's session, when it is alive and its link is the current one. */
export async function findSession(tokenHash: string, now: Date) {
  const session = await db().invitationSession.findFirst({
    where: { tokenHash, expiresAt: { gt: now }, invitation: { revokedAt: null } },
    include: { invitation: { include: { survey: true } } },
  });
  if (session === null || session.generation !== session.invitation.generation) return null;
  return session;
}

type SavingSession = {
  readonly id: string;
  readonly lastSeenAt: Date;
  readonly invitationId: string;
  readonly responseId: string;
  /** How often it was submitted. */
  readonly submission: number;
};

/** The invitation and response behind a device's session, for a save: one statement, because each save waits for it. */
export async function findSavingSession(
  tokenHash: string,
  now: Date,
): Promise<SavingSession | null> {
  const [found] = await db().$queryRaw<SavingSession[]>`${planOnce}
    SELECT s."id", s."lastSeenAt", i."id" AS "invitationId", r."id" AS "responseId", r."submission"
    FROM "InvitationSession" s
    JOIN "Invitation" i ON i."id" = s."invitationId" AND i."generation" = s."generation"
    JOIN "Survey" v ON v."id" = i."surveyId"
    JOIN "Response" r ON r."invitationId" = i."id" AND r."round" = v."round"
    WHERE s."tokenHash" = ${tokenHash} AND s."expiresAt" > ${now} AND i."revokedAt" IS NULL`;
  return found ?? null;
}

/** Why a response that a page still shows takes nothing any more, from no browser: erased, or its invitation revoked. */
export async function findLoss(responseId: string): Promise<"erased" | "revoked" | null> {
  const response = await db().response.findUnique({
    where: { id: responseId },
    select: { invitation: { select: { erasedAt: true, revokedAt: true } } },
  });
  // An erasure leaves no response; the one at the end of the promised time leaves it without words.
  if (response === null || response.invitation.erasedAt !== null) return "erased";
  return response.invitation.revokedAt === null ? null : "revoked";
}
