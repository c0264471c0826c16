import { standardScales } from "../standard-scales";
import type { SurveyDocument } from "../survey-schema";

/** One statement to agree or disagree with, as panels of economists are asked. */
export const panelStatement: SurveyDocument = {
  format: "consilience-survey/1",
  title: "A statement to agree or disagree with",
  introduction:
    "One statement, one position, how sure you are, and a few sentences on your reasons.",
  authors: [],
  fictional: false,
  minimumGroup: 3,
  submittingApprovesQuotes: true,
  questions: [
    {
      id: "statement",
      kind: "stance",
      prompt: "Write the statement here, so that one can agree or disagree with it.",
      scale: [...standardScales.agreement.en],
      poles: ["disagree", "agree"],
      confidence: true,
    },
  ],
};
