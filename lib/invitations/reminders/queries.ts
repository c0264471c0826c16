import {
  type Remindable,
  type RemindingSurvey,
  readReminderRules,
} from "@/lib/core/invitations/reminders";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { db } from "@/lib/platform/db";
import { invitationFacts, standingOf } from "@/lib/surveys/queries";
import { Prisma } from "@/prisma/generated/client/client";
import { listBlockedAddresses } from "../unsubscribe/queries";

/** The surveys that ask and have rules by which to remind. */
export async function listSurveysThatRemind(now: Date): Promise<string[]> {
  const surveys = await db().survey.findMany({
    where: {
      status: "open",
      fictional: false,
      round: 1,
      NOT: { reminderRules: { equals: Prisma.DbNull } },
      OR: [{ closesAt: null }, { closesAt: { gt: now } }],
    },
    select: { id: true },
  });
  return surveys.map(({ id }) => id);
}

/** Somebody who may be reminded, with what the author knows them by. */
type InvitedPerson = Remindable & { readonly name: string };

/** A survey and everybody invited to it, as reminding needs them; null where there is none. A constant number of queries. */
export async function findReminding(
  surveyId: string,
  now: Date,
): Promise<{ readonly survey: RemindingSurvey; readonly people: readonly InvitedPerson[] } | null> {
  const survey = await db().survey.findUnique({
    where: { id: surveyId },
    include: { members: { select: { userId: true } } },
  });
  if (survey === null) return null;
  const [invitations, reminders] = await Promise.all([
    db().invitation.findMany({
      where: { surveyId, email: { not: null }, sentAt: { not: null } },
      include: invitationFacts,
      orderBy: [{ name: "asc" }, { email: "asc" }],
    }),
    db().outboxMessage.findMany({
      where: { surveyId, template: "reminder" },
      select: { invitationId: true, createdAt: true },
    }),
  ]);
  const blocked = await listBlockedAddresses(
    invitations.flatMap(({ email }) => email ?? []),
    survey.members.map(({ userId }) => userId),
  );
  const byPerson = Map.groupBy(reminders, ({ invitationId }) => invitationId);
  return {
    survey: {
      rules: readReminderRules(survey.reminderRules),
      isAsking: surveyPhase(survey, now) === "open" && survey.round === 1 && !survey.fictional,
      closesAt: survey.closesAt,
    },
    people: invitations.map((invitation) => ({
      id: invitation.id,
      name: invitation.name || (invitation.email ?? ""),
      state: standingOf(invitation).state,
      email: invitation.email,
      sentAt: invitation.sentAt,
      bouncedAt: invitation.bouncedAt,
      isBlocked: blocked.has(invitation.email ?? ""),
      reminders: (byPerson.get(invitation.id) ?? []).map(({ createdAt }) => createdAt),
    })),
  };
}

/** How far invited people are, and the mail that invited each: what a reminder is written from. */
export async function listProgressToMail(ids: readonly string[]) {
  const [invitations, mails] = await Promise.all([
    db().invitation.findMany({ where: { id: { in: [...ids] } }, include: invitationFacts }),
    db().outboxMessage.findMany({
      where: { invitationId: { in: [...ids] }, template: "invitation", status: "sent" },
      orderBy: { createdAt: "asc" },
      select: { id: true, invitationId: true },
    }),
  ]);
  // The later overwrites the earlier: the newest that was sent.
  const mailOf = new Map(mails.map((mail) => [mail.invitationId, mail]));
  return new Map(
    invitations.map((invitation) => [
      invitation.id,
      { ...standingOf(invitation), mail: mailOf.get(invitation.id) ?? null },
    ]),
  );
}
