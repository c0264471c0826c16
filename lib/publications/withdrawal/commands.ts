import { repeatedRun, wordRuns } from "@/lib/core/publication/author-words";
import { publicTitle } from "@/lib/core/publication/by-rule";
import { type Change, withoutRepeated } from "@/lib/core/publication/changelog";
import { mayRepeat } from "@/lib/core/publication/seal-overlay";
import { partsOfBlock, workHash } from "@/lib/core/synthesis/overlay/blocks";
import { collectWorks } from "@/lib/core/synthesis/works";
import type { Tx } from "@/lib/platform/db";
import { blankRepeatedEdits } from "@/lib/synthesis/overlay/commands";
import { withdrawQuotes } from "@/lib/synthesis/quotes/commands";
import { Prisma } from "@/prisma/generated/client/client";
import { lockPublication } from "../access/commands";

/** Kinds of words and values of a person that a version holds. */
export type PublishedFieldName = "name" | "role" | "value" | "text";

/**
 * Takes fields of an answer, or of all answers of a response, out of every published version: salt and value are
 * deleted, the commitment stays, so that each version's hash still holds. Quotes whose consent ended end with it. For a
 * withdrawal, a tightened consent and a changed decision on a quote, in the transaction of either and after it was written.
 */
export async function blankPublishedFields(
  tx: Tx,
  {
    answerId,
    responseId,
    fields,
    standing = [],
  }: {
    readonly answerId?: string;
    readonly responseId?: string;
    readonly fields: readonly PublishedFieldName[];
    /** Passages of the one answer that stay approved: what versions hold of these alone is left in them. */
    readonly standing?: readonly string[];
  },
): Promise<void> {
  if (answerId === undefined && responseId === undefined) return;
  const owner = await tx.response.findFirst({
    where: {
      ...(responseId === undefined ? {} : { id: responseId }),
      ...(answerId === undefined ? {} : { answers: { some: { id: answerId } } }),
    },
    select: { id: true, withdrawnAt: true, invitation: { select: { surveyId: true } } },
  });
  if (owner) await lockPublication(tx, owner.invitation.surveyId);
  const kept = answerId === undefined ? [] : await listStandingFields(tx, answerId, standing);
  await tx.publishedField.updateMany({
    where: {
      ...(answerId === undefined ? {} : { answerId }),
      ...(responseId === undefined ? {} : { responseId }),
      field: { in: [...fields] },
      id: { notIn: kept },
    },
    data: { salt: null, value: Prisma.DbNull },
  });
  if (fields.includes("text")) await withdrawQuotes(tx, { answerId, responseId });
  if (!owner || !fields.includes("text")) return;
  const revisions = await tx.answerRevision.findMany({
    where: {
      answer: {
        responseId: owner.id,
        ...(answerId === undefined ? {} : { id: answerId }),
      },
    },
    select: { text: true, quotes: { select: { revisions: { select: { text: true } } } } },
  });
  const texts = revisions
    .flatMap(({ text, quotes }) => [
      text,
      // Words that a respondent put in the place of a quote are theirs too.
      ...quotes.flatMap((quote) => quote.revisions.map((edited) => edited.text)),
    ])
    .filter((text) => text !== "");
  const { surveyId } = owner.invitation;
  await blankAuthorWords(tx, surveyId, texts, standing);
  // Who only tightened is still read by the author, whose draft says what it repeats; who withdrew is not.
  if (responseId !== undefined) await blankRepeatedEdits(tx, surveyId, texts);
}

/**
 * Fields of an answer that hold words of passages that stay approved and nothing else: a passage, a quote, the title of a
 * theme, a work. Where a version sealed the answer's text whole, as those before passages had salts of their own did, none of
 * it can stand without the rest.
 */
async function listStandingFields(
  tx: Tx,
  answerId: string,
  standing: readonly string[],
): Promise<string[]> {
  if (standing.length === 0) return [];
  const sealed = await tx.publishedField.findMany({
    where: { answerId, field: "text", salt: { not: null } },
    select: { id: true, versionId: true, value: true },
  });
  const whole = await tx.$queryRaw<{ versionId: string }[]>`
    SELECT f."versionId" FROM "PublishedField" f
    JOIN "PublishedVersion" v ON v."id" = f."versionId"
    WHERE f."answerId" = ${answerId}::uuid AND f."field" = 'text' AND EXISTS (
      SELECT FROM jsonb_array_elements(v."document"->'answers') a
      WHERE a #>> '{text,commitment}' = f."commitment")`;
  const inseparable = new Set(whole.map(({ versionId }) => versionId));
  const works = new Set(worksIn(standing).map(({ id }) => id));
  return sealed
    .filter(
      ({ versionId, value }) =>
        !inseparable.has(versionId) &&
        typeof value === "string" &&
        (works.has(value) || stands(value, standing)),
    )
    .map(({ id }) => id);
}

/** Whether words stand in one of some passages; of a title, whose names may stand apart, each. */
function stands(words: string, passages: readonly string[]): boolean {
  return mayRepeat(words)
    ? passages.some((passage) => passage.includes(words))
    : publicTitle(words, passages, new Set()) === words;
}

/** The works that texts name. Whether a text answered a question of works is not known here, so each is read both ways. */
function worksIn(texts: readonly string[]) {
  return (["works", "text"] as const).flatMap((kind) =>
    [
      ...collectWorks(
        texts.map((text, at) => ({ id: `${at}`, respondent: "", question: "", kind, text })),
      ).values(),
    ].flat(),
  );
}

/**
 * Takes what the author wrote out of every version where it repeats texts that nobody may read any more, `standing` passages
 * of them aside.
 */
async function blankAuthorWords(
  tx: Tx,
  surveyId: string,
  texts: readonly string[],
  standing: readonly string[],
): Promise<void> {
  const runs = new Set(wordRuns(texts));
  for (const run of wordRuns(standing)) runs.delete(run);
  const stillNamed = new Set(worksIn(standing).map(({ id }) => id));
  const named = worksIn(texts).filter(({ id }) => !stillNamed.has(id));
  const works = new Set(named.map(({ id }) => workHash(id)));
  const repeats = (value: unknown): boolean => {
    if (typeof value === "string") {
      const parts = partsOfBlock(value);
      return parts?.kind === "work" ? works.has(parts.id) : repeatedRun(value, runs) !== null;
    }
    return typeof value === "object" && value !== null && Object.values(value).some(repeats);
  };
  const written = await tx.publishedField.findMany({
    where: { field: "author", salt: { not: null }, version: { publication: { surveyId } } },
    select: { id: true, value: true },
  });
  const gone = written.filter(({ value }) => repeats(value)).map(({ id }) => id);
  await tx.publishedField.updateMany({
    where: { id: { in: gone } },
    data: { salt: null, value: Prisma.DbNull },
  });
  const versions = await tx.publishedVersion.findMany({
    where: { publication: { surveyId } },
    select: { id: true, changelog: true },
  });
  for (const { id, changelog } of versions) {
    const changes = changelog as Change[];
    const kept = withoutRepeated(changes, repeats);
    if (JSON.stringify(kept) === JSON.stringify(changes)) continue;
    await tx.publishedVersion.update({
      where: { id },
      data: { changelog: JSON.parse(JSON.stringify(kept)) },
    });
  }
  // What is set for a time to come is published without the author reading it again.
  const plan = await tx.publicationPlan.findUnique({
    where: { surveyId },
    select: { changelog: true },
  });
  const lines = (plan?.changelog ?? null) as string[] | null;
  if (lines?.some(repeats)) {
    await tx.publicationPlan.update({
      where: { surveyId },
      data: { changelog: lines.filter((line) => !repeats(line)) },
    });
  }
}
