import { db, transaction } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { errorFacts, log } from "@/lib/platform/log";
import { type Delivery, type RenderedMail, sendMail } from "@/lib/platform/mail";
import { enqueue } from "@/lib/platform/queue";
import type { OutboxMessage } from "@/prisma/generated/client/client";

/** A template reads what it needs by the message's ids. `skip` says why the mail is not wanted any more. */
export type MailRenderer = (message: OutboxMessage) => Promise<RenderedMail | { skip: string }>;

/** For how long a mail server may be away before a message is given up. */
const patienceMs = 3 * 24 * 3600 * 1000;

/** Seconds before the next attempt: soon at first, so that a server that comes back gets its mail within seconds. */
export function backoffSeconds(attempts: number): number {
  return attempts > 100 ? 120 : Math.min(2 ** attempts, 10);
}

/** The same for every attempt at one message, so that a mail client takes two copies for one. */
function messageIdOf(message: OutboxMessage): string {
  return `<${message.id}@${new URL(env().SITE_URL).hostname}>`;
}

/**
 * Sends one message of the outbox, unless another worker has it. It is claimed before the first byte leaves, so two
 * workers never send it twice; what becomes of it is written down right after.
 */
export async function deliverMessage(
  id: string,
  renderers: Readonly<Record<string, MailRenderer>>,
  now: () => Date,
): Promise<void> {
  const claimed = await db().outboxMessage.updateMany({
    where: { id, status: "queued", nextAttemptAt: { lte: now() } },
    data: { status: "sending", startedAt: now(), attempts: { increment: 1 } },
  });
  if (claimed.count === 0) return;
  const message = await db().outboxMessage.findUniqueOrThrow({ where: { id } });
  let delivery: Delivery;
  try {
    const mail = await renderers[message.template]?.(message);
    if (mail === undefined) delivery = { kind: "refused", reason: "unknown template" };
    else if ("skip" in mail) delivery = { kind: "refused", reason: mail.skip };
    else delivery = await sendMail(mail, messageIdOf(message));
  } catch (error) {
    // Nothing has left: rendering failed, and may succeed once what it reads is there again.
    log.error({ messageId: id, ...errorFacts(error) }, "mail could not be rendered");
    delivery = { kind: "later", reason: "the message could not be prepared" };
  }
  await recordDelivery(message, delivery, now());
  log.info({ messageId: id, template: message.template, outcome: delivery.kind }, "mail");
}

async function recordDelivery(message: OutboxMessage, delivery: Delivery, at: Date): Promise<void> {
  const { id, invitationId } = message;
  const isInvitation = message.template === "invitation" && invitationId !== null;
  await transaction(async (tx) => {
    switch (delivery.kind) {
      case "sent":
        await tx.outboxMessage.update({
          where: { id },
          data: { status: "sent", sentAt: at, lastError: null },
        });
        if (isInvitation) {
          await tx.invitation.update({
            where: { id: invitationId },
            data: { sentAt: at, bouncedAt: null, bounceReason: null },
          });
        }
        return;
      case "later": {
        const givenUp = at.getTime() - message.createdAt.getTime() > patienceMs;
        const seconds = backoffSeconds(message.attempts);
        await tx.outboxMessage.update({
          where: { id },
          data: {
            status: givenUp ? "failed" : "queued",
            lastError: delivery.reason,
            nextAttemptAt: new Date(at.getTime() + seconds * 1000),
          },
        });
        if (!givenUp) await enqueue(tx, { name: "mail.send", messageId: id }, seconds);
        return;
      }
      case "refused":
        await tx.outboxMessage.update({
          where: { id },
          data: { status: "failed", lastError: delivery.reason },
        });
        if (isInvitation) {
          await tx.invitation.update({
            where: { id: invitationId },
            data: { bouncedAt: at, bounceReason: delivery.reason },
          });
        }
        return;
      case "unknown":
        await tx.outboxMessage.update({
          where: { id },
          data: { status: "unknown", lastError: delivery.reason },
        });
    }
  });
}

/**
 * Marks messages that a worker had in hand when it died as unknown: the server may have taken them. They are never sent
 * again by themselves. Returns how many there were.
 */
export async function markInterrupted(now: Date, olderThanMs: number): Promise<number> {
  const { count } = await db().outboxMessage.updateMany({
    where: { status: "sending", startedAt: { lt: new Date(now.getTime() - olderThanMs) } },
    data: { status: "unknown", lastError: "the worker stopped while it was sending" },
  });
  return count;
}
