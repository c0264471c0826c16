import { randomBytes, randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { changesBetween } from "@/lib/core/publication/changelog";
import { inexactQuotes } from "@/lib/core/publication/exact-quotes";
import { holdBackFigures } from "@/lib/core/publication/hold-back";
import { toPublicForm } from "@/lib/core/publication/public-form";
import { openVersion, sealVersion } from "@/lib/core/publication/version";
import { putAccepted } from "@/lib/core/synthesis/model/accepted";
import { synthesize } from "@/lib/core/synthesis/synthesize";
import { type Tx, transaction } from "@/lib/platform/db";
import { hashInput } from "@/lib/synthesis/commands";

import { findFeedbackFigures } from "@/lib/synthesis/feedback/queries";
import { findAskedModel, listAccepted, listNameWords } from "@/lib/synthesis/model/queries";

import { findSynthesisInput } from "@/lib/synthesis/queries";
import { withdrawQuotes } from "@/lib/synthesis/quotes/commands";
import { Prisma } from "@/prisma/generated/client/client";

type PublishSurvey = {
  readonly surveyId: string;
  readonly actorId: string | null;
  readonly now: Date;
  /** Hash of the input of the draft that the author saw; publishing refuses when answers changed since. */
  readonly seenInputHash?: string;
};

/** Freezes what is submitted now as the next version of the survey's publication. */
export async function publishSurvey({
  surveyId,
  actorId,
  now,
  seenInputHash,
}: PublishSurvey): Promise<Outcome<{ slug: string; number: number }>> {
  return transaction(async (tx) => {
    // Until this transaction ends nobody's words can be blanked, and none that were blanked before are missed: both
    // sides take this lock first.
    await lockPublication(tx, surveyId);
    const survey = await tx.survey.findUnique({
      where: { id: surveyId },
      select: { slug: true },
    });
    const stored = survey && (await findSynthesisInput(surveyId, tx));
    if (!stored) return { ok: false, reason: "not-found" };
    if (seenInputHash !== undefined && hashInput(stored.input) !== seenInputHash) {
      return { ok: false, reason: "conflict" };
    }
    if (stored.input.answers.length === 0) return { ok: false, reason: "nothing-to-publish" };

    const computed = synthesize(stored.input);
    const problems = inexactQuotes(computed);
    if (problems.length > 0) return { ok: false, reason: "invalid-input", problems };

    const publication = await tx.publication.upsert({
      where: { surveyId },
      create: { surveyId, slug: survey.slug },
      update: { unpublishedAt: null },
    });
    const stands = await tx.publishedVersion.findMany({
      where: { publicationId: publication.id },
      orderBy: { number: "asc" },
      include: { fields: true },
    });
    const previous = stands.at(-1);
    const earlier = stands.map(({ document, fields }) => openVersion(document, fields));
    const before = earlier.at(-1) ?? null;
    // The engine numbers answers anew; a respondent answers a question once, so the pair finds the stored one.
    const pair = (respondent: string | undefined, question: string) => `${respondent} ${question}`;
    const recordOf = new Map(
      stored.input.answers.map((record) => [pair(record.respondent, record.question), record.id]),
    );
    const storedIdOf = new Map(
      computed.answers.map(({ id, respondent, question }) => [
        id,
        recordOf.get(pair(respondent, question)),
      ]),
    );
    const answerOf = new Map<string, string>();
    const { open: complete, publicIdOf } = toPublicForm(computed, {
      drawId: (privateId) => {
        const drawn = `a-${randomUUID()}`;
        const answerId = storedIdOf.get(privateId);
        if (answerId) answerOf.set(drawn, answerId);
        return drawn;
      },
    });
    // Respondents saw figures too: the public's must not differ from these by a few hidden answers either.
    const seen = await findFeedbackFigures(surveyId, stored.round, tx);
    const held = holdBackFigures(
      seen === null ? earlier : [...earlier, seen],
      complete,
      computed.methods.minimumGroup,
    );
    // Last, so that a sentence that says a figure which was held back is left out.
    const published = putAccepted(
      held,
      await listAccepted(surveyId, tx),
      { publicIdOf, nameWords: await listNameWords(surveyId, tx) },
      await findAskedModel(surveyId, tx),
    );
    const sealed = sealVersion(published, () => randomBytes(16).toString("hex"));
    const number = (previous?.number ?? 0) + 1;
    await tx.publishedVersion.create({
      data: {
        publicationId: publication.id,
        number,
        document: JSON.parse(JSON.stringify(sealed.document)),
        sha256: sealed.sha256,
        changelog: JSON.parse(JSON.stringify(changesBetween(before, published))),
        publishedById: actorId,
        publishedAt: now,
        fields: {
          createMany: {
            data: sealed.fields.map((field) => {
              const answerId = answerOf.get(field.answerId);
              const responseId = answerId && stored.responseOf.get(answerId);
              // Words that no withdrawal could find again must never be published.
              if (!answerId || !responseId) throw new Error("a published field has no answer");
              return {
                commitment: field.commitment,
                field: field.field,
                salt: field.salt,
                value:
                  field.value === null ? Prisma.JsonNull : JSON.parse(JSON.stringify(field.value)),
                answerId,
                responseId,
              };
            }),
          },
        },
      },
    });
    await recordAudit(tx, {
      kind: "survey.published",
      ...(actorId ? { actorId } : {}),
      surveyId,
      details: { number, sha256: sealed.sha256 },
    });
    return { ok: true, value: { slug: publication.slug, number } };
  });
}

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
    select: { invitation: { select: { surveyId: true } } },
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
}

async function lockPublication(tx: Tx, surveyId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`publication:${surveyId}`}, 0))`;
}
