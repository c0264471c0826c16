import { randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/commands";
import { type Attribution, attributionSchema } from "@/lib/core/answers/answer";
import type { Outcome, Problem } from "@/lib/core/errors";
import { storedMessage } from "@/lib/core/invitations/message";
import { slugOf } from "@/lib/core/survey/lifecycle";
import { openingChecklist } from "@/lib/core/survey/opening-checklist";
import { completeQuestion } from "@/lib/core/survey/question-draft";
import { type SurveyContent, settingsOf } from "@/lib/core/survey/survey-document";
import { findingRules } from "@/lib/core/synthesis/finding-rules";
import { keyOf } from "@/lib/core/synthesis/overlay/edit";
import { ownWorkEdits } from "@/lib/core/synthesis/overlay/own-works";
import { type Tx, transaction } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client/client";
import { questionFieldsOf, surveyFieldsOf } from "./editor/queries";
import { canEditSurvey } from "./policy";
import { findSurvey, type MemberSurvey } from "./queries";

type NewSurvey = {
  readonly document: SurveyContent;
  readonly ownerId: string;
  /** What it was made from, for the audit trail: a template's id, "file", or a survey's id. */
  readonly source: string;
  readonly now: Date;
};

/** Creates a draft survey from a portable survey, owned by one author. */
export function createSurvey(input: NewSurvey): Promise<{ id: string }> {
  return transaction((tx) => createSurveyIn(tx, input));
}

async function createSurveyIn(tx: Tx, input: NewSurvey): Promise<{ id: string }> {
  const { document } = input;
  const owner = await tx.user.findUniqueOrThrow({ where: { id: input.ownerId } });
  const authors =
    document.authors.length > 0 ? document.authors : owner.name ? [{ name: owner.name }] : [];
  const survey = await tx.survey.create({
    data: {
      slug: await freeSlug(tx, document.title),
      title: document.title,
      introduction: document.introduction,
      authors: toJson(authors),
      fictional: document.fictional,
      minimumGroup: document.minimumGroup,
      ...(document.language === undefined ? {} : { language: document.language }),
      ...(document.timeZone === undefined ? {} : { timeZone: document.timeZone }),
      consentWords: document.consentWords ?? "",
      invitationMessage: storedMessage(document.invitationMessage ?? ""),
      submittingApprovesQuotes: document.submittingApprovesQuotes ?? false,
      ...(document.attributions === undefined
        ? {}
        : { attributions: inOrder(document.attributions) }),
      retentionMonths: document.retentionMonths ?? null,
      objectionContact: document.objectionContact ?? "",
      showOthersAfterSubmitting: document.showOthersAfterSubmitting ?? false,
      createdAt: input.now,
      members: { create: { userId: input.ownerId, role: "owner" } },
      questions: { create: document.questions.map(questionRow) },
      ...firstRounds(document.rounds ?? 1, input.now),
    },
    select: { id: true },
  });
  await recordAudit(tx, {
    kind: "survey.created",
    actorId: input.ownerId,
    surveyId: survey.id,
    details: { source: input.source },
  });
  return survey;
}

/** Levels from open to closed, each once. */
function inOrder(levels: readonly Attribution[]): Attribution[] {
  return attributionSchema.options.filter((level) => levels.includes(level));
}

const dayMs = 86_400_000;

/** Rounds of three weeks with a week between, to be dated by the author; none in a survey of one round. */
function firstRounds(count: number, now: Date) {
  if (count < 2) return {};
  const rounds = Array.from({ length: count }, (_, index) => {
    const opensAt = new Date(now.getTime() + index * 28 * dayMs);
    return { number: index + 1, opensAt, closesAt: new Date(opensAt.getTime() + 21 * dayMs) };
  });
  return { rounds: { create: rounds }, ...(rounds[0] ? { closesAt: rounds[0].closesAt } : {}) };
}

/** A question with its first wording, as a survey is created with it. */
export function questionRow(question: SurveyContent["questions"][number], index: number) {
  return {
    key: question.id,
    position: index + 1,
    revisions: {
      create: {
        number: 1,
        kind: question.kind,
        prompt: question.prompt,
        help: question.help ?? "",
        required: question.required ?? false,
        settings: toJson(settingsOf(question)),
      },
    },
  };
}

function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}

/** An address that no other survey has. Who asks for the same words waits until this transaction has ended. */
export async function freeSlug(tx: Tx, title: string, exceptId?: string): Promise<string> {
  // Two surveys that are named alike at once take turns, or both would find the same address free.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('survey slug', 0))`;
  const base = slugOf(title);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`slug ${base}`}))`;
  const taken = new Set(
    (
      await tx.survey.findMany({
        where: {
          slug: { startsWith: base },
          ...(exceptId === undefined ? {} : { id: { not: exceptId } }),
        },
        select: { slug: true },
      })
    ).map((survey) => survey.slug),
  );
  let slug = base;
  for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`;
  return slug;
}

/** Locks the survey for this transaction and reads it for a member. */
async function lockSurvey(tx: Tx, surveyId: string, actorId: string): Promise<MemberSurvey | null> {
  await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${surveyId}::uuid FOR UPDATE`;
  return findSurvey(surveyId, actorId, tx);
}

type StatusChange = { surveyId: string; actorId: string; now: Date };

/** What keeps a survey from opening, question by question. */
function whatIsMissing(survey: MemberSurvey): Problem[] {
  const questions = survey.questions.map((question) => ({
    id: question.id,
    fields: questionFieldsOf(question),
  }));
  return openingChecklist(surveyFieldsOf(survey), questions)
    .filter(({ weight }) => weight === "must")
    .map(({ question, field, words }) => ({ at: question ?? field, message: words }));
}

/**
 * The works that the author lists in questions become edits of the page, in nobody's name so that no step back takes them:
 * from here on they are changed there.
 */
async function listOwnWorks(tx: Tx, survey: MemberSurvey, now: Date): Promise<void> {
  const edits = survey.questions.flatMap((question) => {
    const complete = completeQuestion(question.key, questionFieldsOf(question));
    return complete.success ? ownWorkEdits(complete.data) : [];
  });
  const before = await tx.synthesisEdit.count({ where: { surveyId: survey.id } });
  if (edits.length === 0 || before > 0) return;
  await tx.synthesisEdit.createMany({
    data: edits.map((edit, index) => ({
      id: randomUUID(),
      surveyId: survey.id,
      number: index + 1,
      key: keyOf(edit),
      kind: "edit",
      edit: toJson(edit),
      createdAt: now,
      updatedAt: now,
    })),
  });
}

/**
 * Opens a survey within a transaction: freezes the rules of the findings at the first opening. One that still lacks
 * something stays closed, and everything that it lacks is named.
 */
export async function openSurveyIn(tx: Tx, input: StatusChange): Promise<Outcome<null>> {
  const survey = await lockSurvey(tx, input.surveyId, input.actorId);
  if (survey === null) return { ok: false, reason: "not-found" };
  if (survey.status === "archived") return { ok: false, reason: "survey-archived" };
  if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
  // Nobody has a link any more.
  if (survey.erasedAt !== null) return { ok: false, reason: "survey-erased" };
  if (survey.closesAt !== null && survey.closesAt <= input.now) {
    return { ok: false, reason: "survey-closed" };
  }
  if (survey.status === "open") return { ok: true, value: null };
  const missing = whatIsMissing(survey);
  if (missing.length > 0) return { ok: false, reason: "incomplete", problems: missing };
  // What was deleted from the draft could be brought back until now.
  await tx.deletedQuestion.deleteMany({ where: { surveyId: survey.id } });
  if (survey.openedAt === null) await listOwnWorks(tx, survey, input.now);
  await tx.survey.update({
    where: { id: survey.id },
    data: {
      status: "open",
      closedAt: null,
      openedAt: survey.openedAt ?? input.now,
      findingRulesId: survey.findingRulesId ?? findingRules.id,
      findingRulesSha256: survey.findingRulesSha256 ?? findingRules.sha256,
    },
  });
  await recordAudit(tx, {
    kind: survey.openedAt === null ? "survey.opened" : "survey.reopened",
    actorId: input.actorId,
    surveyId: survey.id,
  });
  return { ok: true, value: null };
}

/** Opens a draft for answers. */
export function openSurvey(input: StatusChange): Promise<Outcome<null>> {
  return transaction((tx) => openSurveyIn(tx, input));
}

/** Ends answering. Submitted answers stay; drafts stay with their experts. */
export async function closeSurvey(input: StatusChange): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const survey = await lockSurvey(tx, input.surveyId, input.actorId);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (survey.status === "archived") return { ok: true, value: null };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    if (survey.status !== "open") return { ok: true, value: null };
    await tx.survey.update({
      where: { id: survey.id },
      data: { status: "closed", closedAt: input.now },
    });
    await recordAudit(tx, { kind: "survey.closed", actorId: input.actorId, surveyId: survey.id });
    return { ok: true, value: null };
  });
}
