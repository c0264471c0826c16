import { db } from "@/lib/platform/db";

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
