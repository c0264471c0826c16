import type { AnswerRecord, Attribution } from "../answers/answer";
import { sha256 } from "../sha256";
import { surveyDocumentSchema } from "../survey/survey-schema";
import { synthesize } from "../synthesis/synthesize";
import { toPublicSynthesis } from "./publish";

// Panels that answer six stance questions. What only one person knows begins with "zq".

/** Ids of the questions. */
export const questions = ["a", "b", "c", "d", "e", "f"];
const survey = surveyDocumentSchema.parse({
  format: "consilience-survey/1",
  title: "Six stances",
  questions: questions.map((id) => ({
    id,
    kind: "stance",
    prompt: `Is ${id} so?`,
    scale: ["Strongly disagree", "Disagree", "Uncertain", "Agree", "Strongly agree"],
  })),
});

export type Cell = { readonly value: string; readonly attribution: Attribution };
export type Panel = readonly (readonly (Cell | null)[])[];

function recordsOf(panel: Panel): AnswerRecord[] {
  return panel.flatMap((cells, person) =>
    cells.flatMap((cell, at): AnswerRecord[] =>
      cell === null
        ? []
        : [
            {
              id: `${person}-${at}`,
              respondent: `zqperson${String(person).padStart(2, "0")}`,
              name: `zqname${person}`,
              role: cell.attribution === "role" ? `zqwording${person}` : "",
              question: questions[at] ?? "",
              value: cell.value,
              confidence: null,
              low: null,
              high: null,
              text: "",
              attribution: cell.attribution,
              quote: false,
              recruitment: "author",
            },
          ],
    ),
  );
}

export function privately(panel: Panel) {
  return synthesize({
    survey,
    answers: recordsOf(panel),
    invited: 40,
    declined: 0,
    from: null,
    to: null,
    rulesDeclaredBefore: false,
    quotesApproved: true,
  });
}

const drawId = (id: string) => `p${sha256(id).slice(0, 16)}`;
export const publicly = (panel: Panel) => toPublicSynthesis(privately(panel), { drawId });

/** Two camps of named people who part on all questions but the last. */
export function camps(first: number, second: number): Cell[][] {
  return Array.from({ length: first + second }, (_, person) =>
    questions.map((__, at) => {
      const slip = (person * 7 + at * 3) % 5 === 0 ? 1 : 0;
      const agrees = person < first || at === questions.length - 1;
      return { value: String(agrees ? 5 - slip : 1 + slip), attribution: "named" };
    }),
  );
}
