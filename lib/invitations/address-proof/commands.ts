import type { Outcome } from "@/lib/core/errors";
import { transaction } from "@/lib/platform/db";
import { mailServerUrl } from "@/lib/platform/env";
import { queueMail } from "@/lib/platform/outbox";

/** Two presses are one mail; and a day has few of them, since a link that was passed on can press too. */
const pauseMs = 10 * 60_000;
const aDay = 24 * 3600 * 1000;
const mostInADay = 4;

/**
 * Mails a link to somebody's own address that shows what this site holds about it. Says the same whether a mail leaves or one has
 * just left.
 */
export async function askForAddressProof(
  invitation: { readonly id: string; readonly surveyId: string; readonly email: string | null },
  now: Date,
): Promise<Outcome<null>> {
  if (mailServerUrl() === null) return { ok: false, reason: "no-mail" };
  if (invitation.email === null) return { ok: false, reason: "not-found" };
  await transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Invitation" WHERE id = ${invitation.id}::uuid FOR UPDATE`;
    const mails = await tx.outboxMessage.findMany({
      where: {
        invitationId: invitation.id,
        template: "address-proof",
        createdAt: { gt: new Date(now.getTime() - aDay) },
      },
      select: { createdAt: true },
    });
    const last = Math.max(0, ...mails.map(({ createdAt }) => createdAt.getTime()));
    if (mails.length >= mostInADay || now.getTime() - last < pauseMs) return;
    await queueMail(tx, {
      template: "address-proof",
      dedupeKey: `address-proof:${invitation.id}:${now.getTime()}`,
      surveyId: invitation.surveyId,
      invitationId: invitation.id,
    });
  });
  return { ok: true, value: null };
}
