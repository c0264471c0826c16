import type { Tx } from "@/lib/platform/db";
import { queueMails } from "@/lib/platform/outbox";
import { moreTimeKey, untilOf } from "./occasion";

/**
 * Queues the mail that tells people until when they may answer: for those who have their invitation, and once for each day that
 * is given, however often the button is pressed. Who may still be written to is judged where it is rendered. Returns how many.
 */
export async function tellMoreTime(
  tx: Tx,
  where: { readonly id: { readonly in: string[] }; readonly surveyId: string },
  until: Date,
): Promise<number> {
  // Two presses at once take turns, so that the second finds the mails of the first.
  await tx.$queryRaw`SELECT 1 FROM "Invitation" WHERE id = ANY(${where.id.in}::uuid[]) ORDER BY id FOR UPDATE`;
  const people = await tx.invitation.findMany({
    where: {
      ...where,
      email: { not: null },
      sentAt: { not: null },
      bouncedAt: null,
      revokedAt: null,
      withdrawnAt: null,
      declinedAt: null,
      unsubscribedAt: null,
      responses: { none: { submittedAt: { not: null } } },
    },
    select: {
      id: true,
      messages: {
        where: { template: "more-time" },
        orderBy: { createdAt: "desc" },
        select: { dedupeKey: true },
      },
    },
  });
  const untold = people.filter(
    ({ messages: [last] }) => last === undefined || untilOf(last.dedupeKey) !== until.getTime(),
  );
  await queueMails(
    tx,
    untold.map(({ id, messages }) => ({
      template: "more-time",
      dedupeKey: moreTimeKey(id, until, messages.length),
      surveyId: where.surveyId,
      invitationId: id,
    })),
  );
  return untold.length;
}
