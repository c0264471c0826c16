import { randomBytes, randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/commands";
import type { Outcome, Problem } from "@/lib/core/errors";
import { repeatedRun, wordRuns } from "@/lib/core/publication/author-words";
import { authorChangelog, type Change, changesBetween } from "@/lib/core/publication/changelog";
import { composePublication } from "@/lib/core/publication/compose";
import { sealVersion } from "@/lib/core/publication/version";
import { overlayOf } from "@/lib/core/synthesis/overlay/history";
import { type Tx, transaction } from "@/lib/platform/db";
import { computeDraft } from "@/lib/synthesis/commands";
import { findFeedbackFigures } from "@/lib/synthesis/feedback/queries";
import { listHistory } from "@/lib/synthesis/overlay/queries";
import { Prisma } from "@/prisma/generated/client/client";
import { changePublication, lockPublication, writtenBy } from "./access/commands";
import { findAccepted, listVersions } from "./desk/queries";
import { tellWithin } from "./tell/commands";

type PublishSurvey = {
  readonly surveyId: string;
  /** Null for the product itself, which publishes its demo. */
  readonly actorId: string | null;
  readonly now: Date;
  /** Hash of the input of the draft that the author saw; publishing refuses when answers changed since. */
  readonly seenInputHash?: string;
  /** Number of the last edit that the author saw; publishing refuses when somebody edited since. */
  readonly seenEdit?: number;
  /** The author's own lines of the changelog; without them it is what the data say. */
  readonly changelog?: readonly string[] | null;
  /** Everyone who answered gets one mail with the address. */
  readonly tellRespondents?: boolean;
};

/** Where a version stands. */
export type Published = { readonly slug: string; readonly number: number };

/** Freezes what is submitted now, with the author's edits, as the next version of the survey's publication. */
export async function publishSurvey(request: PublishSurvey): Promise<Outcome<Published>> {
  return transaction((tx) => publishWithin(tx, request));
}

/** The same within a transaction that goes on. */
export async function publishWithin(tx: Tx, request: PublishSurvey): Promise<Outcome<Published>> {
  const { surveyId, actorId, now, seenInputHash, seenEdit } = request;
  // Until this transaction ends nobody's words can be blanked, and none that were blanked before are missed: both
  // sides take this lock first.
  await lockPublication(tx, surveyId);
  const survey = await tx.survey.findFirst({
    where: writtenBy(surveyId, actorId),
    select: { slug: true },
  });
  const computed = survey && (await computeDraft(surveyId, tx));
  if (!computed) return { ok: false, reason: "not-found" };
  const history = await listHistory(surveyId, tx);
  const unseen = seenEdit !== undefined && (history.at(-1)?.number ?? 0) !== seenEdit;
  if (unseen || (seenInputHash !== undefined && computed.inputHash !== seenInputHash)) {
    return { ok: false, reason: "conflict" };
  }
  if (computed.input.answers.length === 0) return { ok: false, reason: "nothing-to-publish" };

  const versions = await listVersions(surveyId, tx);
  // Respondents saw figures too: the public's must not differ from these by a few hidden answers either.
  const seen = await findFeedbackFigures(surveyId, computed.round, tx);
  const previous = versions.at(-1) ?? null;
  const answerOf = new Map<string, string>();
  const { published, base, edits, notes } = composePublication({
    computed: computed.document,
    overlay: overlayOf(history),
    earlier: [...versions.map((version) => version.base), ...(seen === null ? [] : [seen])],
    accept: await findAccepted(surveyId, tx),
    drawId: (privateId) => {
      const drawn = `a-${randomUUID()}`;
      answerOf.set(drawn, privateId);
      return drawn;
    },
  });
  const changes = changesBetween(previous?.published ?? null, published);
  const lines = request.changelog ?? null;
  const changelog = lines === null ? changes : authorChangelog(changes, lines);
  const problems = [
    ...notes
      .filter(({ blocks }) => blocks)
      .map(({ block, text }): Problem => ({ at: block ?? "", message: text })),
    ...repeatedInChangelog(
      changelog,
      computed.document.answers.map(({ text }) => text),
      published.answers.map(({ text }) => text),
    ),
  ];
  if (problems.length > 0) return { ok: false, reason: "blocked", problems };

  const standing = edits.filter(({ state }) => state.kind !== "gone").map(({ edit }) => edit);
  const sealed = sealVersion(base, () => randomBytes(16).toString("hex"), standing);
  const number = (previous?.number ?? 0) + 1;
  const publication = await tx.publication.upsert({
    where: { surveyId },
    create: { surveyId, slug: survey.slug },
    update: { unpublishedAt: null },
  });
  const version = await tx.publishedVersion.create({
    data: {
      publicationId: publication.id,
      number,
      document: JSON.parse(JSON.stringify(sealed.document)),
      sha256: sealed.sha256,
      changelog: JSON.parse(JSON.stringify(changelog)),
      publishedById: actorId,
      publishedAt: now,
      fields: {
        createMany: {
          data: sealed.fields.map((field) => {
            const { commitment, salt } = field;
            const value =
              field.value === null ? Prisma.JsonNull : JSON.parse(JSON.stringify(field.value));
            const own = { commitment, field: field.field, salt, value };
            if (field.answerId === null) return own;
            const answerId = answerOf.get(field.answerId);
            const responseId = answerId && computed.responseOf.get(answerId);
            // Words that no withdrawal could find again must never be published.
            if (!answerId || !responseId) throw new Error("a published field has no answer");
            return { ...own, answerId, responseId };
          }),
        },
      },
    },
  });
  await tx.publicationPlan.deleteMany({ where: { surveyId } });
  await recordAudit(tx, {
    kind: "survey.published",
    ...(actorId ? { actorId } : {}),
    surveyId,
    details: { number, sha256: sealed.sha256 },
  });
  if (request.tellRespondents) await tellWithin(tx, { surveyId, versionId: version.id, now });
  return { ok: true, value: { slug: publication.slug, number } };
}

function repeatedInChangelog(
  changelog: readonly Change[],
  answers: readonly string[],
  shown: readonly string[],
): Problem[] {
  const visible = new Set(shown);
  const runs = wordRuns(answers.filter((text) => !visible.has(text)));
  return changelog
    .filter(({ kind, text }) => kind === "author" && repeatedRun(text, runs) !== null)
    .map(({ text }) => ({
      at: "changelog",
      message: `This line repeats words of an answer that may not be quoted: “${text}”`,
    }));
}

type Whose = { readonly surveyId: string; readonly actorId: string };

/** Takes a publication off the public pages: a tombstone stays at its address, and its versions are kept. */
export async function unpublishSurvey(
  request: Whose & { readonly now: Date },
): Promise<Outcome<null>> {
  return changePublication({ ...request, kind: "survey.unpublished" }, (tx, survey) =>
    tx.publication.updateMany({
      where: { unpublishedAt: null, survey },
      data: { unpublishedAt: request.now },
    }),
  );
}

/** Brings a publication back as it was. */
export async function republishSurvey(request: Whose): Promise<Outcome<null>> {
  return changePublication({ ...request, kind: "survey.republished" }, (tx, survey) =>
    tx.publication.updateMany({
      where: { unpublishedAt: { not: null }, survey },
      data: { unpublishedAt: null },
    }),
  );
}
