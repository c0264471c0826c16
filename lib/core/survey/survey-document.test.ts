import fc from "fast-check";
import { expect, it } from "vitest";
import { languages } from "../language";
import { parseSurvey } from "./parse-survey";
import { settingsOf, toSurveyDocument } from "./survey-document";
import { type SurveyDocument, surveyDocumentSchema } from "./survey-schema";
import { templates } from "./templates/catalogue";

const words = fc
  .string({ minLength: 1, maxLength: 30, unit: "grapheme" })
  .map((text) => text.normalize("NFC").replace(/\r/g, "").trim())
  .filter((text) => text !== "");
const id = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,4})?$/);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** An object without the keys that are undefined, as a file has it. */
function dense<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

const base = { prompt: words, help: maybe(words), required: fc.constantFrom(true, undefined) };
const questions = fc.uniqueArray(
  fc.oneof(
    fc.record({
      ...base,
      id,
      kind: fc.constant("stance" as const),
      scale: fc.array(words, { minLength: 2, maxLength: 9 }),
      poles: maybe(fc.tuple(words, words)),
      confidence: maybe(fc.boolean()),
    }),
    fc.record({
      ...base,
      id,
      kind: fc.constant("choice" as const),
      options: fc.uniqueArray(fc.record({ id, label: words }), {
        minLength: 1,
        maxLength: 6,
        selector: (option) => option.id,
      }),
      multiple: maybe(fc.boolean()),
      other: maybe(fc.boolean()),
      order: maybe(fc.constantFrom("drawn" as const, "fixed" as const)),
    }),
    fc.record({
      ...base,
      id,
      kind: fc.constant("estimate" as const),
      unit: fc.constantFrom("percent", "year", "number"),
      min: fc.integer({ min: -100, max: 0 }),
      max: fc.integer({ min: 1, max: 3000 }),
      never: maybe(fc.boolean()),
      interval: maybe(fc.boolean()),
    }),
    fc.record({
      ...base,
      id,
      kind: fc.constant("works" as const),
      columns: maybe(fc.array(words, { minLength: 1, maxLength: 5 })),
      works: maybe(fc.array(fc.record({ title: words, url: words }), { maxLength: 4 })),
    }),
    fc.record({ ...base, id, kind: fc.constant("text" as const) }),
  ),
  { minLength: 1, maxLength: 8, selector: (question) => question.id },
);

const surveys: fc.Arbitrary<SurveyDocument> = fc
  .record({
    format: fc.constant("consilience-survey/1" as const),
    title: words,
    introduction: fc.oneof(fc.constant(""), words),
    authors: fc.array(fc.record({ name: words, url: maybe(fc.webUrl()) }), { maxLength: 3 }),
    fictional: fc.boolean(),
    minimumGroup: fc.integer({ min: 1, max: 50 }),
    language: fc.constantFrom(...languages),
    timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/New_York"),
    consentWords: maybe(words),
    invitationMessage: maybe(words),
    submittingApprovesQuotes: fc.boolean(),
    showOthersAfterSubmitting: maybe(fc.constant(true)),
    rounds: maybe(fc.integer({ min: 2, max: 5 })),
    attributions: maybe(
      fc.subarray(["named", "role", "aggregate", "author"] as const, {
        minLength: 1,
        maxLength: 3,
      }),
    ),
    retentionMonths: maybe(fc.integer({ min: 1, max: 240 })),
    objectionContact: maybe(fc.constantFrom("The office", "Ämter, office@example.org")),
    questions,
  })
  .map((survey) => surveyDocumentSchema.parse(dense(survey)));

/** What the database holds of a survey. */
function store(document: SurveyDocument) {
  return {
    survey: {
      ...document,
      language: document.language ?? "en",
      timeZone: document.timeZone ?? "UTC",
      consentWords: document.consentWords ?? "",
      invitationMessage: document.invitationMessage ?? "",
      submittingApprovesQuotes: document.submittingApprovesQuotes ?? false,
    },
    questions: document.questions.map((question) => ({
      key: question.id,
      kind: question.kind,
      prompt: question.prompt,
      help: question.help ?? "",
      required: question.required ?? false,
      settings: JSON.parse(JSON.stringify(settingsOf(question))),
    })),
  };
}

it("a survey that is stored, written as a file and read again is the same survey", () => {
  fc.assert(
    fc.property(surveys, (document) => {
      const { survey, questions: stored } = store(document);
      const file = JSON.stringify(toSurveyDocument(survey, stored));
      expect(parseSurvey(JSON.parse(file))).toEqual({ ok: true, value: document });
    }),
  );
});

it.each(Object.entries(templates))("template %s is a valid survey", (_, { document }) => {
  expect(parseSurvey(JSON.parse(JSON.stringify(document)))).toMatchObject({ ok: true });
});
