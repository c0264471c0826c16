import { expect, it } from "vitest";
import { translatorOf } from "@/messages/catalogue";
import { showAnswer } from "../publication/show-answer";
import type { Question } from "../survey/survey-schema";
import { valueInWords } from "./in-words";

const question: Question = {
  id: "gap",
  kind: "choice",
  prompt: "What is missing?",
  options: [{ id: "x", label: "Science" }],
  multiple: true,
  other: true,
};
const answer = {
  attribution: "named",
  shownAs: "Respondent A",
  value: "x;other:People who have done it",
  confidence: null,
  low: null,
  high: null,
  text: "",
  quote: true,
} as const;

it.each([
  ["en", "Science; Other (the words are not shown)"],
  ["de", "Science; Anderes (der Wortlaut wird nicht gezeigt)"],
] as const)(
  "says in %s that words under “other” are not shown where quotes are approved",
  (language, words) => {
    const say = translatorOf(language, "values");
    const read = (quotesApproved: boolean) => {
      const { value = "", ...shown } = { ...showAnswer(answer, quotesApproved) };
      const columns = { value, confidence: null, low: null, high: null, text: shown.text ?? "" };
      return valueInWords(question, columns, { language, say });
    };
    expect(read(false)).toBe(words);
    expect(read(true)).toBe("Science; People who have done it");
  },
);
