import { db } from "@/lib/platform/db";
import { sha256Hex } from "@/lib/platform/tokens";
import type { Prisma } from "@/prisma/generated/client/client";
import type { OwnAnswer, OwnSurvey } from "./schema";

/** Who reads with a key. */
export type KeyHolder = { readonly keyId: string; readonly userId: string };

/** The holder of a key that is not revoked and whose author is still admitted; null for everybody else. */
export async function findKeyHolder(key: string): Promise<KeyHolder | null> {
  const found = await db().apiKey.findFirst({
    where: { tokenHash: sha256Hex(key), revokedAt: null },
    select: { id: true, user: { select: { id: true, email: true } } },
  });
  if (found === null) return null;
  const admitted = await db().admittedAddress.count({ where: { email: found.user.email } });
  return admitted > 0 ? { keyId: found.id, userId: found.user.id } : null;
}

/** The keys of an author, the newest first; revoked ones are not listed. */
export async function listKeys(userId: string) {
  return db().apiKey.findMany({
    where: { userId, revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { id: true, name: true, ending: true, createdAt: true, lastUsedAt: true },
  });
}

type Paging = { readonly page: number; readonly perPage: number };
type Listed<T> = { readonly items: readonly T[]; readonly total: number };

const mayRead = (userId: string): Prisma.SurveyWhereInput => ({
  members: { some: { userId, role: { in: ["owner", "editor"] } } },
});

/** The surveys that a user owns or edits, the newest first. */
export async function listOwnSurveys(
  userId: string,
  { page, perPage }: Paging,
  siteUrl: string,
): Promise<Listed<OwnSurvey>> {
  const where = mayRead(userId);
  const [total, surveys] = await Promise.all([
    db().survey.count({ where }),
    db().survey.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * perPage,
      take: perPage,
      select: {
        id: true,
        title: true,
        status: true,
        members: { where: { userId }, select: { role: true } },
        publication: {
          select: { slug: true, unpublishedAt: true, _count: { select: { versions: true } } },
        },
        invitations: {
          where: { withdrawnAt: null, revokedAt: null },
          select: {
            _count: {
              select: { responses: { where: { withdrawnAt: null, submission: { gt: 0 } } } },
            },
          },
        },
      },
    }),
  ]);
  const items = surveys.map(({ id, title, status, members, publication, invitations }) => ({
    id,
    title,
    status,
    role: members[0]?.role === "owner" ? ("owner" as const) : ("editor" as const),
    url:
      publication && publication.unpublishedAt === null && publication._count.versions > 0
        ? `${siteUrl}/s/${publication.slug}`
        : null,
    answered: invitations.filter(({ _count }) => _count.responses > 0).length,
  }));
  return { items, total };
}

/** The submitted answers to a survey that a user owns or edits; null where they do not. */
export async function listOwnAnswers(
  surveyId: string,
  userId: string,
  { page, perPage }: Paging,
): Promise<Listed<OwnAnswer> | null> {
  const survey = await db().survey.findFirst({
    where: { id: surveyId, ...mayRead(userId) },
    select: { id: true },
  });
  if (survey === null) return null;
  const where: Prisma.AnswerWhereInput = {
    response: {
      withdrawnAt: null,
      submission: { gt: 0 },
      invitation: {
        survey: { id: surveyId, ...mayRead(userId) },
        withdrawnAt: null,
        revokedAt: null,
      },
    },
    revisions: { some: {} },
  };
  const [total, answers] = await Promise.all([
    db().answer.count({ where }),
    db().answer.findMany({
      where,
      orderBy: { id: "asc" },
      skip: (page - 1) * perPage,
      take: perPage,
      include: {
        response: {
          select: {
            id: true,
            displayName: true,
            displayRole: true,
            roleWording: true,
            invitation: { select: { name: true } },
          },
        },
        questionRevision: { select: { number: true, question: { select: { key: true } } } },
        revisions: { orderBy: { number: "desc" }, take: 1 },
      },
    }),
  ]);
  const items = answers.flatMap((answer) => {
    const [revision] = answer.revisions;
    if (!revision) return [];
    const { response } = answer;
    return [
      {
        respondent: response.id,
        name: response.displayName || response.invitation.name,
        role: answer.attribution === "role" ? response.roleWording : response.displayRole,
        question: answer.questionRevision.question.key,
        value: revision.value,
        confidence: revision.confidence,
        low: revision.low,
        high: revision.high,
        text: revision.text,
        attribution: answer.attribution,
        quote: answer.quotable,
        questionRevision: answer.questionRevision.number,
        submittedAt: revision.createdAt.toISOString(),
      },
    ];
  });
  return { items, total };
}
