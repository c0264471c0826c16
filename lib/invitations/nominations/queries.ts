import { z } from "zod";
import { chosenLanguage, type Language } from "@/lib/core/language";
import { db } from "@/lib/platform/db";
import { sameSecret } from "@/lib/platform/tokens";
import type { SelfNomination } from "@/prisma/generated/client/client";
import { nominationToken } from "./links";

/** A published survey whose readers may ask to be invited. */
export type AskableSurvey = {
  readonly surveyId: string;
  readonly slug: string;
  readonly title: string;
  readonly language: Language;
};

/** The survey behind a public address that readers may ask to be invited to; null where there is none. */
export async function findAskableSurvey(slug: string): Promise<AskableSurvey | null> {
  const publication = await db().publication.findFirst({
    where: {
      slug,
      unpublishedAt: null,
      versions: { some: {} },
      survey: { fictional: false, status: { in: ["open", "closed"] } },
    },
    select: { slug: true, survey: { select: { id: true, title: true, language: true } } },
  });
  if (publication === null) return null;
  const { id, title, language } = publication.survey;
  return { surveyId: id, slug, title, language: chosenLanguage(null, language) };
}

const tokenSchema = z.tuple([z.uuid(), z.string().min(1)]);

/** The request that a link belongs to, with its survey; null where the link is wrong or nothing is kept any more. */
export async function findNomination(token: string) {
  if (token.length > 200) return null;
  const parsed = tokenSchema.safeParse(token.split("."));
  if (!parsed.success) return null;
  const found = await db().selfNomination.findUnique({
    where: { id: parsed.data[0] },
    include: { survey: { select: { title: true, language: true } } },
  });
  return found !== null && sameSecret(nominationToken(found), token) ? found : null;
}

/** Whether an address has an invitation of the survey whose link works. Only for the owner of the address. */
export async function isInvited(surveyId: string, email: string): Promise<boolean> {
  return (await db().invitation.count({ where: { surveyId, email, revokedAt: null } })) > 0;
}

/** Those who ask to be invited and have confirmed their address, for the survey's owners and editors; the oldest first. */
export function listNominations(surveyId: string, userId: string): Promise<SelfNomination[]> {
  return db().selfNomination.findMany({
    where: {
      surveyId,
      state: { not: "unconfirmed" },
      survey: { members: { some: { userId, role: { in: ["owner", "editor"] } } } },
    },
    orderBy: [{ confirmedAt: "asc" }, { id: "asc" }],
  });
}

/** What the mail that asks to confirm is written from; null where the request is gone, or its survey no longer public. */
export async function findNominationToMail(id: string) {
  const nomination = await db().selfNomination.findUnique({
    where: { id },
    include: {
      survey: {
        select: {
          title: true,
          language: true,
          publication: { select: { slug: true, unpublishedAt: true } },
          members: { select: { userId: true } },
        },
      },
    },
  });
  const publication = nomination?.survey.publication;
  if (!nomination || !publication || publication.unpublishedAt !== null) return null;
  return { ...nomination, slug: publication.slug };
}
