import { expect, it } from "vitest";
import { parseSurvey } from "./parse-survey";

it("names everything that is wrong at once, by its place", () => {
  const outcome = parseSurvey({
    format: "consilience-survey/1",
    title: " ",
    questions: [
      { id: "A b", kind: "text", prompt: "?" },
      { id: "e", kind: "estimate", prompt: "?", unit: "number", min: 3, max: 1 },
    ],
  });
  expect(outcome.ok ? [] : outcome.problems?.map((p) => p.at)).toEqual([
    "title",
    "questions[0].id",
    "questions[1].min",
  ]);
});

it("stores text as NFC", () => {
  const outcome = parseSurvey({
    format: "consilience-survey/1",
    title: "Cafe\u0301",
    questions: [{ id: "a", kind: "text", prompt: "?" }],
  });
  expect(outcome.ok && outcome.value.title).toBe("Café");
});
