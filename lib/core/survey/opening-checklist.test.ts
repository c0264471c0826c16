import fc from "fast-check";
import { expect, it } from "vitest";
import { gapsOf, openingChecklist } from "./opening-checklist";
import {
  fieldsOf,
  newSetup,
  type QuestionFields,
  shownQuestion,
  wordingOf,
} from "./question-draft";
import { questionSchema } from "./survey-schema";
import { templates } from "./templates/catalogue";

const survey = {
  title: "A survey",
  introduction: "Why we ask.",
  authors: [{ name: "Author A" }],
  closesOn: "2026-12-01",
};
const words = (fields: QuestionFields) => gapsOf(fields).map((gap) => gap.words);

it("names everything that a question lacks, in words that say where", () => {
  const fields = (setup: QuestionFields["setup"], prompt = "Will it hold?"): QuestionFields => ({
    prompt,
    help: "",
    setup,
  });
  expect(words(fields({ kind: "text" }, "  "))).toEqual(["the question has no words yet."]);
  expect(words(fields({ kind: "stance", scale: ["No", " ", "Yes"], poles: ["no", ""] }))).toEqual([
    "step 2 of the scale has no label.",
    "name both ends of the scale, or neither.",
  ]);
  expect(words(fields({ kind: "choice", options: [] }))).toEqual(["there is no option to choose."]);
  expect(words(fields({ kind: "estimate", unit: "year", min: 2050, max: 2040 }))).toEqual([
    "the least value must be below the greatest.",
  ]);
  // As typed, on the way to a number.
  expect(
    words(fields({ kind: "estimate", unit: "number", unread: { min: "-", max: "1e" } })),
  ).toEqual(["the least value is no number.", "the greatest value is no number."]);
  expect(words(fields({ kind: "works", columns: ["title", ""], works: [{ url: "x" }] }))).toEqual([
    "column 2 has no name.",
    "work 1 of your own has no title.",
  ]);
  expect(gapsOf(fields({ kind: "stance", scale: ["Yes", "yes "] }))).toEqual([
    { field: "setup", weight: "should", words: "two labels are the same." },
  ]);
});

it("a survey from a template can open, and one without questions cannot", () => {
  for (const { document } of Object.values(templates)) {
    const questions = document.questions.map(({ id, kind, prompt, ...rest }) => ({
      id,
      fields: fieldsOf({ kind, prompt, help: "", required: false, settings: rest }),
    }));
    const items = openingChecklist({ ...survey, title: document.title }, questions);
    expect(items.filter(({ weight }) => weight === "must")).toEqual([]);
  }
  expect(openingChecklist({ ...survey, title: " " }, []).map(({ field }) => field)).toEqual([
    "title",
    "add",
  ]);
});

const label = fc.constantFrom("", " ", "Yes", "No", "Perhaps");
const drafts: fc.Arbitrary<QuestionFields> = fc.record({
  prompt: label,
  help: fc.constantFrom("", "What counts."),
  setup: fc.oneof(
    fc.constantFrom(...(["stance", "choice", "estimate", "works", "text"] as const)).map(newSetup),
    fc.record({
      kind: fc.constant("stance" as const),
      scale: fc.array(label, { minLength: 2, maxLength: 9 }),
      poles: fc.tuple(label, label),
    }),
    fc.record({
      kind: fc.constant("choice" as const),
      options: fc
        .array(label, { maxLength: 5 })
        .map((labels) => labels.map((one, index) => ({ id: `option-${index}`, label: one }))),
    }),
    fc.record({
      kind: fc.constant("estimate" as const),
      unit: fc.constantFrom("percent" as const, "year" as const),
      min: fc.integer(),
      max: fc.integer(),
    }),
    fc.record({
      kind: fc.constant("estimate" as const),
      unit: fc.constant("number" as const),
      unread: fc.record({ min: fc.constantFrom("-", "1e", "1.2.3") }),
    }),
    fc.record({ kind: fc.constant("works" as const), columns: fc.array(label, { maxLength: 4 }) }),
  ),
});

it("whatever is typed can be stored, read again, and shown as a question", () => {
  fc.assert(
    fc.property(drafts, (fields) => {
      expect(fieldsOf(wordingOf(fields))).toEqual(fields);
      const shown = shownQuestion("preview", fields);
      expect(questionSchema.safeParse(shown).success).toBe(true);
      expect(shown.kind).toBe(fields.setup.kind);
    }),
  );
});
