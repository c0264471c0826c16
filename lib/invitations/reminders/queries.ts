import {
  type Remindable,
  type RemindingSurvey,
  readReminderRules,
} from "@/lib/core/invitations/reminders";
import { surveyPhase, withMoreTime } from "@/lib/core/survey/lifecycle";
import { db } from "@/lib/platform/db";
import { invitationFacts, standingOf } from "@/lib/surveys/queries";
import { Prisma, type Survey } from "@/prisma/generated/client/client";
import { listBlockedAddresses } from "../unsubscribe/queries";
import { roundOfReminder } from "./occasion";

/** The surveys that ask and have rules by which to remind. */
export async function listSurveysThatRemind(now: Date): Promise<string[]> {
  const surveys = await db().survey.findMany({
    where: {
      fictional: false,
      NOT: { reminderRules: { equals: Prisma.DbNull } },
      OR: [
        { status: "open", closesAt: null },
        { status: "open", closesAt: { gt: now } },
        {
          status: { in: ["open", "closed"] },
          invitations: { some: { extendedUntil: { gt: now } } },
        },
      ],
    },
    select: { id: true },
  });
  return surveys.map(({ id }) => id);
}

/** Somebody who may be reminded, with what the author knows them by. */
type InvitedPerson = Remindable & { readonly name: string };

/** What reminding is decided on. */
type Reminding = {
  readonly survey: RemindingSurvey;
  /** The round that is asked now. */
  readonly round: number;
  readonly people: readonly InvitedPerson[];
};

/**
 * A survey and everybody invited to it, as reminding needs them; null where there is none. In a later round those are the
 * experts of that round, who were written to when it opened. A constant number of queries.
 */
export async function findReminding(surveyId: string, now: Date): Promise<Reminding | null> {
  const survey = await db().survey.findUnique({
    where: { id: surveyId },
    include: { members: { select: { userId: true } } },
  });
  if (survey === null) return null;
  const { round } = survey;
  const [invitations, messages] = await Promise.all([
    db().invitation.findMany({
      where: {
        surveyId,
        email: { not: null },
        sentAt: { not: null },
        ...(round === 1 ? {} : { responses: { some: { round } } }),
      },
      include: invitationFacts,
      orderBy: [{ name: "asc" }, { email: "asc" }],
    }),
    db().outboxMessage.findMany({
      where: { surveyId, template: { in: ["reminder", "round", "more-time"] } },
      select: {
        template: true,
        dedupeKey: true,
        invitationId: true,
        createdAt: true,
        sentAt: true,
      },
    }),
  ]);
  const blocked = await listBlockedAddresses(
    invitations.flatMap(({ email }) => email ?? []),
    survey.members.map(({ userId }) => userId),
  );
  const isReminder = ({ template, dedupeKey }: (typeof messages)[number]) =>
    template === "reminder" && roundOfReminder(dedupeKey) === round;
  const byPerson = Map.groupBy(messages.filter(isReminder), ({ invitationId }) => invitationId);
  const toldAt = new Map<string | null, Date>();
  for (const { template, invitationId, createdAt } of messages) {
    const known = toldAt.get(invitationId);
    if (template === "more-time" && (known === undefined || known < createdAt)) {
      toldAt.set(invitationId, createdAt);
    }
  }
  const openingOf = new Map(
    messages
      .filter(({ dedupeKey }) => dedupeKey.startsWith(`round:${surveyId}:${round}:`))
      .map(({ invitationId, sentAt }) => [invitationId, sentAt]),
  );
  return {
    survey: {
      rules: readReminderRules(survey.reminderRules),
      isAsking: surveyPhase(survey, now) === "open" && !survey.fictional,
      closesAt: survey.closesAt,
    },
    round,
    people: invitations.map((invitation) => ({
      id: invitation.id,
      name: invitation.name || (invitation.email ?? ""),
      state: standingOf(invitation).state,
      email: invitation.email,
      sentAt: round === 1 ? invitation.sentAt : (openingOf.get(invitation.id) ?? null),
      ownClosesAt: ownClosing(survey, invitation.extendedUntil, now),
      bouncedAt: invitation.bouncedAt,
      isBlocked: blocked.has(invitation.email ?? ""),
      toldMoreTimeAt: toldAt.get(invitation.id) ?? null,
      reminders: (byPerson.get(invitation.id) ?? []).map(({ createdAt }) => createdAt),
    })),
  };
}

/** Until when somebody may answer who has more time than the others; null where nobody gave any, or it is over. */
function ownClosing(survey: Survey, extendedUntil: Date | null, now: Date): Date | null {
  const theirs = withMoreTime(survey, extendedUntil);
  return theirs !== survey && surveyPhase(theirs, now) === "open" ? theirs.closesAt : null;
}

/** How far invited people are, and the last mail that asked each: what a reminder is written from. */
export async function listProgressToMail(ids: readonly string[]) {
  const [invitations, mails] = await Promise.all([
    db().invitation.findMany({ where: { id: { in: [...ids] } }, include: invitationFacts }),
    db().outboxMessage.findMany({
      where: {
        invitationId: { in: [...ids] },
        template: { in: ["invitation", "round"] },
        status: "sent",
      },
      orderBy: { sentAt: "asc" },
      select: { id: true, invitationId: true },
    }),
  ]);
  // The later overwrites the earlier: the newest that was sent.
  const mailOf = new Map(mails.map((mail) => [mail.invitationId, mail]));
  return new Map(
    invitations.map((invitation) => [
      invitation.id,
      {
        ...standingOf(invitation),
        /** The last round in which they began. */
        round: invitation.responses[0]?.round ?? 1,
        mail: mailOf.get(invitation.id) ?? null,
      },
    ]),
  );
}
