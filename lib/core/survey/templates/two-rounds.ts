import { standardScales } from "../standard-scales";
import type { SurveyDocument } from "../survey-schema";

const scale = [...standardScales.agreement.en];

/** The same statements twice, with the panel's answers in between (after the Delphi method). */
export const twoRounds: SurveyDocument = {
  format: "consilience-survey/1",
  title: "Two rounds with feedback",
  introduction:
    "You answer the same statements twice. Between the rounds you read where the panel stands, what is said on the other side, and your own first answer; then you answer again, changed or not.",
  authors: [],
  fictional: false,
  minimumGroup: 3,
  submittingApprovesQuotes: true,
  rounds: 2,
  questions: [
    {
      id: "statement-1",
      kind: "stance",
      prompt: "Write the first statement here, so that one can agree or disagree with it.",
      scale,
      poles: ["disagree", "agree"],
      confidence: true,
    },
    {
      id: "statement-2",
      kind: "stance",
      prompt: "Write the second statement here.",
      scale,
      poles: ["disagree", "agree"],
      confidence: true,
    },
  ],
};
