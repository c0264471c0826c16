import fc from "fast-check";
import { expect, it } from "vitest";
import type { AnswerRecord } from "../answers/answer";
import { surveyDocumentSchema } from "../survey/survey-schema";
import { synthesize } from "./synthesize";

const survey = surveyDocumentSchema.parse({
  format: "consilience-survey/1",
  title: "T",
  questions: [
    {
      id: "s",
      kind: "stance",
      prompt: "Is it so?",
      scale: ["No", "Rather no", "Unsure", "Rather yes", "Yes"],
    },
    {
      id: "c",
      kind: "choice",
      prompt: "Which?",
      options: [
        { id: "x", label: "X" },
        { id: "y", label: "Y" },
      ],
      other: true,
    },
    { id: "e", kind: "estimate", prompt: "When?", unit: "year", never: true },
    { id: "w", kind: "works", prompt: "What is there?" },
    { id: "t", kind: "text", prompt: "What else?" },
  ],
});
const values = [
  ["1", "2", "3", "4", "5", "none"],
  ["x", "y", "other:money"],
  ["2030", "2045", "never"],
  [""],
  [""],
];
const text = "The evidence from past audits shows that independent review works well in practice.";

const records = fc
  .array(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 4 }), fc.nat({ max: 5 }), fc.boolean()), {
    maxLength: 40,
  })
  .map((rows) => {
    const seen = new Map<string, AnswerRecord>();
    for (const [person, question, pick, named] of rows) {
      const own = values[question] ?? [""];
      seen.set(`${person}:${question}`, {
        id: `${person}:${question}`,
        respondent: `r${person}`,
        name: `Person ${person}`,
        role: "",
        question: survey.questions[question]?.id ?? "",
        value: own[pick % own.length] ?? "",
        confidence: null,
        low: null,
        high: null,
        text: question === 3 ? "https://arxiv.org/abs/2505.18003v2" : text,
        attribution: named ? "named" : "aggregate",
        quote: true,
        recruitment: "author",
      });
    }
    return [...seen.values()];
  });

it("does not depend on the order of answers, and gives every sentence a source", () => {
  fc.assert(
    fc.property(records, fc.integer(), (answers, seed) => {
      const run = (list: AnswerRecord[]) =>
        synthesize({
          survey,
          answers: list,
          invited: 20,
          declined: 0,
          from: null,
          to: null,
          rulesDeclaredBefore: false,
          quotesApproved: true,
        });
      const once = run(answers);
      const shuffled = [...answers].sort(
        (a, b) =>
          ((a.id.length * 31 + seed) % 7) - ((b.id.length * 31 + seed) % 7) ||
          (a.id < b.id ? 1 : -1),
      );
      expect(run(shuffled)).toEqual(once);
      for (const section of once.sections) {
        expect(section.summary.length).toBeGreaterThan(0);
        expect(section.summary.length).toBeLessThanOrEqual(3);
        for (const sentence of section.summary) expect(sentence.sources.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 60 },
  );
});
