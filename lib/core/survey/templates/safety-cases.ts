import { standardScales } from "../standard-scales";
import type { SurveyDocument } from "../survey-schema";
import { literature } from "./literature";

const agreement = [...standardScales.likelihood.en];

/** The survey of six questions on safety cases for AI. Submitting it approves verbatim quotes. */
export const safetyCases: SurveyDocument = {
  format: "consilience-survey/1",
  title: "Should the AI safety community prioritize safety cases?",
  introduction:
    "A **safety case** is a structured argument, supported by evidence, that a system is safe enough in a given setting. Engineers of aircraft, railways and nuclear plants have written them for decades; whether they can do the same for frontier AI is disputed.\n\nThis survey puts six questions to people who work on the subject. Each answers alone and in writing. The answers become one page that shows where the field agrees, where it does not, and why.",
  authors: [],
  fictional: false,
  minimumGroup: 3,
  submittingApprovesQuotes: true,
  questions: [
    {
      id: "progress",
      kind: "works",
      prompt: "What is currently being done on AI Safety Cases?",
      columns: ["title", "institutions", "objective", "strategy"],
      works: literature,
    },
    {
      id: "influence",
      kind: "stance",
      prompt:
        "Will Safety Cases have a strong, positive influence on the safety of Frontier AI Systems?",
      scale: agreement,
      confidence: true,
    },
    {
      id: "gap",
      kind: "choice",
      prompt:
        "What is currently the largest gap to being able to build comprehensive AI Safety Cases?",
      options: [
        { id: "science", label: "Basic science" },
        { id: "methodology", label: "Methodology" },
        { id: "evaluations", label: "Evaluations" },
        { id: "people", label: "People and time" },
        { id: "review", label: "Independent review" },
      ],
      multiple: true,
      other: true,
    },
    {
      id: "in-time",
      kind: "estimate",
      prompt:
        "Will we be able to build convincing safety cases for catastrophic risks before catastrophic risks from AI are possible?",
      unit: "percent",
      min: 0,
      max: 100,
      never: false,
      interval: true,
    },
    {
      id: "adoption",
      kind: "choice",
      prompt: "What is the largest challenge in the adoption of AI Safety Cases in legislation?",
      options: [
        { id: "will", label: "Political will" },
        { id: "expertise", label: "Expertise in government" },
        { id: "industry", label: "Industry resistance" },
        { id: "standards", label: "Lack of standards" },
        { id: "enforcement", label: "Enforcement" },
      ],
      multiple: true,
      other: true,
    },
    {
      id: "focus",
      kind: "stance",
      prompt: "Should Safety Cases be a large focus for the field of AI Governance?",
      scale: agreement,
      confidence: true,
    },
  ],
};
