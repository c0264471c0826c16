import { db } from "@/lib/platform/db";

/** How much mail waits, and how much left. */
export type MailFigures = {
  /** Waiting for their turn, those that are tried again among them. */
  readonly waiting: number;
  /** Of these, refused for now and tried again. */
  readonly triedAgain: number;
  /** When the one that waits longest was asked for; null where none waits. */
  readonly oldestWaiting: Date | null;
  readonly inHand: number;
  readonly sentLastMinute: number;
  readonly sentLastHour: number;
  readonly sentLastDay: number;
  /** Of the last 30 days. */
  readonly failed: number;
  readonly unknown: number;
};

/** The outbox in figures, as of `now`. One statement. */
export async function findMailFigures(now: Date): Promise<MailFigures> {
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  const monthAgo = ago(30 * 24 * 3600);
  const [figures] = await db().$queryRaw<MailFigures[]>`
    SELECT
      count(*) FILTER (WHERE status = 'queued')::int AS "waiting",
      count(*) FILTER (WHERE status = 'queued' AND attempts > 0)::int AS "triedAgain",
      min("createdAt") FILTER (WHERE status = 'queued') AS "oldestWaiting",
      count(*) FILTER (WHERE status = 'sending')::int AS "inHand",
      count(*) FILTER (WHERE status = 'sent' AND "sentAt" > ${ago(60)})::int AS "sentLastMinute",
      count(*) FILTER (WHERE status = 'sent' AND "sentAt" > ${ago(3600)})::int AS "sentLastHour",
      count(*) FILTER (WHERE status = 'sent' AND "sentAt" > ${ago(24 * 3600)})::int AS "sentLastDay",
      count(*) FILTER (WHERE status = 'failed' AND "createdAt" > ${monthAgo})::int AS "failed",
      count(*) FILTER (WHERE status = 'unknown' AND "createdAt" > ${monthAgo})::int AS "unknown"
    FROM "OutboxMessage"
    WHERE status IN ('queued', 'sending') OR "createdAt" > ${monthAgo}`;
  if (figures === undefined) throw new Error("a count gives one row");
  return figures;
}

/**
 * Mails that did not leave, of one kind and for one reason, as whoever operates the site sees them: whom they are for is the
 * author's business.
 */
export type MailFailure = {
  /** Of one of them. */
  readonly id: string;
  readonly template: string;
  readonly status: "queued" | "failed" | "unknown";
  /** How many they are. */
  readonly mails: number;
  /** The domain of their addresses; empty where there are several. */
  readonly domain: string;
  /** How many domains they are for. */
  readonly domains: number;
  readonly reason: string;
  /** Of the one that was tried most often. */
  readonly attempts: number;
  /** When the last of them was tried. */
  readonly at: Date;
};

/** The last mails that failed, that nobody knows the fate of, or that are tried again; those that are alike as one. */
export function listMailFailures(limit: number): Promise<MailFailure[]> {
  return db().$queryRaw<MailFailure[]>`
    WITH failures AS (
      SELECT m.id::text, m.template, m.status::text, m.attempts, coalesce(m."lastError", '') AS "reason",
        split_part(coalesce(i.email, m."userEmail", ''), '@', 2) AS "domain",
        coalesce(m."startedAt", m."createdAt") AS "at"
      FROM "OutboxMessage" m LEFT JOIN "Invitation" i ON i.id = m."invitationId"
      WHERE m.status IN ('failed', 'unknown') OR (m.status = 'queued' AND m."lastError" IS NOT NULL))
    SELECT max(id) AS "id", template, status, reason, count(*)::int AS "mails",
      max(attempts) AS "attempts", max("at") AS "at", count(DISTINCT domain)::int AS "domains",
      CASE WHEN count(DISTINCT domain) = 1 THEN max(domain) ELSE '' END AS "domain"
    FROM failures GROUP BY template, status, reason
    ORDER BY max("at") DESC, max(id) DESC LIMIT ${limit}`;
}

/**
 * What the server or the connection said last of mail that waits, where no mail has left since; null where one has, or
 * where nothing waits for that.
 */
export async function findStandstill(): Promise<string | null> {
  const [last] = await db().$queryRaw<{ reason: string }[]>`
    SELECT "lastError" AS "reason" FROM "OutboxMessage"
    WHERE status = 'queued' AND "lastError" IS NOT NULL AND "startedAt" IS NOT NULL
      AND "startedAt" > coalesce((SELECT max("sentAt") FROM "OutboxMessage" WHERE status = 'sent'), '-infinity')
    ORDER BY "startedAt" DESC LIMIT 1`;
  return last?.reason ?? null;
}

/** Which of these surveys are archived: nothing is sent for them. */
export async function findArchived(surveyIds: readonly string[]): Promise<ReadonlySet<string>> {
  const archived = await db().survey.findMany({
    where: { id: { in: [...surveyIds] }, status: "archived" },
    select: { id: true },
  });
  return new Set(archived.map(({ id }) => id));
}

/** Which of these sendings are paused or called off: nothing of them leaves. */
export async function findHeldSendings(
  sendingIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (sendingIds.length === 0) return new Set();
  const held = await db().sending.findMany({
    where: {
      id: { in: [...new Set(sendingIds)] },
      OR: [{ pausedAt: { not: null } }, { cancelledAt: { not: null } }],
    },
    select: { id: true },
  });
  return new Set(held.map(({ id }) => id));
}
