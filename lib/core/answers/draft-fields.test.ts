import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Question } from "@/lib/core/survey/survey-schema";
import { type Attribution, attributionSchema } from "./answer";
import { isAnswered, judgeResponse } from "./completeness";
import {
  type AnswerDraft,
  draftFromColumns,
  emptyAnswerDraft,
  type ResponseDraft,
  readAnswer,
  worksFromLines,
} from "./draft-fields";
import { parseDraftValue, responseFormSchema } from "./draft-schema";
import { drawOrder, lateConsentHolds } from "./merge";

const stance: Question = {
  id: "s",
  kind: "stance",
  prompt: "Will it?",
  scale: ["No", "Perhaps", "Yes"],
  confidence: true,
};
const choice: Question = {
  id: "c",
  kind: "choice",
  prompt: "Which?",
  options: [
    { id: "one", label: "One" },
    { id: "two", label: "Two" },
  ],
  multiple: true,
  other: true,
};
const estimate: Question = {
  id: "e",
  kind: "estimate",
  prompt: "How much?",
  unit: "percent",
  min: 0,
  max: 100,
  never: true,
  interval: true,
};
const works: Question = { id: "w", kind: "works", prompt: "What?", columns: ["title", "aim"] };
const open: Question = { id: "t", kind: "text", prompt: "Why?" };
const empty = emptyAnswerDraft();

describe("an answer as typed", () => {
  it("left alone is not answered, whatever its kind", () => {
    for (const question of [stance, choice, estimate, works, open]) {
      expect(isAnswered(question, empty)).toBe(false);
      expect(readAnswer(question, empty)).toEqual({
        ok: true,
        columns: { value: "", confidence: null, low: null, high: null, text: "" },
      });
    }
  });

  it("takes a decimal comma, and does not guess at one that may part thousands", () => {
    const read = (best: string) => {
      const result = readAnswer(estimate, { ...empty, best });
      return result.ok ? result.columns.value : result.problems[0]?.message;
    };
    expect(read("12,5 %")).toBe("12.5");
    expect(read("12.5")).toBe("12.5");
    expect(read("1,000")).toBe('not-a-number {"typed":"1,000"}');
  });

  it("becomes the columns of the portable format", () => {
    expect(
      readAnswer(stance, { ...empty, value: "3", confidence: "8", text: "So\r\nit is " }),
    ).toEqual({
      ok: true,
      columns: { value: "3", confidence: 8, low: null, high: null, text: "So\nit is" },
    });
    expect(readAnswer(stance, { ...empty, value: "none", confidence: "8" })).toMatchObject({
      columns: { value: "none", confidence: null },
    });
    expect(
      readAnswer(choice, { ...empty, options: ["two", "one", "other:"], other: "a; b" }),
    ).toMatchObject({ columns: { value: "one;two;other:a, b" } });
    expect(readAnswer(estimate, { ...empty, best: "35 %", low: "20", high: "50.5" })).toMatchObject(
      { columns: { value: "35", low: 20, high: 50.5 } },
    );
    expect(readAnswer(estimate, { ...empty, special: "never" })).toMatchObject({
      columns: { value: "never" },
    });
    expect(readAnswer(estimate, { ...empty, special: "beyond" })).toMatchObject({
      columns: { value: ">100" },
    });
    expect(
      readAnswer(works, { ...empty, works: [{ title: " A  paper ", aim: "" }, { title: "" }] }),
    ).toMatchObject({ columns: { text: '[{"title":"A paper"}]' } });
  });

  it("outside its kind is refused in words, at its field", () => {
    const at = (question: Question, draft: object) => {
      const read = readAnswer(question, { ...empty, ...draft });
      return read.ok ? [] : read.problems.map((problem) => problem.field);
    };
    expect(at(stance, { value: "4" })).toEqual(["value"]);
    expect(at(stance, { value: "2", confidence: "11" })).toEqual(["confidence"]);
    expect(at(choice, { options: ["three"] })).toEqual(["options"]);
    expect(at(choice, { options: ["other:"] })).toEqual(["other"]);
    expect(at({ ...choice, multiple: false }, { options: ["one", "two"] })).toEqual(["options"]);
    expect(at(estimate, { best: "a lot" })).toEqual(["best"]);
    expect(at(estimate, { best: "101" })).toEqual(["best"]);
    expect(at(estimate, { best: "30", low: "40" })).toEqual(["low"]);
    expect(at(estimate, { low: "40" })).toEqual(["best"]);
    expect(at({ ...estimate, never: false }, { special: "never" })).toEqual(["special"]);
    expect(at(open, { text: "x".repeat(50_001) })).toEqual(["text"]);
  });

  it("comes back from its columns as it was", () => {
    const drafts = fc.oneof(
      fc
        .record({
          value: fc.constantFrom("1", "2", "3"),
          confidence: fc.constantFrom("", "1", "10"),
        })
        .map((draft) => ({ question: stance, draft })),
      fc
        .record({ options: fc.constantFrom<string[]>(["one"], ["one", "two"], ["two", "other:"]) })
        .map((draft) => ({
          question: choice,
          draft: { ...draft, other: draft.options.includes("other:") ? "funding" : "" },
        })),
      fc
        .record({ best: fc.integer({ min: 0, max: 100 }).map(String) })
        .map((draft) => ({ question: estimate, draft })),
    );
    fc.assert(
      fc.property(drafts, (drawn) => {
        const question: Question = drawn.question;
        const draft: Partial<AnswerDraft> = drawn.draft;
        const typed = {
          ...empty,
          ...draft,
          attribution: "role" as const,
          quotable: "yes" as const,
        };
        const read = readAnswer(question, typed);
        if (!read.ok) throw new Error("refused");
        expect(
          draftFromColumns(question, read.columns, { attribution: "role", quotable: true }),
        ).toEqual(typed);
      }),
    );
  });
});

describe("a field from a browser", () => {
  it("is taken up to 50 kB, combining marks and all", () => {
    expect(parseDraftValue("text", "text", `a${"\u0301".repeat(10_000)}`)).toMatchObject({
      ok: true,
    });
    expect(parseDraftValue("text", "text", "x".repeat(200_000))).toEqual({
      ok: false,
      reason: "too-long",
    });
  });

  it("is refused when its kind has no such field or another shape", () => {
    expect(parseDraftValue("text", "value", "1")).toEqual({ ok: false, reason: "unknown-field" });
    expect(parseDraftValue(null, "text", "1")).toEqual({ ok: false, reason: "unknown-field" });
    expect(parseDraftValue("text", "text", { a: 1 })).toEqual({ ok: false, reason: "invalid" });
    expect(parseDraftValue("text", "attribution", "all")).toEqual({ ok: false, reason: "invalid" });
  });
});

const everyLevel = attributionSchema.options;

describe("a response", () => {
  const person = { displayName: "", displayRole: "", roleWording: "", interests: "" };

  it("names what is missing and forces only what is required", () => {
    const judged = judgeResponse(
      [stance, { ...open, required: true }],
      { person, answers: {} },
      everyLevel,
    );
    expect(judged.unanswered).toEqual(["s", "t"]);
    expect(judged.problems.map((problem) => problem.at)).toEqual(["answers.t.text"]);
  });

  it("needs consent for each answer, and the name or description that the consent shows", () => {
    const draft: ResponseDraft = {
      person,
      answers: {
        s: { ...empty, value: "2" },
        c: { ...empty, options: ["one"], attribution: "role" },
        t: { ...empty, text: "Because", attribution: "named" },
      },
    };
    const judged = judgeResponse([stance, choice, open], draft, everyLevel);
    expect(judged.problems.map((problem) => problem.at)).toEqual([
      "answers.s.attribution",
      "answers.t.quotable",
      "person.displayName",
      "person.roleWording",
    ]);
    // A level that the survey does not offer is named as such, by the form's schema too.
    const offered: Attribution[] = ["named", "aggregate"];
    expect(judgeResponse([choice], draft, offered).problems[0]).toEqual({
      at: "answers.c.attribution",
      question: "c",
      message: "attribution-not-offered",
    });
    const checked = responseFormSchema([choice], offered).safeParse(draft);
    expect(checked.error?.issues.map(({ path }) => path.join("."))).toEqual([
      "answers.c.attribution",
    ]);
    expect(responseFormSchema([choice], everyLevel).safeParse(draft).success).toBe(true);
  });
});

describe("small rules", () => {
  it("let a late tightening hold and a late loosening not", () => {
    expect(lateConsentHolds("attribution", "author", "named")).toBe(true);
    expect(lateConsentHolds("attribution", "named", "author")).toBe(false);
    expect(lateConsentHolds("quotable", "no", "yes")).toBe(true);
    expect(lateConsentHolds("quotable", "yes", "no")).toBe(false);
  });

  it("draw one order for one respondent and others for others", () => {
    const items = ["a", "b", "c", "d", "e"];
    const orders = ["r1", "r2", "r3", "r4", "r5"].map((seed) =>
      drawOrder(items, seed, (item) => item).join(""),
    );
    expect(drawOrder(items, "r1", (item) => item).join("")).toBe(orders[0]);
    expect(new Set(orders).size).toBeGreaterThan(2);
    expect([...(orders[0] ?? "")].sort()).toEqual(items);
  });

  it("read works pasted one a line, DOI and arXiv id in their canonical form", () => {
    expect(
      worksFromLines(
        "- A paper, https://example.org/a.\n\nhttps://example.org/b\nC\narXiv:2410.21572v3\nOn cases, doi:10.1000/ABC",
      ),
    ).toEqual([
      { title: "A paper", url: "https://example.org/a" },
      { url: "https://example.org/b" },
      { title: "C" },
      { url: "https://arxiv.org/abs/2410.21572" },
      { title: "On cases", url: "https://doi.org/10.1000/abc" },
    ]);
    expect(worksFromLines('[{"title": "x"}]')).toEqual([{ title: '[{"title": "x"}]' }]);
  });
});

describe("no opinion and skipping", () => {
  it("no opinion is an answer of its own, of a choice and of an estimate too", () => {
    const given: readonly (readonly [Question, AnswerDraft])[] = [
      [stance, { ...empty, value: "none" }],
      [choice, { ...empty, options: ["none:"] }],
      [estimate, { ...empty, special: "none", best: "30" }],
    ];
    for (const [question, draft] of given) {
      const read = readAnswer(question, draft);
      expect(read).toMatchObject({ ok: true, columns: { value: "none", low: null } });
      expect(isAnswered(question, draft)).toBe(true);
      if (!read.ok) continue;
      const consent = { attribution: "named", quotable: false } as const;
      const again = draftFromColumns(question, read.columns, consent);
      expect(readAnswer(question, again)).toEqual(read);
    }
    expect(readAnswer(choice, { ...empty, options: ["none:", "one"] })).toMatchObject({
      ok: false,
      problems: [{ field: "options", message: "no-opinion-and-option" }],
    });
    const own: Question = { ...choice, options: [{ id: "none", label: "None of these" }] };
    expect(readAnswer(own, { ...empty, options: ["none"] })).toMatchObject({
      columns: { value: "none" },
    });
    expect(readAnswer(own, { ...empty, options: ["none:"] }).ok).toBe(false);
  });

  it("what is skipped is left open on purpose, what is answered counts all the same", () => {
    const person = { displayName: "A", displayRole: "", roleWording: "", interests: "" };
    const draft: ResponseDraft = {
      person,
      answers: {
        s: { ...empty, skipped: "yes" },
        c: { ...empty, skipped: "yes", options: ["one"], attribution: "author" },
        t: { ...empty, skipped: "yes" },
      },
    };
    const judged = judgeResponse([stance, choice, { ...open, required: true }], draft, everyLevel);
    expect(judged).toMatchObject({ skipped: ["s"], answered: ["c"], unanswered: ["t"] });
    expect(judged.problems).toMatchObject([{ at: "answers.t.text", message: "required" }]);
  });
});
