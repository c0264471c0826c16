import { randomUUID } from "node:crypto";
import type { AuditKind } from "@/lib/core/audit-event";
import type { Outcome } from "@/lib/core/errors";
import { newSetup, type QuestionFields, wordingOf } from "@/lib/core/survey/question-draft";
import { type Tx, transaction } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client/client";
import { lockForEditing, noteEdit } from "../commands";
import { editedQuestion, questionFieldsOf } from "../queries";
import { type QuestionChange, questionFieldsSchema } from "../schema";

/** As many questions as a portable file holds. */
const mostQuestions = 500;

type Change = {
  readonly surveyId: string;
  readonly actorId: string;
  readonly now: Date;
  readonly change: QuestionChange;
};

/**
 * Changes the list of questions of a draft: adds, duplicates, moves, deletes, brings back. A change that was made already
 * (a request that is sent again) changes nothing. Returns the survey's revision.
 */
export function changeQuestions(input: Change): Promise<Outcome<{ readonly revision: number }>> {
  return transaction(async (tx) => {
    const locked = await lockForEditing(tx, input);
    if (!locked.ok) return locked;
    const survey = locked.value;
    if (survey.status !== "draft") return { ok: false, reason: "survey-opened" };
    const list = await tx.question.findMany({
      where: { surveyId: survey.id },
      orderBy: { position: "asc" },
      select: { id: true, key: true },
    });
    const made = await make(tx, input, list);
    if (!made.ok) return made;
    if (made.value === null) return { ok: true, value: { revision: survey.revision } };
    const { order, kind, key } = made.value;
    await reorder(tx, survey.id, order);
    const revision = await noteEdit(tx, survey, { ...input, kind, fields: [`question ${key}`] });
    return { ok: true, value: { revision } };
  });
}

type Listed = { readonly id: string; readonly key: string };
/** The order after the change, and what the trail says of it; null for a change that was made before. */
type Made = {
  readonly order: readonly string[];
  readonly kind: AuditKind;
  readonly key: string;
} | null;

async function make(tx: Tx, input: Change, list: readonly Listed[]): Promise<Outcome<Made>> {
  const { change } = input;
  const ids = list.map(({ id }) => id);
  const target = list.find(({ id }) => id === change.id);
  switch (change.change) {
    case "add":
    case "duplicate": {
      if (target !== undefined) return { ok: true, value: null };
      if (list.length >= mostQuestions) return { ok: false, reason: "blocked" };
      const after = change.change === "add" ? change.after : change.of;
      const fields =
        change.change === "add"
          ? { prompt: "", help: "", setup: newSetup(change.kind) }
          : await fieldsOfQuestion(tx, input.surveyId, change.of);
      if (fields === null) return { ok: false, reason: "not-found" };
      const key = await freeKey(tx, input.surveyId, list);
      const created = await create(tx, { id: change.id, surveyId: input.surveyId, key, fields });
      if (!created) return { ok: false, reason: "conflict" };
      const at = after === null ? ids.length : ids.indexOf(after) + 1 || ids.length;
      return {
        ok: true,
        value: { order: ids.toSpliced(at, 0, change.id), kind: "question.added", key },
      };
    }
    case "move": {
      if (target === undefined) return { ok: false, reason: "not-found" };
      const rest = ids.filter((id) => id !== change.id);
      const at = change.before === null ? -1 : rest.indexOf(change.before);
      const order = rest.toSpliced(at < 0 ? rest.length : at, 0, change.id);
      const same = order.every((id, index) => id === ids[index]);
      return { ok: true, value: same ? null : { order, kind: "question.moved", key: target.key } };
    }
    case "delete": {
      if (target === undefined) return { ok: true, value: null };
      await setAside(tx, input, target, ids.indexOf(change.id));
      const order = ids.filter((id) => id !== change.id);
      return { ok: true, value: { order, kind: "question.deleted", key: target.key } };
    }
    case "restore":
      return target === undefined ? bringBack(tx, input, list) : { ok: true, value: null };
  }
}

async function fieldsOfQuestion(
  tx: Tx,
  surveyId: string,
  id: string,
): Promise<QuestionFields | null> {
  const question = await tx.question.findFirst({
    where: { id, surveyId },
    include: editedQuestion,
  });
  return question === null ? null : questionFieldsOf(question);
}

/** An id for files that neither a question nor a deleted one has. */
async function freeKey(tx: Tx, surveyId: string, list: readonly Listed[]): Promise<string> {
  const deleted = await tx.deletedQuestion.findMany({ where: { surveyId }, select: { key: true } });
  const taken = new Set([...list, ...deleted].map(({ key }) => key));
  let number = list.length + 1;
  while (taken.has(`question-${number}`)) number += 1;
  return `question-${number}`;
}

/** Creates a question; false where its id is somebody else's. */
async function create(
  tx: Tx,
  question: {
    readonly id: string;
    readonly surveyId: string;
    readonly key: string;
    readonly fields: QuestionFields;
    readonly fieldVersions?: Prisma.InputJsonValue;
  },
): Promise<boolean> {
  const { fields, ...row } = question;
  const taken = await tx.question.count({ where: { id: question.id } });
  const aside = await tx.deletedQuestion.count({ where: { id: question.id } });
  if (taken + aside > 0) return false;
  const { settings, ...words } = wordingOf(fields);
  await tx.question.create({
    data: {
      ...row,
      position: 0,
      revisions: {
        create: {
          id: randomUUID(),
          number: 1,
          ...words,
          settings: JSON.parse(JSON.stringify(settings)),
        },
      },
    },
  });
  return true;
}

async function setAside(tx: Tx, input: Change, target: Listed, position: number): Promise<void> {
  const question = await tx.question.findFirstOrThrow({
    where: { id: target.id, surveyId: input.surveyId },
    include: editedQuestion,
  });
  await tx.deletedQuestion.create({
    data: {
      id: question.id,
      surveyId: input.surveyId,
      key: question.key,
      position,
      fieldVersions: question.fieldVersions ?? {},
      content: JSON.parse(JSON.stringify(questionFieldsOf(question))),
      deletedAt: input.now,
      deletedById: input.actorId,
    },
  });
  await tx.question.delete({ where: { id: question.id } });
}

async function bringBack(tx: Tx, input: Change, list: readonly Listed[]): Promise<Outcome<Made>> {
  const aside = await tx.deletedQuestion.findFirst({
    where: { id: input.change.id, surveyId: input.surveyId },
  });
  const fields = questionFieldsSchema.safeParse(aside?.content);
  if (aside === null || !fields.success) return { ok: false, reason: "not-found" };
  if (list.length >= mostQuestions) return { ok: false, reason: "blocked" };
  await tx.deletedQuestion.delete({ where: { id: aside.id } });
  await create(tx, {
    id: aside.id,
    surveyId: input.surveyId,
    key: aside.key,
    fields: fields.data,
    fieldVersions: aside.fieldVersions ?? {},
  });
  const order = list.map(({ id }) => id).toSpliced(aside.position, 0, aside.id);
  return { ok: true, value: { order, kind: "question.restored", key: aside.key } };
}

/** Numbers the questions of a survey in this order, in one statement. */
async function reorder(tx: Tx, surveyId: string, order: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Question" q SET "position" = o.n
    FROM unnest(${[...order]}::uuid[]) WITH ORDINALITY AS o(id, n)
    WHERE q."id" = o.id AND q."surveyId" = ${surveyId}::uuid AND q."position" <> o.n`;
}
