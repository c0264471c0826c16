import { randomBytes, randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/commands";
import type { Outcome, Problem } from "@/lib/core/errors";
import { repeatedRun, wordRuns } from "@/lib/core/publication/author-words";
import { authorChangelog, type Change, changesBetween } from "@/lib/core/publication/changelog";
import { composePublication } from "@/lib/core/publication/compose";
import { sealVersion } from "@/lib/core/publication/version";
import { workBlock } from "@/lib/core/synthesis/overlay/blocks";
import { overlayOf } from "@/lib/core/synthesis/overlay/history";
import { collectWorks } from "@/lib/core/synthesis/works";
import { type Tx, transaction } from "@/lib/platform/db";
import { queueMail } from "@/lib/platform/outbox";
import { enqueue } from "@/lib/platform/queue";
import { computeDraft } from "@/lib/synthesis/commands";
import { findFeedbackFigures } from "@/lib/synthesis/feedback/queries";
import { blankRepeatedEdits } from "@/lib/synthesis/overlay/commands";
import { listHistory } from "@/lib/synthesis/overlay/queries";
import { withdrawQuotes } from "@/lib/synthesis/quotes/commands";
import { Prisma } from "@/prisma/generated/client/client";
import { findAccepted, listVersions } from "./desk/queries";

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

type Published = { readonly slug: string; readonly number: number };

/** Whose survey it is: that of an owner or editor. The product itself may publish any. */
function writtenBy(surveyId: string, actorId: string | null) {
  if (actorId === null) return { id: surveyId };
  const role = { in: ["owner" as const, "editor" as const] };
  return { id: surveyId, members: { some: { userId: actorId, role } } };
}

/** Freezes what is submitted now, with the author's edits, as the next version of the survey's publication. */
export async function publishSurvey(request: PublishSurvey): Promise<Outcome<Published>> {
  return transaction((tx) => publishWithin(tx, request));
}

async function publishWithin(tx: Tx, request: PublishSurvey): Promise<Outcome<Published>> {
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

/** One mail to everyone who answered and has not withdrawn. A second call for the same version writes to nobody twice. */
async function tellWithin(
  tx: Tx,
  { surveyId, versionId, now }: { surveyId: string; versionId: string; now: Date },
): Promise<number> {
  const told = await tx.publishedVersion.updateMany({
    where: { id: versionId, toldAt: null },
    data: { toldAt: now },
  });
  if (told.count === 0) return 0;
  const people = await tx.invitation.findMany({
    where: {
      surveyId,
      email: { not: null },
      revokedAt: null,
      withdrawnAt: null,
      responses: { some: { submittedAt: { not: null }, withdrawnAt: null } },
    },
    select: { id: true },
  });
  for (const { id } of people) {
    await queueMail(tx, {
      template: "published",
      dedupeKey: `published:${versionId}:${id}`,
      surveyId,
      invitationId: id,
    });
  }
  return people.length;
}

/** Tells everyone who answered of the latest version, once. Returns how many mails wait. */
export async function tellRespondents(request: {
  readonly surveyId: string;
  readonly actorId: string;
  readonly now: Date;
}): Promise<Outcome<number>> {
  const { surveyId, actorId, now } = request;
  return transaction(async (tx) => {
    await lockPublication(tx, surveyId);
    const version = await tx.publishedVersion.findFirst({
      where: { publication: { unpublishedAt: null, survey: writtenBy(surveyId, actorId) } },
      orderBy: { number: "desc" },
      select: { id: true, number: true, toldAt: true },
    });
    if (!version) return { ok: false, reason: "not-found" };
    if (version.toldAt !== null) return { ok: false, reason: "conflict" };
    const count = await tellWithin(tx, { surveyId, versionId: version.id, now });
    await recordAudit(tx, {
      kind: "survey.respondents-told",
      actorId,
      surveyId,
      details: { number: version.number, count },
    });
    return { ok: true, value: count };
  });
}

/** Takes a publication off the public pages: a tombstone stays at its address, and its versions are kept. */
export async function unpublishSurvey(request: {
  readonly surveyId: string;
  readonly actorId: string;
  readonly now: Date;
}): Promise<Outcome<null>> {
  const { surveyId, actorId, now } = request;
  return transaction(async (tx) => {
    await lockPublication(tx, surveyId);
    const { count } = await tx.publication.updateMany({
      where: { unpublishedAt: null, survey: writtenBy(surveyId, actorId) },
      data: { unpublishedAt: now },
    });
    if (count === 0) return { ok: false, reason: "not-found" };
    await recordAudit(tx, { kind: "survey.unpublished", actorId, surveyId });
    return { ok: true, value: null };
  });
}

/** Brings a publication back as it was. */
export async function republishSurvey(request: {
  readonly surveyId: string;
  readonly actorId: string;
}): Promise<Outcome<null>> {
  const { surveyId, actorId } = request;
  return transaction(async (tx) => {
    await lockPublication(tx, surveyId);
    const { count } = await tx.publication.updateMany({
      where: { unpublishedAt: { not: null }, survey: writtenBy(surveyId, actorId) },
      data: { unpublishedAt: null },
    });
    if (count === 0) return { ok: false, reason: "not-found" };
    await recordAudit(tx, { kind: "survey.republished", actorId, surveyId });
    return { ok: true, value: null };
  });
}

/** Sets a publication for a time to come; a second plan takes the place of the first. */
export async function planPublication(request: {
  readonly surveyId: string;
  readonly actorId: string;
  readonly now: Date;
  readonly publishAt: Date;
  readonly changelog: readonly string[] | null;
  readonly tellRespondents: boolean;
}): Promise<Outcome<null>> {
  const { surveyId, actorId, now, publishAt } = request;
  if (publishAt <= now) {
    return {
      ok: false,
      reason: "invalid-input",
      problems: [{ at: "publishAt", message: "Choose a time to come." }],
    };
  }
  return transaction(async (tx) => {
    await lockPublication(tx, surveyId);
    const survey = await tx.survey.findFirst({
      where: writtenBy(surveyId, actorId),
      select: { id: true },
    });
    if (!survey) return { ok: false, reason: "not-found" };
    const plan = {
      publishAt,
      changelog: request.changelog === null ? Prisma.DbNull : [...request.changelog],
      tellRespondents: request.tellRespondents,
      plannedById: actorId,
      blockedAt: null,
      createdAt: now,
    };
    await tx.publicationPlan.upsert({
      where: { surveyId },
      create: { surveyId, ...plan },
      update: plan,
    });
    const seconds = Math.ceil((publishAt.getTime() - now.getTime()) / 1000);
    await enqueue(tx, { name: "publication.due", surveyId }, seconds);
    await recordAudit(tx, {
      kind: "survey.publication-planned",
      actorId,
      surveyId,
      details: { publishAt: publishAt.toISOString() },
    });
    return { ok: true, value: null };
  });
}

/** Calls a planned publication off. */
export async function cancelPlan(request: {
  readonly surveyId: string;
  readonly actorId: string;
}): Promise<Outcome<null>> {
  const { surveyId, actorId } = request;
  return transaction(async (tx) => {
    await lockPublication(tx, surveyId);
    const { count } = await tx.publicationPlan.deleteMany({
      where: { survey: writtenBy(surveyId, actorId) },
    });
    if (count === 0) return { ok: false, reason: "not-found" };
    await recordAudit(tx, { kind: "survey.publication-called-off", actorId, surveyId });
    return { ok: true, value: null };
  });
}

/**
 * Publishes what was set for a time that has come. What stands in the way is looked for anew; where there is something, the
 * plan stays, marked, and whoever made it gets a mail.
 */
export async function publishPlanned(
  surveyId: string,
  now: Date,
): Promise<"published" | "blocked" | "nothing"> {
  return transaction(async (tx) => {
    await lockPublication(tx, surveyId);
    const plan = await tx.publicationPlan.findFirst({
      where: { surveyId, publishAt: { lte: now }, blockedAt: null },
      include: { plannedBy: { select: { email: true } } },
    });
    if (!plan) return "nothing";
    const outcome: Outcome<Published> =
      plan.plannedById === null
        ? { ok: false, reason: "not-allowed" }
        : await publishWithin(tx, {
            surveyId,
            actorId: plan.plannedById,
            now,
            // Written by planPublication alone.
            changelog: plan.changelog as string[] | null,
            tellRespondents: plan.tellRespondents,
          });
    if (outcome.ok) return "published";
    await tx.publicationPlan.update({ where: { surveyId }, data: { blockedAt: now } });
    await recordAudit(tx, {
      kind: "survey.publication-blocked",
      surveyId,
      details: { reason: outcome.reason, count: outcome.problems?.length ?? 0 },
    });
    if (plan.plannedBy) {
      await queueMail(tx, {
        template: "publication-blocked",
        dedupeKey: `publication-blocked:${surveyId}:${plan.publishAt.getTime()}`,
        surveyId,
        userEmail: plan.plannedBy.email,
      });
    }
    return "blocked";
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
  const named = collectWorks(texts.map((text, at) => ({ id: `${at}`, respondent: "", text })));
  const works = new Set(named.map(({ id }) => workBlock("", id).split("/").at(-1)));
  const repeats = (value: unknown): boolean => {
    if (typeof value === "string") {
      if (value.includes("/cited/")) return works.has(value.split("/").at(-1));
      return repeatedRun(value, runs) !== null;
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

async function lockPublication(tx: Tx, surveyId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`publication:${surveyId}`}, 0))`;
}
