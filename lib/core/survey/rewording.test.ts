import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AnswerColumns,
  draftFromColumns,
  emptyAnswerDraft,
  readAnswer,
} from "../answers/draft-fields";
import type { SetupDraft } from "./question-draft";
import { carriesOver, fixedSince, keepsAnswers } from "./rewording";
import { type Question, questionSchema } from "./survey-schema";

const label = fc.constantFrom("No", "Rather not", "Perhaps", "Rather", "Yes");
const flag = fc.option(fc.boolean(), { nil: undefined });
const defined = <T extends object>(value: T) => JSON.parse(JSON.stringify(value)) as T;

const setups: fc.Arbitrary<SetupDraft> = fc
  .oneof(
    fc.record({
      kind: fc.constant("stance" as const),
      scale: fc.array(label, { minLength: 2, maxLength: 5 }),
      confidence: flag,
    }),
    fc.record({
      kind: fc.constant("choice" as const),
      options: fc.uniqueArray(fc.record({ id: fc.constantFrom("a", "b", "c"), label }), {
        selector: ({ id }) => id,
        minLength: 1,
      }),
      multiple: flag,
      other: flag,
    }),
    fc.record({
      kind: fc.constant("estimate" as const),
      unit: fc.constantFrom("percent" as const, "number" as const),
      min: fc.constantFrom(undefined, 0, 5),
      max: fc.constantFrom(undefined, 50, 100),
      never: flag,
      interval: flag,
    }),
  )
  .map(defined);

/** A setup, and one that differs from it in a field or two. */
const pairs = fc
  .tuple(setups, setups, fc.array(fc.nat(6), { maxLength: 2 }))
  .map(([before, other, changed]): readonly [SetupDraft, SetupDraft] => {
    if (other.kind !== before.kind) return [before, before];
    const own = new Set(changed.map((at) => Object.keys(other)[at]));
    const mixed = Object.fromEntries(Object.entries(other).filter(([field]) => own.has(field)));
    return [before, { ...before, ...mixed }];
  });

const asked = (setup: SetupDraft): Question =>
  questionSchema.parse({ ...setup, id: "q", prompt: "?" });

/** Everything that the fields of a question take. */
const typed = fc.record({
  value: fc.constantFrom("", "none", "1", "2", "3", "4", "5"),
  confidence: fc.constantFrom("", "7"),
  options: fc.subarray(["a", "b", "c", "none:"]),
  best: fc.constantFrom("", "3", "20", "70"),
  special: fc.constantFrom("" as const, "never" as const, "beyond" as const, "none" as const),
  low: fc.constantFrom("", "1"),
  high: fc.constantFrom("", "90"),
});

const consent = { attribution: "aggregate", quotable: false } as const;

/** The columns of what was typed under one setup, and of the same answer in the fields of another; null where it cannot be read. */
function readUnder(before: SetupDraft, after: SetupDraft, typed: object) {
  const was = readAnswer(asked(before), { ...emptyAnswerDraft(), ...typed });
  if (!was.ok) return null;
  const carried = draftFromColumns(asked(before), was.columns, consent);
  return { was: was.columns, is: readAnswer(asked(after), carried) };
}

const change = { required: true } as const;

describe("a changed setup", () => {
  it("that keeps answers reads each of them as it was read before", () => {
    fc.assert(
      fc.property(pairs, typed, ([before, after], draft) => {
        fc.pre(keepsAnswers(before, after));
        const read = readUnder(before, after, draft);
        if (read === null) return;
        // Options may stand in another order.
        const inOrder = ({ value, ...rest }: AnswerColumns) => [value.split(";").sort(), rest];
        expect(read.is.ok && inOrder(read.is.columns)).toEqual(inOrder(read.was));
      }),
      { numRuns: 500 },
    );
  });

  it("that carries answers over takes each of them in its fields", () => {
    fc.assert(
      fc.property(pairs, typed, ([before, after], draft) => {
        fc.pre(carriesOver(asked(before), asked(after)));
        const read = readUnder(before, after, draft);
        if (read !== null) expect(read.is.ok).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("is the same question to itself, and with another spelling, and when it becomes required", () => {
    fc.assert(
      fc.property(setups, (setup) => {
        expect(keepsAnswers(setup, { ...setup, ...change })).toBe(true);
        expect(carriesOver(asked(setup), asked({ ...setup, ...change }))).toBe(true);
        expect(fixedSince(setup, setup)).toBeNull();
      }),
    );
    const scale: SetupDraft = { kind: "stance", scale: ["No", "Prehaps", "Yes"] };
    const spelt: SetupDraft = { kind: "stance", scale: ["No", "Perhaps", "Yes"] };
    expect(keepsAnswers(scale, spelt)).toBe(true);
    expect(carriesOver(asked(scale), asked(spelt))).toBe(false);
  });

  it("is another question with another number of steps, another option, another range", () => {
    const other: readonly (readonly [SetupDraft, SetupDraft])[] = [
      [
        { kind: "stance", scale: ["No", "Yes"] },
        { kind: "stance", scale: ["No", "Perhaps", "Yes"] },
      ],
      [
        { kind: "stance", scale: ["No", "Yes"], confidence: true },
        { kind: "stance", scale: ["No", "Yes"] },
      ],
      [
        { kind: "choice", options: [{ id: "a", label: "A" }] },
        {
          kind: "choice",
          options: [
            { id: "a", label: "A" },
            { id: "b", label: "B" },
          ],
        },
      ],
      [
        { kind: "estimate", unit: "number", max: 50 },
        { kind: "estimate", unit: "number", max: 100 },
      ],
      [
        { kind: "works", columns: ["title"] },
        { kind: "works", columns: ["title", "year"] },
      ],
      [{ kind: "text" }, { kind: "works" }],
    ];
    for (const [before, after] of other) expect(keepsAnswers(before, after)).toBe(false);
  });

  it("never is of another kind once the survey has opened, and leaves the author's own works alone", () => {
    expect(fixedSince({ kind: "text" }, { kind: "works" })).toContain("kind");
    const own: SetupDraft = { kind: "works", columns: ["title"], works: [{ title: "A" }] };
    expect(fixedSince(own, { ...own, works: [] })).toContain("synthesis");
    expect(
      fixedSince(own, { kind: "works", columns: ["name"], works: [{ name: "A" }] }),
    ).toBeNull();
  });
});
