import type { SurveyDocument } from "../survey-schema";
import { blank } from "./blank";
import { panelStatement } from "./panel-statement";
import { safetyCases } from "./safety-cases";
import { twoRounds } from "./two-rounds";

/** What a survey can begin from. */
export type Template = {
  readonly name: string;
  /** In one sentence: for whom it is. */
  readonly use: string;
  readonly document: SurveyDocument;
};

export const templates = {
  "safety-cases": {
    name: "Six questions on a field",
    use: "What is being done, what will come of it, what is missing: the whole state of a debate, shown with safety cases for AI.",
    document: safetyCases,
  },
  "panel-statement": {
    name: "A panel statement",
    use: "One statement that each expert agrees or disagrees with, with confidence and reasons.",
    document: panelStatement,
  },
  "two-rounds": {
    name: "Two rounds with feedback",
    use: "The same statements twice: between the rounds each expert reads where the panel stands, what is said on the other side, and their own first answer.",
    document: twoRounds,
  },
  blank: {
    name: "Blank",
    use: "One open question to begin with.",
    document: blank,
  },
} as const satisfies Readonly<Record<string, Template>>;

export type TemplateId = keyof typeof templates;
