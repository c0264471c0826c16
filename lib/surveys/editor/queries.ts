import { chosenLanguage } from "@/lib/core/language";
import { fieldsOf, type QuestionFields } from "@/lib/core/survey/question-draft";
import { calendarDay } from "@/lib/core/survey/zoned-time";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client/client";
import { type AnsweredCount, answersStamp, countAnswered } from "../wordings/queries";
import {
  type EditorQuestion,
  type EditorState,
  type SurveyFields,
  surveyFieldNames,
  surveyFieldSchemas,
} from "./schema";

/** A question with its current wording and the versions of its fields. */
export const editedQuestion = {
  revisions: { orderBy: { number: "desc" }, take: 1 },
} satisfies Prisma.QuestionInclude;

type StoredQuestion = Prisma.QuestionGetPayload<{ include: typeof editedQuestion }>;
type SurveyWords = Pick<
  Prisma.SurveyGetPayload<object>,
  | "title"
  | "introduction"
  | "authors"
  | "consentWords"
  | "invitationMessage"
  | "closesAt"
  | "timeZone"
  | "language"
>;

/** The version of a field; 1 until it was first saved. */
export function versionOf(versions: Prisma.JsonValue, field: string): number {
  const found =
    typeof versions === "object" && versions !== null && !Array.isArray(versions)
      ? versions[field]
      : undefined;
  return typeof found === "number" ? found : 1;
}

/** The words of a stored survey as the editor has them. */
export function surveyFieldsOf(survey: SurveyWords): SurveyFields {
  const authors = surveyFieldSchemas.authors.safeParse(survey.authors);
  return {
    title: survey.title,
    introduction: survey.introduction,
    authors: authors.success ? authors.data : [],
    consentWords: survey.consentWords,
    invitationMessage: survey.invitationMessage,
    closesOn: survey.closesAt === null ? "" : calendarDay(survey.closesAt, survey.timeZone),
    timeZone: survey.timeZone,
    language: chosenLanguage(null, survey.language),
  };
}

/** The current wording of a stored question as the editor has it. */
export function questionFieldsOf(question: StoredQuestion): QuestionFields {
  const [current] = question.revisions;
  return current === undefined
    ? { prompt: "", help: "", setup: { kind: "text" } }
    : fieldsOf(current);
}

function editorQuestion(
  question: StoredQuestion,
  answered: AnsweredCount | undefined,
): EditorQuestion {
  const { prompt, help, setup } = questionFieldsOf(question);
  const version = (field: string) => versionOf(question.fieldVersions, field);
  return {
    id: question.id,
    key: question.key,
    ...(answered === undefined ? {} : { answered }),
    fields: {
      prompt: { value: prompt, version: version("prompt") },
      help: { value: help, version: version("help") },
      setup: { value: setup, version: version("setup") },
    },
  };
}

/** Everything that the editor shows of a survey, for its owners and editors; null for everybody else. */
export async function findEditorState(
  surveyId: string,
  userId: string,
  client: Prisma.TransactionClient = db(),
): Promise<EditorState | null> {
  const survey = await client.survey.findFirst({
    where: {
      id: surveyId,
      members: { some: { userId, role: { in: ["owner", "editor"] } } },
    },
    include: {
      questions: { orderBy: { position: "asc" }, include: editedQuestion },
      deletedQuestions: {
        orderBy: { deletedAt: "desc" },
        take: 50,
        select: { id: true, content: true },
      },
    },
  });
  if (survey === null) return null;
  // Read before the counts: what comes in between is looked for again.
  const answers = survey.status === "draft" ? "" : await answersStamp(client, survey.id);
  const counts: ReadonlyMap<string, AnsweredCount> =
    survey.status === "draft" ? new Map() : await countAnswered(client, survey.id);
  const fields = surveyFieldsOf(survey);
  const versioned = Object.fromEntries(
    surveyFieldNames.map((name) => [
      name,
      { value: fields[name], version: versionOf(survey.fieldVersions, name) },
    ]),
  );
  return {
    surveyId: survey.id,
    revision: survey.revision,
    status: survey.status,
    answers,
    // Made of every name there is.
    survey: versioned as EditorState["survey"],
    questions: survey.questions.map((question) =>
      editorQuestion(question, counts.get(question.id)),
    ),
    deleted: survey.deletedQuestions.map(({ id, content }) => ({ id, prompt: promptOf(content) })),
  };
}

function promptOf(content: Prisma.JsonValue): string {
  return typeof content === "object" && content !== null && !Array.isArray(content)
    ? String(content["prompt"] ?? "")
    : "";
}

/** What an open editor is compared by, for the survey's owners and editors; null for everybody else. */
export async function findRevision(
  surveyId: string,
  userId: string,
): Promise<Pick<EditorState, "revision" | "answers"> | null> {
  const survey = await db().survey.findFirst({
    where: {
      id: surveyId,
      members: { some: { userId, role: { in: ["owner", "editor"] } } },
    },
    select: { revision: true, status: true },
  });
  if (survey === null) return null;
  const answers = survey.status === "draft" ? "" : await answersStamp(db(), surveyId);
  return { revision: survey.revision, answers };
}
