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

/** A mail that did not leave, as whoever operates the site sees it: whom it is for is the author's business. */
export type MailFailure = {
  readonly id: string;
  readonly template: string;
  readonly status: "queued" | "failed" | "unknown";
  /** The domain of its address. */
  readonly domain: string;
  readonly reason: string;
  readonly attempts: number;
  readonly at: Date;
};

/** The last mails that failed, that nobody knows the fate of, or that are tried again. */
export function listMailFailures(limit: number): Promise<MailFailure[]> {
  return db().$queryRaw<MailFailure[]>`
    SELECT m.id::text, m.template, m.status::text, m.attempts, coalesce(m."lastError", '') AS "reason",
      split_part(coalesce(i.email, m."userEmail", ''), '@', 2) AS "domain",
      coalesce(m."startedAt", m."createdAt") AS "at"
    FROM "OutboxMessage" m LEFT JOIN "Invitation" i ON i.id = m."invitationId"
    WHERE m.status IN ('failed', 'unknown') OR (m.status = 'queued' AND m."lastError" IS NOT NULL)
    ORDER BY coalesce(m."startedAt", m."createdAt") DESC, m.id DESC LIMIT ${limit}`;
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
