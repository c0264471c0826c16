import { db, transaction } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";
import { errorFacts, log } from "@/lib/platform/log";
import { type Delivery, type RenderedMail, sendMail } from "@/lib/platform/mail";
import { enqueue } from "@/lib/platform/queue";
import { regenerateSynthesis } from "@/lib/synthesis/commands";
import type { OutboxMessage } from "@/prisma/generated/client/client";

/** Turns an outbox row into the mail itself; `skip` says why there is nothing to send any more. */
export type RenderMail = (message: OutboxMessage) => Promise<RenderedMail | { skip: string }>;

const patienceMs = 3 * 24 * 3600 * 1000;

/** Seconds until the next attempt: soon at first, so that a mail server that comes back is not kept waiting. */
export function retryDelaySeconds(attempts: number): number {
  return Math.min(2 ** Math.min(attempts, 10), attempts <= 100 ? 10 : 120);
}

async function settle(message: OutboxMessage, delivery: Delivery, now: Date): Promise<void> {
  await transaction(async (tx) => {
    const where = { id: message.id };
    const isInvitation = message.template === "invitation" && message.invitationId !== null;
    if (delivery.kind === "sent") {
      await tx.outboxMessage.update({ where, data: { status: "sent", sentAt: now } });
      if (isInvitation) {
        await tx.invitation.updateMany({
          where: { id: message.invitationId ?? "" },
          data: { sentAt: now, bouncedAt: null, bounceReason: null },
        });
      }
      return;
    }
    const lastError = delivery.reason;
    if (delivery.kind === "unknown") {
      await tx.outboxMessage.update({ where, data: { status: "unknown", lastError } });
      return;
    }
    if (delivery.kind === "later" && now.getTime() - message.createdAt.getTime() < patienceMs) {
      const delaySeconds = retryDelaySeconds(message.attempts);
      const nextAttemptAt = new Date(now.getTime() + delaySeconds * 1000);
      await tx.outboxMessage.update({
        where,
        data: { status: "queued", lastError, nextAttemptAt },
      });
      await enqueue(tx, { name: "mail.send", messageId: message.id }, delaySeconds);
      return;
    }
    await tx.outboxMessage.update({ where, data: { status: "failed", lastError } });
    if (isInvitation) {
      await tx.invitation.updateMany({
        where: { id: message.invitationId ?? "" },
        data: { bouncedAt: now, bounceReason: lastError },
      });
    }
  });
}

/**
 * Sends one message of the outbox, unless somebody else has taken it. Whoever moves the row from `queued` to `sending`
 * owns it: a second worker, or a job that runs twice, finds nothing to do.
 */
export async function deliverMessage(
  messageId: string,
  render: RenderMail,
  clock: () => Date = () => new Date(),
): Promise<void> {
  const { count } = await db().outboxMessage.updateMany({
    where: { id: messageId, status: "queued" },
    data: { status: "sending", startedAt: clock(), attempts: { increment: 1 } },
  });
  if (count === 0) return;
  const message = await db().outboxMessage.findUniqueOrThrow({ where: { id: messageId } });
  const delivery = await handOver(message, render);
  await settle(message, delivery, clock());
  log.info(
    { messageId, template: message.template, attempt: message.attempts, outcome: delivery.kind },
    "mail",
  );
}

async function handOver(message: OutboxMessage, render: RenderMail): Promise<Delivery> {
  let mail: RenderedMail | { skip: string };
  try {
    mail = await render(message);
  } catch (error) {
    log.error({ messageId: message.id, ...errorFacts(error) }, "mail could not be written");
    return { kind: "later", reason: "the mail could not be written" };
  }
  if ("skip" in mail) return { kind: "refused", reason: mail.skip };
  // The same row always has the same Message-ID: a mail server may recognise a repeated attempt by it.
  return sendMail(mail, `<${message.id}@${new URL(env().SITE_URL).hostname}>`);
}

/**
 * Settles rows whose worker ended while it was sending: the server may have them, so they are `unknown` and are not sent
 * again. A worker that is alive after all overwrites this with what it learns.
 */
export async function markInterrupted(startedBefore: Date): Promise<number> {
  const { count } = await db().outboxMessage.updateMany({
    where: { status: "sending", startedAt: { lt: startedBefore } },
    data: { status: "unknown", lastError: "the sender ended before the mail server answered" },
  });
  return count;
}

/** Wakes messages that wait longer than they should, whose job was lost with the queue. */
export async function wakeOverdue(dueBefore: Date): Promise<number> {
  return transaction(async (tx) => {
    const overdue = await tx.outboxMessage.findMany({
      where: { status: "queued", nextAttemptAt: { lt: dueBefore } },
      select: { id: true },
      take: 500,
    });
    for (const { id } of overdue) await enqueue(tx, { name: "mail.send", messageId: id });
    await tx.outboxMessage.updateMany({
      where: { id: { in: overdue.map(({ id }) => id) }, status: "queued" },
      data: { nextAttemptAt: new Date() },
    });
    return overdue.length;
  });
}

/**
 * Recomputes a survey's draft. Two workers take turns, so that an older computation cannot overwrite a newer one; each
 * reads what is stored when its turn comes.
 */
export async function regenerateInTurn(surveyId: string, now: Date): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${surveyId}, 0))`;
    await regenerateSynthesis(surveyId, now);
  });
}
