import { db } from "@/lib/platform/db";

/** Who is written to of a version: everyone who answered, has an address and has not withdrawn. */
export function toTell(surveyId: string) {
  return {
    surveyId,
    email: { not: null },
    revokedAt: null,
    withdrawnAt: null,
    responses: { some: { submittedAt: { not: null }, withdrawnAt: null } },
  };
}

/** How many people would get the mail that a version is published. */
export async function countToTell(surveyId: string): Promise<number> {
  return db().invitation.count({ where: toTell(surveyId) });
}

/** What the mail to somebody who answered says; null where there is nothing to tell any more. */
export async function findPublishedMail(invitationId: string) {
  const invitation = await db().invitation.findFirst({
    where: {
      id: invitationId,
      revokedAt: null,
      withdrawnAt: null,
      survey: { publication: { unpublishedAt: null } },
      responses: { some: { submittedAt: { not: null }, withdrawnAt: null } },
    },
    select: {
      id: true,
      generation: true,
      name: true,
      email: true,
      language: true,
      survey: {
        select: {
          title: true,
          senderName: true,
          language: true,
          publication: { select: { slug: true } },
          correspondentId: true,
          members: { include: { user: true }, orderBy: { createdAt: "asc" } },
        },
      },
      responses: { select: { displayName: true } },
    },
  });
  const slug = invitation?.survey.publication?.slug;
  if (!invitation?.email || slug === undefined) return null;
  return {
    invitation: { ...invitation, email: invitation.email },
    survey: invitation.survey,
    slug,
    name: invitation.responses[0]?.displayName || invitation.name,
  };
}
