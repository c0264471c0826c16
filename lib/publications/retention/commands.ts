import { randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/commands";
import { retentionStep } from "@/lib/core/survey/retention";
import { type Tx, transaction } from "@/lib/platform/db";
import { queueMails } from "@/lib/platform/outbox";
import { enqueue } from "@/lib/platform/queue";
import { emptyInvitation, forgetModelWork } from "../personal-data/traces";
import { blankPublishedFields } from "../withdrawal/commands";

const everyField = ["name", "role", "value", "text"] as const;

/** What the author's list shows in the place of a name. */
const erasedName = "Erased after the time that was promised";

/** People erased in one transaction: a worker that dies loses no more than this. */
const batchSize = 25;

/** What was done for one survey. */
export type RetentionDone =
  | { readonly kind: "none" | "warned" }
  | { readonly kind: "erased"; readonly people: number };

/**
 * Takes a survey's promise about personal data one step on: warns its owners by mail two weeks before, and erases when the
 * time has come. Names, addresses, roles and texts go from the records and from every published version, whose hash still
 * holds; chosen values stay, without anything that says whose they are, so that figures stay. May be stopped at any point
 * and called again, also by two workers at once.
 */
export async function keepPromise(surveyId: string, now: Date): Promise<RetentionDone> {
  const step = await transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${surveyId}::uuid FOR UPDATE`;
    const survey = await tx.survey.findUnique({
      where: { id: surveyId },
      include: { members: { where: { role: "owner" }, include: { user: true } } },
    });
    if (survey === null || survey.erasedAt !== null) return "none";
    const next = retentionStep(survey, survey.erasureWarnedFor, now);
    if (next.kind !== "warn") return next.kind;
    await tx.survey.update({ where: { id: surveyId }, data: { erasureWarnedFor: next.for } });
    await queueMails(
      tx,
      survey.members.map(({ user }) => ({
        template: "erasure-warning" as const,
        dedupeKey: `erasure-warning:${surveyId}:${next.for.toISOString()}:${user.id}`,
        surveyId,
        userEmail: user.email,
      })),
    );
    await recordAudit(tx, {
      kind: "survey.erasure-announced",
      surveyId,
      details: { from: next.for.toISOString() },
    });
    return "warned";
  });
  if (step !== "erase") return { kind: step };
  let people = 0;
  for (;;) {
    const erased = await transaction((tx) => eraseBatch(tx, surveyId, now));
    people += erased;
    if (erased < batchSize) break;
  }
  return (await finish(surveyId, now)) ? { kind: "erased", people } : { kind: "none" };
}

/** Erases the next few people. Another worker's are left to it. */
async function eraseBatch(tx: Tx, surveyId: string, now: Date): Promise<number> {
  const batch = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Invitation" WHERE "surveyId" = ${surveyId}::uuid AND "erasedAt" IS NULL
    ORDER BY "id" LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`;
  for (const { id } of batch) await eraseInvitation(tx, { id, surveyId }, now);
  // What was computed names people.
  if (batch.length > 0) await tx.synthesisDraft.deleteMany({ where: { surveyId } });
  return batch.length;
}

async function eraseInvitation(
  tx: Tx,
  { id: invitationId, surveyId }: { readonly id: string; readonly surveyId: string },
  now: Date,
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Response" WHERE "invitationId" = ${invitationId}::uuid FOR UPDATE`;
  const responses = await tx.response.findMany({
    where: { invitationId },
    include: {
      answers: { include: { revisions: { orderBy: { number: "desc" }, take: 1 } } },
    },
  });
  for (const { id: responseId, withdrawnAt, answers } of responses) {
    await blankPublishedFields(tx, { responseId, fields: everyField });
    await forgetModelWork(tx, { surveyId, responseId });
    await tx.draftField.deleteMany({ where: { responseId } });
    // Revisions are never rewritten: what remains of an answer is another answer.
    await tx.answer.deleteMany({ where: { responseId } });
    await tx.response.update({
      where: { id: responseId },
      data: {
        displayName: "",
        displayRole: "",
        roleWording: "",
        interests: "",
        toldModelHost: null,
      },
    });
    if (withdrawnAt !== null) continue;
    for (const { questionRevisionId, revisions } of answers) {
      const [last] = revisions;
      const value = chosenAlone(last?.value ?? "");
      if (last === undefined || value === "") continue;
      const { confidence, low, high, createdAt } = last;
      await tx.answer.create({
        data: {
          id: randomUUID(),
          responseId,
          questionRevisionId,
          attribution: "aggregate",
          consentedAt: now,
          revisions: {
            create: { number: 1, value, confidence, low, high, submission: 1, createdAt },
          },
        },
      });
    }
  }
  await emptyInvitation(tx, invitationId, { label: erasedName, withdrawn: false }, now);
}

/** A value without words of the respondent's own: "other:…" goes, options, numbers and "none" stay. */
function chosenAlone(value: string): string {
  return value
    .split(";")
    .filter((part) => !part.startsWith("other:"))
    .join(";");
}

/** Closes the erasure once nobody is left: true for the one that did. */
async function finish(surveyId: string, now: Date): Promise<boolean> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${surveyId}::uuid FOR UPDATE`;
    const survey = await tx.survey.findUniqueOrThrow({ where: { id: surveyId } });
    const left = await tx.invitation.count({ where: { surveyId, erasedAt: null } });
    if (survey.erasedAt !== null || left > 0) return false;
    // People whom others named, or who asked to be invited.
    await tx.colleagueSuggestion.deleteMany({ where: { surveyId } });
    await tx.selfNomination.deleteMany({ where: { surveyId } });
    await tx.feedback.deleteMany({ where: { surveyId } });
    await tx.synthesisDraft.deleteMany({ where: { surveyId } });
    await tx.survey.update({ where: { id: surveyId }, data: { erasedAt: now } });
    // The page says so from now on: an update draws a new epoch.
    await tx.$executeRaw`UPDATE "Publication" SET "slug" = "slug" WHERE "surveyId" = ${surveyId}::uuid`;
    await enqueue(tx, { name: "synthesis.regenerate", surveyId });
    const people = await tx.invitation.count({ where: { surveyId } });
    await recordAudit(tx, { kind: "survey.personal-data-erased", surveyId, details: { people } });
    return true;
  });
}
