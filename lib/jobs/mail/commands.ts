import { db, type Tx, transaction } from "@/lib/platform/db";
import type { Delivery } from "@/lib/platform/delivery";
import { env } from "@/lib/platform/env";
import { prepared } from "@/lib/platform/prepared";
import { enqueue } from "@/lib/platform/queue";
import type { OutboxMessage } from "@/prisma/generated/client/client";

/** For how long a mail server may be away before a message is given up. */
const patienceMs = 3 * 24 * 3600 * 1000;

/** For how long a worker has a message that it took up to itself; one that died gives it back by this. */
const leaseMs = 60_000;

/** Templates whose refusal by the server is shown at the invitation. */
const tellsOfAddress: ReadonlySet<string> = new Set(["invitation", "reminder", "more-time"]);

/** Makes workers take turns where mails a minute are bounded, so that together they keep to the bound. */
const claimLock = 7_002;

/** Seconds before the next attempt: soon at first, so that a server that comes back gets its mail within seconds. */
export function backoffSeconds(attempts: number): number {
  return attempts > 100 ? 120 : Math.min(2 ** attempts, 10);
}

/**
 * Takes up to `limit` messages whose time has come, oldest first, for this worker alone: no other takes them until the
 * lease ends. Nothing counts as begun yet. Where the operator bounds mails a minute, in all or to one domain, no more are
 * taken than the bound leaves.
 */
export async function claimMessages(
  now: Date,
  limit: number,
  onlyId?: string,
): Promise<OutboxMessage[]> {
  const leasedUntil = new Date(now.getTime() + leaseMs);
  const minuteAgo = new Date(now.getTime() - 60_000);
  const { MAILS_PER_MINUTE: inAll, MAILS_PER_MINUTE_AND_DOMAIN: toDomain } = env();
  const only = onlyId ?? null;
  if (inAll === 0 && toDomain === 0) {
    return oldestFirst(
      await db().$queryRaw<OutboxMessage[]>`
        UPDATE "OutboxMessage" SET "nextAttemptAt" = ${leasedUntil}, "claimedAt" = ${now}
        WHERE id IN (
          SELECT id FROM "OutboxMessage"
          WHERE status = 'queued' AND "nextAttemptAt" <= ${now}
            AND (${only}::uuid IS NULL OR id = ${only}::uuid)
          ORDER BY "nextAttemptAt", id LIMIT ${limit} FOR UPDATE SKIP LOCKED)
        RETURNING *`,
    );
  }
  return transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${claimLock})`;
    return oldestFirst(
      await tx.$queryRaw<OutboxMessage[]>`
        WITH addressed AS (
          SELECT m.id, m.status, m."nextAttemptAt", m."claimedAt",
            split_part(coalesce(i.email, m."userEmail", ''), '@', 2) AS domain
          FROM "OutboxMessage" m LEFT JOIN "Invitation" i ON i.id = m."invitationId"
          WHERE m."claimedAt" > ${minuteAgo}
            OR (m.status = 'queued' AND m."nextAttemptAt" <= ${now}
              AND (${only}::uuid IS NULL OR m.id = ${only}::uuid))),
        recent AS (SELECT domain FROM addressed WHERE "claimedAt" > ${minuteAgo}),
        due AS (
          SELECT id, domain, "nextAttemptAt",
            row_number() OVER (PARTITION BY domain ORDER BY "nextAttemptAt", id) AS place
          FROM addressed WHERE status = 'queued' AND "nextAttemptAt" <= ${now}),
        allowed AS (
          SELECT id FROM due
          WHERE ${toDomain} = 0
            OR place + (SELECT count(*) FROM recent WHERE recent.domain = due.domain) <= ${toDomain}
          ORDER BY "nextAttemptAt", id
          LIMIT least(${limit}, CASE WHEN ${inAll} = 0 THEN ${limit}
            ELSE greatest(0, ${inAll} - (SELECT count(*) FROM recent)) END))
        UPDATE "OutboxMessage" SET "nextAttemptAt" = ${leasedUntil}, "claimedAt" = ${now}
        WHERE id IN (SELECT id FROM allowed) AND status = 'queued'
        RETURNING *`,
    );
  });
}

function oldestFirst(messages: OutboxMessage[]): OutboxMessage[] {
  return messages.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** Gives back what was taken up and not begun. */
export async function releaseMessages(ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await db().outboxMessage.updateMany({
    where: { id: { in: [...ids] }, status: "queued" },
    data: { nextAttemptAt: now, claimedAt: null },
  });
}

// One statement, and so one transaction and one wait for the disk: this is done for every mail.
const turn = prepared<{ id: string }>(
  "mail.turn",
  `WITH left_us AS (
     UPDATE "OutboxMessage" SET status = 'sent', "sentAt" = $3, "lastError" = NULL
     WHERE id = ANY($1::uuid[]) RETURNING template, "invitationId"),
   told AS (
     UPDATE "Invitation" SET "sentAt" = $3, "bouncedAt" = NULL, "bounceReason" = NULL
     FROM left_us WHERE left_us.template = 'invitation' AND "Invitation".id = left_us."invitationId")
   UPDATE "OutboxMessage" SET status = 'sending', "startedAt" = $3, attempts = attempts + 1
   WHERE id = ANY($2::uuid[]) AND status = 'queued' RETURNING id`,
);

/**
 * Writes down that these messages are about to leave, before their first byte does. Says for each whether this worker may
 * send it: from here on a worker that dies leaves it unknown. `sent` are others that have left meanwhile; that is written
 * down with it.
 */
export async function beginSending(
  ids: readonly string[],
  now: Date,
  sent: readonly string[] = [],
): Promise<readonly boolean[]> {
  const begun = new Set((await turn(sent, ids, now)).map(({ id }) => id));
  return ids.map((id) => begun.has(id));
}

/** How it ended with a message that was begun: as the mail server said, or without having been handed to it. */
export type Ending =
  | Delivery
  /** It is not wanted any more. */
  | { readonly kind: "unwanted"; readonly reason: string }
  /** The worker stops, or its sending was paused or called off: it is as if it had not been begun. */
  | { readonly kind: "held" };

/** What became of one message. */
export type Delivered = { readonly message: OutboxMessage; readonly delivery: Ending };

// It does not wait for the disk: should the database's machine lose power before it is written, these are found unknown, and
// none is sent again.
const recordSent = prepared(
  "mail.sent",
  `WITH quick AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true)),
   left_us AS (
     UPDATE "OutboxMessage" SET status = 'sent', "sentAt" = $2, "lastError" = NULL
     FROM quick WHERE id = ANY($1::uuid[]) RETURNING template, "invitationId")
   UPDATE "Invitation" SET "sentAt" = $2, "bouncedAt" = NULL, "bounceReason" = NULL
   FROM left_us WHERE left_us.template = 'invitation' AND "Invitation".id = left_us."invitationId"`,
);

/** Writes down what became of messages, at the message and, for an invitation's mail, at the invitation. */
export async function recordDeliveries(outcomes: readonly Delivered[], at: Date): Promise<void> {
  const sent = outcomes.flatMap(({ message, delivery }) =>
    delivery.kind === "sent" ? message.id : [],
  );
  if (sent.length > 0) await recordSent(sent, at);
  for (const { message, delivery } of outcomes) {
    if (delivery.kind !== "sent") await recordFailure(message, delivery, at);
  }
}

/** Where a message goes whose attempt failed for now: its sending may have been paused or called off meanwhile. */
async function statusAfterFailure(
  tx: Tx,
  sendingId: string | null,
): Promise<"queued" | "paused" | "cancelled"> {
  if (sendingId === null) return "queued";
  // Shared, so that it is read either before a pause, which then finds the message queued, or after it.
  const [sending] = await tx.$queryRaw<{ pausedAt: Date | null; cancelledAt: Date | null }[]>`
    SELECT "pausedAt", "cancelledAt" FROM "Sending" WHERE id = ${sendingId}::uuid FOR SHARE`;
  if (sending?.cancelledAt) return "cancelled";
  return sending?.pausedAt ? "paused" : "queued";
}

async function recordFailure(
  message: OutboxMessage,
  delivery: Exclude<Ending, { readonly kind: "sent" }>,
  at: Date,
): Promise<void> {
  const { id, invitationId } = message;
  const lastError = "reason" in delivery ? delivery.reason : message.lastError;
  await transaction(async (tx) => {
    switch (delivery.kind) {
      case "held": {
        const status = await statusAfterFailure(tx, message.sendingId);
        const { attempts, startedAt } = message;
        await tx.outboxMessage.update({
          where: { id },
          data: {
            status,
            attempts,
            startedAt,
            lastError,
            nextAttemptAt: at,
            // It counts towards no mails a minute.
            claimedAt: null,
          },
        });
        return;
      }
      case "unwanted":
        await tx.outboxMessage.update({ where: { id }, data: { status: "cancelled", lastError } });
        return;
      case "later": {
        const wantedAt = message.dueAt ?? message.createdAt;
        const givenUp = at.getTime() - wantedAt.getTime() > patienceMs;
        const again = await statusAfterFailure(tx, message.sendingId);
        const seconds = Math.max(
          backoffSeconds(message.attempts + 1),
          Math.ceil((delivery.waitMs ?? 0) / 1000),
        );
        await tx.outboxMessage.update({
          where: { id },
          data: {
            status: givenUp ? "failed" : again,
            lastError,
            nextAttemptAt: new Date(at.getTime() + seconds * 1000),
          },
        });
        if (!givenUp && again === "queued") await enqueue(tx, { name: "mail.send" }, seconds);
        return;
      }
      case "refused":
        await tx.outboxMessage.update({ where: { id }, data: { status: "failed", lastError } });
        if (tellsOfAddress.has(message.template) && invitationId !== null) {
          await tx.invitation.update({
            where: { id: invitationId },
            data: { bouncedAt: at, bounceReason: lastError },
          });
        }
        return;
      case "unknown":
        await tx.outboxMessage.update({ where: { id }, data: { status: "unknown", lastError } });
    }
  });
}

/** Ends messages that are not wanted any more, or cannot be sent at all, without their having been begun. */
export async function endUnsent(
  unwanted: readonly { readonly message: OutboxMessage; readonly reason: string }[],
): Promise<void> {
  for (const [reason, list] of Map.groupBy(unwanted, (one) => one.reason)) {
    await db().outboxMessage.updateMany({
      where: { id: { in: list.map(({ message }) => message.id) }, status: "queued" },
      data: { status: "cancelled", lastError: reason },
    });
  }
}

/**
 * Ends what waits in the outbox of an installation that sends no mail (any more). Invitations are taken out, so that their
 * authors can send them once there is a mail server again. Returns how many there were.
 */
export async function endWaiting(): Promise<number> {
  const waits = { status: "queued" } as const;
  const [invitations, others] = await db().$transaction([
    db().outboxMessage.deleteMany({ where: { ...waits, template: "invitation" } }),
    db().outboxMessage.updateMany({
      where: waits,
      data: { status: "cancelled", lastError: "this site sends no mail" },
    }),
  ]);
  return invitations.count + others.count;
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
