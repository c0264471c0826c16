import {
  type AuditDetails,
  type AuditTopic,
  auditActor,
  auditChanges,
  auditKindsOf,
  auditTopicOf,
  auditWords,
  type WordingChange,
} from "@/lib/core/audit-event";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client/client";
import { eventsPerPage, type HistoryFilter } from "./schema";

/** One event of a survey's history, in words. */
export type HistoryEvent = {
  readonly id: string;
  readonly at: Date;
  readonly who: string;
  readonly topic: AuditTopic;
  readonly kind: string;
  readonly what: string;
  readonly changes: readonly WordingChange[];
};

function chosen(
  surveyId: string,
  userId: string,
  filter: Pick<HistoryFilter, "topic" | "who">,
): Prisma.AuditEventWhereInput {
  return {
    surveyId,
    survey: { members: { some: { userId, role: "owner" } } },
    ...(filter.topic === null ? {} : { kind: { in: [...auditKindsOf(filter.topic)] } }),
    ...(filter.who === null ? {} : { actorId: filter.who }),
  };
}

async function list(
  where: Prisma.AuditEventWhereInput,
  part: { readonly skip?: number; readonly take?: number },
): Promise<HistoryEvent[]> {
  const events = await db().auditEvent.findMany({
    where,
    orderBy: [{ at: "desc" }, { id: "desc" }],
    ...part,
    include: { actor: { select: { name: true, email: true } } },
  });
  const detailsOf = new Map(
    // Written by `recordAudit` alone, from this type.
    events.map(({ id, details }) => [id, details as unknown as AuditDetails]),
  );
  const userIds = [...detailsOf.values()].flatMap(({ userId }) =>
    typeof userId === "string" ? [userId] : [],
  );
  const users = await db().user.findMany({
    where: { id: { in: [...new Set(userIds)] } },
    select: { id: true, name: true, email: true },
  });
  const nameOf = new Map(users.map((user) => [user.id, user.name || user.email]));
  return events.map(({ id, at, kind, actor }) => {
    const details = detailsOf.get(id) ?? {};
    return {
      id,
      at,
      who: actor?.name || actor?.email || auditActor(kind),
      topic: auditTopicOf(kind),
      kind,
      what: auditWords(kind, details, nameOf.get(String(details["userId"])) ?? null),
      changes: auditChanges(details),
    };
  });
}

/** A page of a survey's history, newest first, and how many events there are; nothing for whoever is no owner. */
export async function listHistoryPage(surveyId: string, userId: string, filter: HistoryFilter) {
  const where = chosen(surveyId, userId, filter);
  const total = await db().auditEvent.count({ where });
  const events = await list(where, {
    skip: (filter.page - 1) * eventsPerPage,
    take: eventsPerPage,
  });
  return { total, events };
}

/** The whole of a survey's history as filtered, newest first; nothing for whoever is no owner. */
export function listWholeHistory(
  surveyId: string,
  userId: string,
  filter: Pick<HistoryFilter, "topic" | "who">,
): Promise<HistoryEvent[]> {
  return list(chosen(surveyId, userId, filter), {});
}

/** The users who did something in a survey, by name; nobody for whoever is no owner. */
export async function listActors(surveyId: string, userId: string) {
  const users = await db().user.findMany({
    where: {
      audits: {
        some: { surveyId, survey: { members: { some: { userId, role: "owner" } } } },
      },
    },
    select: { id: true, name: true, email: true },
    orderBy: [{ name: "asc" }, { email: "asc" }],
  });
  return users.map(({ id, name, email }) => ({ id, name: name || email }));
}
