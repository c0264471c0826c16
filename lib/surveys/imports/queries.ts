import type { KnownPerson } from "@/lib/core/answers/entered";
import { parseSurvey } from "@/lib/core/survey/parse-survey";
import type { SurveyDocument } from "@/lib/core/survey/survey-schema";
import { db, type Tx } from "@/lib/platform/db";
import { findSurveyContent } from "../queries";

/** The questions as they are asked now, for a member; null for everybody else, and while a draft lacks words. */
export async function findAskedSurvey(
  surveyId: string,
  userId: string,
): Promise<SurveyDocument | null> {
  const content = await findSurveyContent(surveyId, userId);
  const parsed = content === null ? null : parseSurvey(content);
  return parsed?.ok ? parsed.value : null;
}

/** Whoever of these addresses is in the survey already. */
export async function listKnownPeople(
  surveyId: string,
  emails: readonly string[],
  client: Tx = db(),
): Promise<readonly (KnownPerson & { readonly invitationId: string })[]> {
  // One array, because a list of thousands of addresses would be as many parameters.
  const people = await client.$queryRaw<
    { invitationId: string; email: string; hasAnswers: boolean; revoked: boolean }[]
  >`
    SELECT i."id" AS "invitationId", i."email", i."revokedAt" IS NOT NULL AS "revoked",
      EXISTS (SELECT 1 FROM "Response" r WHERE r."invitationId" = i."id") AS "hasAnswers"
    FROM "Invitation" i
    WHERE i."surveyId" = ${surveyId}::uuid AND i."email" = ANY(${[...emails]}::text[])`;
  return people;
}

/** An import with how far its people are. */
export type ImportRow = {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly respondents: number;
  readonly answers: number;
  readonly undoneAt: Date | null;
  readonly confirmed: number;
  /** Nobody has confirmed or begun to correct anything. */
  readonly mayUndo: boolean;
};

/** The imports of a survey, newest first; empty for a stranger. */
export async function listImports(surveyId: string, userId: string): Promise<ImportRow[]> {
  const imports = await db().answerImport.findMany({
    where: { surveyId, survey: { members: { some: { userId } } } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: { importedBy: { select: { name: true, email: true } } },
  });
  const touched = await db().response.groupBy({
    by: ["importId"],
    where: {
      import: { surveyId },
      OR: [{ confirmedAt: { not: null } }, { drafts: { some: {} } }],
    },
    _count: { _all: true, confirmedAt: true },
  });
  const counts = new Map(touched.map(({ importId, _count }) => [importId, _count]));
  return imports.map((one) => ({
    id: one.id,
    at: one.createdAt,
    by: one.importedBy?.name || one.importedBy?.email || "the command line",
    respondents: one.respondents,
    answers: one.answers,
    undoneAt: one.undoneAt,
    confirmed: counts.get(one.id)?.confirmedAt ?? 0,
    mayUndo: one.undoneAt === null && (counts.get(one.id)?._all ?? 0) === 0,
  }));
}
