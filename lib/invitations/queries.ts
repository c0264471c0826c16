import { withMoreTime } from "@/lib/core/survey/lifecycle";
import { db } from "@/lib/platform/db";
import { sha256Hex } from "@/lib/platform/tokens";
import { listInvitations } from "@/lib/surveys/queries";
import type { Invitation, Survey } from "@/prisma/generated/client/client";
import { listBlocks } from "./contact-blocks/queries";

/** An invitation together with the survey that it asks to answer, as it stands for this person. */
export type InvitationWithSurvey = Invitation & { readonly survey: Survey };

/**
 * The invitation that a personal link belongs to; null when the link is wrong, was replaced by a newer one, or was
 * revoked. A withdrawn or declined invitation is found: its owner may come back to it.
 */
export async function findInvitationByToken(token: string): Promise<InvitationWithSurvey | null> {
  // Longer than any token of ours; hashing whatever a stranger sends would cost more than it tells.
  if (token.length === 0 || token.length > 200) return null;
  const found = await db().invitation.findFirst({
    where: { tokenHash: sha256Hex(token), revokedAt: null },
    include: { survey: true },
  });
  return found && { ...found, survey: withMoreTime(found.survey, found.extendedUntil) };
}

/** The addresses that a survey has invited already, for one of its members. */
export async function listInvitedAddresses(surveyId: string, userId: string): Promise<string[]> {
  const invitations = await db().invitation.findMany({
    where: { surveyId, survey: { members: { some: { userId } } } },
    select: { email: true },
  });
  return invitations.flatMap((invitation) => invitation.email ?? []);
}

/**
 * What the mails to invited researchers are written from; without those whose invitation is gone. Invitations of one survey
 * hold one object of it, which is read once for all of them.
 */
export async function listInvitationsToMail(ids: readonly string[]) {
  const invitations = await db().invitation.findMany({ where: { id: { in: [...ids] } } });
  const surveys = await db().survey.findMany({
    where: { id: { in: [...new Set(invitations.map(({ surveyId }) => surveyId))] } },
    include: {
      questions: {
        select: { revisions: { orderBy: { number: "desc" }, take: 1, select: { kind: true } } },
      },
      members: { include: { user: true }, orderBy: { createdAt: "asc" } },
    },
  });
  const byId = new Map(surveys.map((survey) => [survey.id, survey]));
  return invitations.flatMap((invitation) => {
    const survey = byId.get(invitation.surveyId);
    return survey === undefined ? [] : { ...invitation, survey };
  });
}

/** An invitation as its mail is written from it. */
export type InvitationToMail = Awaited<ReturnType<typeof listInvitationsToMail>>[number];

/**
 * The invitations of a survey with where each stands and who wants that its address gets no mail; empty for a stranger.
 * The same number of queries for any number of invitations.
 */
export async function listInvitationsWithBlocks(surveyId: string, userId: string) {
  const [invitations, members] = await Promise.all([
    listInvitations(surveyId, userId),
    db().surveyMember.findMany({
      where: { surveyId, survey: { members: { some: { userId } } } },
      select: { userId: true },
    }),
  ]);
  const blocks = await listBlocks(
    invitations.flatMap(({ email }) => email ?? []),
    members.map((member) => member.userId),
    userId,
  );
  return invitations.map((invitation) => ({
    ...invitation,
    blockedBy: blocks.get(invitation.email ?? "") ?? null,
  }));
}
