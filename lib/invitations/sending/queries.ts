import { noMails, type SendingCounts } from "@/lib/core/invitations/sending";
import { db } from "@/lib/platform/db";
import type { MemberSurvey } from "@/lib/surveys/queries";
import type { Prisma } from "@/prisma/generated/client/client";
import { listBlocks } from "../contact-blocks/queries";
import { correspondentOf } from "../correspondent";
import { messageFaults } from "../emails/invitation";

/** Everybody in a survey with what decides whether they get a mail, the first added first. Two queries for any number. */
export async function listCandidates(
  survey: MemberSurvey,
  readerId: string,
  client: Prisma.TransactionClient = db(),
) {
  const invitations = await client.invitation.findMany({
    where: { surveyId: survey.id, survey: { members: { some: { userId: readerId } } } },
    orderBy: [{ createdAt: "asc" }, { name: "asc" }, { id: "asc" }],
    include: {
      messages: { where: { template: "invitation" }, select: { dedupeKey: true, status: true } },
      responses: {
        where: {
          OR: [{ submittedAt: { not: null }, withdrawnAt: null }, { importId: { not: null } }],
        },
        select: { id: true },
        take: 1,
      },
    },
  });
  const blocks = await listBlocks(
    invitations.flatMap(({ email }) => email ?? []),
    survey.members.map(({ userId }) => userId),
    readerId,
  );
  const owner = correspondentOf(survey);
  return invitations.map((invitation) => {
    const key = `invitation:${invitation.id}:${invitation.generation}`;
    return {
      ...invitation,
      hasAnswered: invitation.responses.length > 0,
      mailStatus: invitation.messages.find(({ dedupeKey }) => dedupeKey === key)?.status ?? null,
      blockedBy: blocks.get(invitation.email ?? "") ?? null,
      empty: messageFaults(survey, owner, invitation)?.empty ?? [],
    };
  });
}

/** A sending as its author follows it. */
export type SendingRow = {
  readonly id: string;
  readonly sendAt: Date;
  readonly timeZone: string;
  readonly pausedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly counts: SendingCounts;
  /** What the mail server said last, while mails wait for it; empty where all is well. */
  readonly trouble: string;
};

/** The sendings of a survey with what became of their mails, the last first; empty for a stranger. */
export async function listSendings(surveyId: string, userId: string): Promise<SendingRow[]> {
  const mine = { surveyId, survey: { members: { some: { userId } } } };
  const [sendings, groups, waiting] = await Promise.all([
    db().sending.findMany({
      where: mine,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: 20,
    }),
    db().outboxMessage.groupBy({
      by: ["sendingId", "status"],
      where: { sending: mine },
      _count: true,
    }),
    db().outboxMessage.findMany({
      where: { sending: mine, status: "queued", lastError: { not: null } },
      distinct: ["sendingId"],
      orderBy: { startedAt: "desc" },
      select: { sendingId: true, lastError: true },
    }),
  ]);
  return sendings.map(({ id, sendAt, timeZone, pausedAt, cancelledAt }) => {
    const own = groups.filter(({ sendingId }) => sendingId === id);
    return {
      id,
      sendAt,
      timeZone,
      pausedAt,
      cancelledAt,
      counts: {
        ...noMails,
        ...Object.fromEntries(own.map(({ status, _count }) => [status, _count])),
      },
      trouble: waiting.find(({ sendingId }) => sendingId === id)?.lastError ?? "",
    };
  });
}
