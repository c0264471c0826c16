import { openBase, openVersion } from "@/lib/core/publication/open-version";
import type { PublicForm } from "@/lib/core/publication/public-form";
import { putAccepted } from "@/lib/core/synthesis/model/accepted";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { db, type Tx } from "@/lib/platform/db";
import { findAskedModel, listAccepted, listNameWords } from "@/lib/synthesis/model/queries";

/** The versions of a survey's publication, the oldest first: as they are read, and without the author's edits. */
export async function listVersions(
  surveyId: string,
  client: Tx = db(),
): Promise<
  {
    readonly number: number;
    readonly told: boolean;
    readonly published: Synthesis;
    readonly base: Synthesis;
  }[]
> {
  const versions = await client.publishedVersion.findMany({
    where: { publication: { surveyId } },
    orderBy: { number: "asc" },
    include: { fields: true },
  });
  return versions.map(({ number, toldAt, document, fields }) => ({
    number,
    told: toldAt !== null,
    published: openVersion(document, fields),
    base: openBase(document, fields),
  }));
}

/** What puts the sentences of a model that a survey's author accepted into a public form. */
export async function findAccepted(surveyId: string, client: Tx = db()) {
  const accepted = await listAccepted(surveyId, client);
  const nameWords = await listNameWords(surveyId, client);
  const asked = await findAskedModel(surveyId, client);
  return (held: Synthesis, publicIdOf: PublicForm["publicIdOf"]) =>
    putAccepted(held, accepted, { publicIdOf, nameWords }, asked);
}

/** The publication that is set for a time to come, if there is one. */
export async function findPlan(surveyId: string) {
  return db().publicationPlan.findUnique({
    where: { surveyId },
    select: { publishAt: true, blockedAt: true, tellRespondents: true },
  });
}

/** A planned publication that was held up, if its author is still a member. */
export async function findBlockedPlan(
  surveyId: string,
  email: string,
): Promise<{ title: string } | null> {
  const plan = await db().publicationPlan.findFirst({
    where: {
      surveyId,
      blockedAt: { not: null },
      plannedBy: { email, memberships: { some: { surveyId } } },
    },
    select: { survey: { select: { title: true } } },
  });
  return plan && { title: plan.survey.title };
}

/** Surveys whose planned publication is due. */
export async function listDuePlans(now: Date): Promise<string[]> {
  const rows = await db().publicationPlan.findMany({
    where: { publishAt: { lte: now }, blockedAt: null },
    select: { surveyId: true },
    take: 100,
  });
  return rows.map(({ surveyId }) => surveyId);
}
