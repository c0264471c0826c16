import { db } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client/client";
import type { WhatGoes } from "./schema";

/** What would go with a survey, for its owner; null for everybody else. */
export async function findWhatGoes(
  surveyId: string,
  userId: string,
  client: Prisma.TransactionClient = db(),
): Promise<WhatGoes | null> {
  const survey = await client.survey.findFirst({
    where: { id: surveyId, members: { some: { userId, role: "owner" } } },
    select: {
      _count: { select: { questions: true, invitations: true } },
      publication: { select: { slug: true, _count: { select: { versions: true } } } },
    },
  });
  if (survey === null) return null;
  const submitted = await client.response.count({
    where: { submittedAt: { not: null }, invitation: { surveyId } },
  });
  return {
    questions: survey._count.questions,
    invitations: survey._count.invitations,
    submitted,
    versions: survey.publication?._count.versions ?? 0,
    slug: survey.publication?.slug ?? null,
  };
}
