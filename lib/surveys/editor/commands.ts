import { recordAudit } from "@/lib/audit/commands";
import { sameValue } from "@/lib/core/answers/merge";
import { type AuditKind, type WordingChange, wordingChange } from "@/lib/core/audit-event";
import type { Outcome } from "@/lib/core/errors";
import { closingOf, whyNotClosing } from "@/lib/core/survey/closing-day";
import {
  type QuestionFields,
  questionFieldNames,
  questionFieldSchemas,
  wordingOf,
} from "@/lib/core/survey/question-draft";
import type { RewordingDecision } from "@/lib/core/survey/rewording";
import { setupInWords } from "@/lib/core/survey/setup-in-words";
import { type Tx, transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/queue";
import type { Prisma } from "@/prisma/generated/client/client";
import { freeSlug } from "../commands";
import { canEditSurvey } from "../policy";
import { type AnsweredCount, countAnswered } from "../wordings/queries";
import { replaceWording, whyNotReplaced } from "./opened/commands";
import { editedQuestion, questionFieldsOf, surveyFieldsOf, versionOf } from "./queries";
import {
  type FieldEdit,
  type QuestionDecision,
  type SavedField,
  type SavedFields,
  type SurveyFields,
  surveyFieldNames,
  surveyFieldSchemas,
} from "./schema";

type Act = { readonly surveyId: string; readonly actorId: string; readonly now: Date };

/** A survey locked for one transaction, for somebody who may edit it. */
type EditedSurvey = Prisma.SurveyGetPayload<object>;

/**
 * Locks a survey for this transaction. Editors of one survey take turns, so that each sees what the one before stored.
 */
export async function lockForEditing(tx: Tx, input: Act): Promise<Outcome<EditedSurvey>> {
  await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${input.surveyId}::uuid FOR UPDATE`;
  const survey = await tx.survey.findFirst({
    where: { id: input.surveyId, members: { some: { userId: input.actorId } } },
    include: { members: { where: { userId: input.actorId } } },
  });
  const role = survey?.members[0]?.role;
  if (survey === null || role === undefined) return { ok: false, reason: "not-found" };
  if (!canEditSurvey(role)) return { ok: false, reason: "not-allowed" };
  if (survey.status === "archived") return { ok: false, reason: "survey-archived" };
  return { ok: true, value: survey };
}

/**
 * Stores fields as they were typed, each over the version that its edit names. A field that somebody else stored since
 * is not written: what is stored comes back beside it. While the survey is a draft, words may still be missing; once
 * it has opened, a question must stay whole, what changed in it is a new revision, and where it has been answered nothing
 * of it is stored without a decision on these answers.
 */
export function saveFields(
  input: Act & {
    readonly edits: readonly FieldEdit[];
    readonly decisions?: readonly QuestionDecision[];
  },
): Promise<Outcome<SavedFields>> {
  return transaction(async (tx) => {
    const locked = await lockForEditing(tx, input);
    if (!locked.ok) return locked;
    const survey = locked.value;
    const own = input.edits.filter(({ question }) => question === null);
    const byQuestion = Map.groupBy(
      input.edits.filter(({ question }) => question !== null),
      ({ question }) => question ?? "",
    );
    const saves = [await saveSurveyFields(tx, survey, own)];
    const questions = await tx.question.findMany({
      where: { surveyId: survey.id, id: { in: [...byQuestion.keys()] } },
      include: editedQuestion,
    });
    const counts =
      survey.status === "draft" || questions.length === 0
        ? new Map<string, AnsweredCount>()
        : await countAnswered(tx, survey.id);
    for (const [id, edits] of byQuestion) {
      const question = questions.find((candidate) => candidate.id === id);
      if (question === undefined) {
        saves.push(goneWith(edits));
        continue;
      }
      const answered = counts.get(id) ?? { people: 0, reachable: 0 };
      const decision = input.decisions?.find((one) => one.question === id)?.decision ?? null;
      saves.push(await saveQuestion(tx, { ...input, survey, answered, decision }, question, edits));
    }
    const changed = saves.flatMap((save) => save.changed);
    const fields = saves.flatMap((save) => save.fields);
    const before = survey.revision;
    if (changed.length === 0) return { ok: true, value: { before, revision: before, fields } };
    const revision = await noteEdit(tx, survey, {
      ...input,
      fields: changed,
      changes: saves.flatMap((save) => save.changes),
    });
    return { ok: true, value: { before, revision, fields } };
  });
}

/** Raises the survey's revision and leaves the trace of an edit. */
export async function noteEdit(
  tx: Tx,
  survey: EditedSurvey,
  edit: Act & {
    readonly fields: readonly string[];
    readonly kind?: AuditKind;
    readonly changes?: readonly WordingChange[];
  },
): Promise<number> {
  const { revision } = await tx.survey.update({
    where: { id: survey.id },
    data: { revision: { increment: 1 } },
    select: { revision: true },
  });
  const kind = edit.kind ?? "survey.edited";
  if (!(await isNoted(tx, survey, edit, kind))) {
    await recordAudit(tx, {
      kind,
      actorId: edit.actorId,
      surveyId: survey.id,
      details: {
        fields: edit.fields,
        // Of a draft nobody has read anything yet.
        ...(survey.status === "draft" || edit.changes === undefined || edit.changes.length === 0
          ? {}
          : { changes: edit.changes }),
      },
    });
  }
  if (survey.status !== "draft") {
    await enqueue(tx, { name: "synthesis.regenerate", surveyId: survey.id });
  }
  return revision;
}

const sittingMs = 10 * 60_000;

/** Whether the trail says already that this person is at work on these fields of a draft: typing is one edit, not hundreds. */
async function isNoted(
  tx: Tx,
  survey: EditedSurvey,
  edit: Act & { readonly fields: readonly string[] },
  kind: AuditKind,
): Promise<boolean> {
  if (survey.status !== "draft" || kind !== "survey.edited") return false;
  const last = await tx.auditEvent.findFirst({
    where: { surveyId: survey.id, at: { gt: new Date(edit.now.getTime() - sittingMs) } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    select: { kind: true, actorId: true, details: true },
  });
  return (
    last !== null &&
    last.kind === kind &&
    last.actorId === edit.actorId &&
    sameValue(last.details, { fields: edit.fields })
  );
}

type Saved = {
  readonly fields: readonly SavedField[];
  readonly changed: readonly string[];
  /** The wordings that changed, before and after. */
  readonly changes: readonly WordingChange[];
};

function goneWith(edits: readonly FieldEdit[]): Saved {
  return {
    changed: [],
    changes: [],
    fields: edits.map(({ question, field }) => ({
      question,
      field,
      ok: false,
      reason: "gone",
      words: "This question was deleted meanwhile.",
    })),
  };
}

/** Sorts edits into those to write and those that are answered at once: of an unknown field, over an older version, not readable. */
function judge<Fields extends object>(
  edits: readonly FieldEdit[],
  stored: Fields,
  versions: Prisma.JsonValue,
  parse: (field: string, value: unknown) => { value: unknown } | { refused: string },
) {
  const answered: SavedField[] = [];
  const values = new Map<string, unknown>();
  for (const { question, field, value, baseVersion } of edits) {
    const place = { question, field };
    const version = versionOf(versions, field);
    const parsed = parse(field, value);
    const current = Object.entries(stored).find(([name]) => name === field)?.[1];
    if ("refused" in parsed) {
      answered.push({ ...place, ok: false, reason: "refused", words: parsed.refused });
    } else if (sameValue(parsed.value, current)) {
      answered.push({ ...place, ok: true, version });
    } else if (baseVersion !== version) {
      answered.push({ ...place, ok: false, reason: "conflict", version, value: current });
    } else values.set(field, parsed.value);
  }
  return { answered, values };
}

function raised(versions: Prisma.JsonValue, fields: Iterable<string>): Prisma.InputJsonObject {
  const stored =
    typeof versions === "object" && versions !== null && !Array.isArray(versions) ? versions : {};
  return {
    ...(stored as Prisma.InputJsonObject),
    ...Object.fromEntries([...fields].map((field) => [field, versionOf(versions, field) + 1])),
  };
}

async function saveSurveyFields(
  tx: Tx,
  survey: EditedSurvey,
  edits: readonly FieldEdit[],
): Promise<Saved> {
  if (edits.length === 0) return { fields: [], changed: [], changes: [] };
  const stored = surveyFieldsOf(survey);
  const { answered, values } = judge(edits, stored, survey.fieldVersions, (field, value) => {
    const name = surveyFieldNames.find((candidate) => candidate === field);
    if (name === undefined) return { refused: "There is no such field." };
    const parsed = surveyFieldSchemas[name].safeParse(value);
    if (!parsed.success) {
      return { refused: parsed.error.issues[0]?.message ?? "This cannot be read." };
    }
    if (name === "title" && survey.status !== "draft" && String(parsed.data).trim() === "") {
      return { refused: "An opened survey needs a title." };
    }
    if (
      name === "consentWords" &&
      survey.openedAt !== null &&
      parsed.data !== stored.consentWords
    ) {
      return { refused: "Experts have read these words: since the survey has opened, they stay." };
    }
    return { value: parsed.data };
  });
  const next: SurveyFields = { ...stored, ...Object.fromEntries(values) };
  const closesAt = closingOf(survey, next);
  const rounds = await tx.round.findMany({ where: { surveyId: survey.id, closedAt: null } });
  const refused = whyNotClosing(survey, closesAt, rounds);
  if (refused !== null) {
    // The last day and its time zone stand or fall together.
    for (const field of ["closesOn", "timeZone"] as const) {
      if (!values.delete(field)) continue;
      answered.push({ question: null, field, ok: false, reason: "refused", words: refused });
    }
  }
  if (values.size === 0) return { fields: answered, changed: [], changes: [] };
  const written: SurveyFields = { ...stored, ...Object.fromEntries(values) };
  const { closesOn: _day, authors, ...words } = written;
  await tx.survey.update({
    where: { id: survey.id },
    data: {
      ...words,
      authors: authors.map(({ name, url }) => (url === undefined ? { name } : { name, url })),
      closesAt: closingOf(survey, written),
      fieldVersions: raised(survey.fieldVersions, values.keys()),
      ...(survey.status === "draft" && values.has("title")
        ? { slug: await freeSlug(tx, written.title, survey.id) }
        : {}),
    },
  });
  // The last day of the survey is that of the round which is answered now.
  const last = closingOf(survey, written);
  if (last !== null) {
    await tx.round.updateMany({
      where: { surveyId: survey.id, number: survey.round, closedAt: null },
      data: { closesAt: last },
    });
  }
  return {
    fields: [...answered, ...storedAs(null, survey.fieldVersions, values.keys())],
    changed: [...values.keys()],
    changes: wordingChanges("", stored, values),
  };
}

/** What each changed field said before and says now. */
function wordingChanges(
  prefix: string,
  stored: object,
  values: ReadonlyMap<string, unknown>,
): readonly WordingChange[] {
  const before = new Map(Object.entries(stored));
  return [...values].flatMap(
    ([field, value]) =>
      wordingChange(prefix + field, inWords(field, before.get(field)), inWords(field, value)) ?? [],
  );
}

/** A setup in words; other fields are words already. */
function inWords(field: string, value: unknown): unknown {
  const setup = field === "setup" ? questionFieldSchemas.setup.safeParse(value) : null;
  return setup?.success ? setupInWords(setup.data).join("; ") : value;
}

function storedAs(
  question: string | null,
  versions: Prisma.JsonValue,
  fields: Iterable<string>,
): SavedField[] {
  return [...fields].map((field) => ({
    question,
    field,
    ok: true,
    version: versionOf(versions, field) + 1,
  }));
}

type EditedQuestion = Prisma.QuestionGetPayload<{ include: typeof editedQuestion }>;

/**
 * Stores what changed in one question. In a draft the one revision is edited in place. Once the survey has opened, what
 * changed is a new revision, whole or not at all.
 */
async function saveQuestion(
  tx: Tx,
  opened: Act & {
    readonly survey: EditedSurvey;
    readonly answered: AnsweredCount;
    readonly decision: RewordingDecision | null;
  },
  question: EditedQuestion,
  edits: readonly FieldEdit[],
): Promise<Saved> {
  const stored = questionFieldsOf(question);
  const { answered, values } = judge(edits, stored, question.fieldVersions, (field, value) => {
    const name = questionFieldNames.find((candidate) => candidate === field);
    if (name === undefined) return { refused: "There is no such field." };
    const parsed = questionFieldSchemas[name].safeParse(value);
    if (parsed.success) return { value: parsed.data };
    return { refused: parsed.error.issues[0]?.message ?? "This cannot be read." };
  });
  if (values.size === 0) return { fields: answered, changed: [], changes: [] };
  const next: QuestionFields = { ...stored, ...Object.fromEntries(values) };
  if (opened.survey.status === "draft") await writeInPlace(tx, question, next);
  else {
    // Experts would be asked half of a change: what waits for the author's word holds the rest back.
    if (answered.some(({ ok }) => !ok)) return { fields: answered, changed: [], changes: [] };
    const words = whyNotReplaced({ ...opened, key: question.key, before: stored, after: next });
    if (words !== null) {
      const refused = [...values.keys()].map((field): SavedField => {
        return { question: question.id, field, ok: false, reason: "refused", words };
      });
      return { fields: [...answered, ...refused], changed: [], changes: [] };
    }
    await replaceWording(tx, { ...opened, question, before: stored, after: next });
  }
  await tx.question.update({
    where: { id: question.id },
    data: { fieldVersions: raised(question.fieldVersions, values.keys()) },
  });
  return {
    fields: [...answered, ...storedAs(question.id, question.fieldVersions, values.keys())],
    changed: [`question ${question.key}`],
    changes: wordingChanges(`question ${question.key}, `, stored, values),
  };
}

/** Writes the wording of a question of a draft, which nobody has read yet. */
async function writeInPlace(
  tx: Tx,
  question: EditedQuestion,
  fields: QuestionFields,
): Promise<void> {
  const [current] = question.revisions;
  if (current === undefined) return;
  const { settings, ...words } = wordingOf(fields);
  await tx.questionRevision.update({
    where: { id: current.id },
    data: { ...words, settings: JSON.parse(JSON.stringify(settings)) },
  });
}
