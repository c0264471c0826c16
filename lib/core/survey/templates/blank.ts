import type { SurveyDocument } from "../survey-schema";

/** A survey with one open question, to be written from the beginning. */
export const blank: SurveyDocument = {
  format: "consilience-survey/1",
  title: "Untitled survey",
  introduction: "",
  authors: [],
  fictional: false,
  minimumGroup: 3,
  submittingApprovesQuotes: false,
  questions: [{ id: "question-1", kind: "text", prompt: "Your first question" }],
};
