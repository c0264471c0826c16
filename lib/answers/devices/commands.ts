import { recordAudit } from "@/lib/audit/commands";
import { db, transaction } from "@/lib/platform/db";

const hourMs = 3_600_000;

/** Notes that a device was in use, to the hour: a finer time is of no use to anybody. */
export async function markSeen(
  session: { readonly id: string; readonly lastSeenAt: Date },
  now: Date,
): Promise<void> {
  const before = new Date(now.getTime() - hourMs);
  if (session.lastSeenAt > before) return;
  await db().invitationSession.updateMany({
    where: { id: session.id, lastSeenAt: { lte: before } },
    data: { lastSeenAt: now },
  });
}

/**
 * Ends the session of another device of the same expert, or of all others; their links go on working. Gives how many ended.
 * The device that asks stays, whatever it names.
 */
export async function endOtherDevices(
  session: { readonly id: string; readonly invitationId: string; readonly surveyId: string },
  which: string | "all",
): Promise<number> {
  const { invitationId, surveyId } = session;
  return transaction(async (tx) => {
    const ended = await tx.invitationSession.deleteMany({
      where: {
        invitationId,
        id: which === "all" ? { not: session.id } : { equals: which, not: session.id },
      },
    });
    if (ended.count > 0) {
      await recordAudit(tx, {
        kind: "device.ended",
        surveyId,
        details: { invitationId, devices: ended.count },
      });
    }
    return ended.count;
  });
}
