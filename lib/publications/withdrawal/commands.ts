import { repeatedRun, wordRuns } from "@/lib/core/publication/author-words";
import type { Change } from "@/lib/core/publication/changelog";
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
  }: {
    readonly answerId?: string;
    readonly responseId?: string;
    readonly fields: readonly PublishedFieldName[];
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
  await tx.publishedField.updateMany({
    where: {
      ...(answerId === undefined ? {} : { answerId }),
      ...(responseId === undefined ? {} : { responseId }),
      field: { in: [...fields] },
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
    select: { text: true },
  });
  const texts = revisions.map(({ text }) => text).filter((text) => text !== "");
  const { surveyId } = owner.invitation;
  await blankAuthorWords(tx, surveyId, texts);
  // Who only tightened is still read by the author, whose draft says what it repeats; who withdrew is not.
  if (responseId !== undefined) await blankRepeatedEdits(tx, surveyId, texts);
}

/** Takes what the author wrote out of every version where it repeats texts that nobody may read any more. */
async function blankAuthorWords(tx: Tx, surveyId: string, texts: readonly string[]): Promise<void> {
  const runs = wordRuns(texts);
  // Whether a text answered a question of works is not known here, so each is read both ways.
  const named = (["works", "text"] as const).flatMap((kind) =>
    [
      ...collectWorks(
        texts.map((text, at) => ({ id: `${at}`, respondent: "", question: "", kind, text })),
      ).values(),
    ].flat(),
  );
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
    const kept = changes.filter(({ kind, text }) => kind !== "author" || !repeats(text));
    if (kept.length === changes.length) continue;
    await tx.publishedVersion.update({
      where: { id },
      data: { changelog: JSON.parse(JSON.stringify(kept)) },
    });
  }
}
