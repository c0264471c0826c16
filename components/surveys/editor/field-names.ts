import type { ServerField } from "@/lib/core/answers/autosave";
import { type QuestionFieldName, questionFieldNames } from "@/lib/core/survey/question-draft";
import {
  type EditorState,
  type SurveyFieldName,
  surveyFieldNames,
} from "@/lib/surveys/editor/schema";

/** The name that a field has in the store. */
export const surveyField = (name: SurveyFieldName) => `survey.${name}`;
export const questionField = (id: string, name: QuestionFieldName) => `question.${id}.${name}`;

/** Where a field of that name is stored. */
export function placeOf(name: string): { question: string | null; field: string } {
  const [head, one = "", other = ""] = name.split(".");
  return head === "survey" ? { question: null, field: one } : { question: one, field: other };
}

/** Every field of a survey, as the server holds it. */
export function serverFields(state: EditorState): Record<string, ServerField> {
  const fields: Record<string, ServerField> = {};
  for (const name of surveyFieldNames) fields[surveyField(name)] = state.survey[name];
  for (const { id, fields: own } of state.questions) {
    for (const name of questionFieldNames) fields[questionField(id, name)] = own[name];
  }
  return fields;
}
