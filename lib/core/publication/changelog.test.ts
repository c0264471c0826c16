import fc from "fast-check";
import { expect, it } from "vitest";
import type { Synthesis } from "../synthesis/synthesis-schema";
import { changesBetween, withoutRepeated } from "./changelog";
import { canariesIn, panelCells, panelRecord, publishPanel } from "./random-panel.fixture";

const panels = panelCells.map((cells) => publishPanel(cells.map(panelRecord)));

it("says what changed without repeating a respondent's words", () => {
  fc.assert(
    fc.property(panels, panels, (before, after) => {
      const changes = changesBetween(before, after);
      expect(changes.length).toBeGreaterThan(0);
      expect([...canariesIn(JSON.stringify(changes))]).toEqual([]);
      expect(changesBetween(after, after).map(({ kind }) => kind)).toEqual(["none"]);
    }),
    { numRuns: 100 },
  );
});

it("names the finding that changed, and what it was", () => {
  const voices = (value: string) =>
    publishPanel(
      [0, 1, 2, 3, 4].map((person) => ({
        ...panelRecord({
          person,
          question: 0,
          pick: 0,
          attribution: "named",
          quote: false,
          self: false,
          withText: false,
        }),
        value,
      })),
    );
  expect(changesBetween(null, voices("1")).map(({ kind }) => kind)).toEqual(["first"]);
  const [change] = changesBetween(voices("1"), voices("5"));
  expect(change?.kind).toBe("finding");
  expect(change?.text).toMatch(/^Question 1: “.+ \(.+\)”; before it was “.+ \(.+\)”\.$/);
  const texts = (before: string, after: string) =>
    changesBetween(voices(before), voices(after)).map(({ text }) => text);
  expect(texts("4", "5")).toEqual([
    "Question 1: the finding stands; Probably 0 (before 5), Definitely 5 (before 0).",
  ]);
});

it("counts who came and who went, by name only as a number", () => {
  const panel = (people: readonly number[]) =>
    publishPanel(
      people.map((person) =>
        panelRecord({
          person,
          question: 0,
          pick: 4,
          attribution: "named",
          quote: false,
          self: false,
          withText: false,
        }),
      ),
    );
  const texts = changesBetween(panel([0, 1, 2, 3, 4]), panel([0, 1, 2, 3, 4, 5])).map(
    ({ text }) => text,
  );
  expect(texts.slice(0, 2)).toEqual([
    "6 people answered; before it was 5.",
    "6 people answer by name; before it was 5.",
  ]);
});

it("repeats no finding of respondents' words that the author has overridden since, nor before", () => {
  const overridden = (synthesis: Synthesis): Synthesis => ({
    ...synthesis,
    sections: synthesis.sections.map((section) => ({
      ...section,
      finding: { ...section.finding, overridden: { words: "Otherwise", reason: "Because" } },
    })) as Synthesis["sections"],
  });
  fc.assert(
    fc.property(panels, panels, (before, after) => {
      const both = [
        ...changesBetween(before, overridden(after)),
        ...changesBetween(overridden(before), after),
      ];
      expect([...canariesIn(JSON.stringify(both))]).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it("lets go of words that are taken back: the author's lines go, the product's keep what they are about", () => {
  const changes = [
    { kind: "finding", text: "Question 2: “zq said so”; before it was “Experts agree (9 to 1)”." },
    { kind: "figures", text: "Question 3: the finding stands; Yes 4 (before 3)." },
    { kind: "author", text: "As zq said." },
  ] as const;
  expect(withoutRepeated(changes, (text) => text.includes("zq"))).toEqual([
    { kind: "finding", text: "Question 2: the finding changed." },
    changes[1],
  ]);
  expect(withoutRepeated(changes, () => false)).toEqual(changes);
});
