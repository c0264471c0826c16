import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampleSynthesis } from "../export/sample-synthesis.fixture";
import { compareVersions, diffWords } from "./compare";
import { panelCells, panelRecord, publishPanel } from "./random-panel.fixture";

describe("diffWords", () => {
  it("finds no difference between equal texts", () => {
    expect(diffWords("the same", "the same")).toBeNull();
  });

  it("names what was taken out and put in", () => {
    expect(diffWords("six say yes", "seven say yes now")).toEqual([
      { text: "six", change: "removed" },
      { text: "seven", change: "added" },
      { text: " say yes", change: "same" },
      { text: " now", change: "added" },
    ]);
  });

  it("reads a sentence that was replaced as one that went and one that came", () => {
    expect(
      diffWords(
        "Three say yes and one is not sure. It is close.",
        "Six do not agree. It is close.",
      ),
    ).toEqual([
      { text: "Three say yes and one is not sure.", change: "removed" },
      { text: "Six do not agree.", change: "added" },
      { text: " It is close.", change: "same" },
    ]);
  });

  it("holds both texts whole, whatever they are", () => {
    const words = fc.array(fc.constantFrom("a", "b", "c", " ", "\n", "dd"), { maxLength: 20 });
    fc.assert(
      fc.property(words, words, (one, two) => {
        const [before, after] = [one.join(""), two.join("")];
        const runs = diffWords(before, after) ?? [{ text: before, change: "same" as const }];
        const without = (change: string) =>
          runs.flatMap((run) => (run.change === change ? [] : [run.text])).join("");
        expect(without("added")).toBe(before);
        expect(without("removed")).toBe(after);
      }),
    );
  });
});

describe("compareVersions", () => {
  const before = sampleSynthesis();

  it("finds nothing between a version and itself", () => {
    expect(compareVersions(before, before)).toEqual({
      title: null,
      introduction: null,
      methods: [],
      overview: null,
      respondents: { added: [], removed: [] },
      sections: [],
    });
  });

  it("tells findings, figures, quotes, works and people apart", () => {
    const after = {
      ...before,
      methods: { ...before.methods, answered: 13 },
      answers: before.answers.filter(({ shownAs }) => shownAs !== "Respondent B"),
      sections: before.sections
        .filter(({ question }) => question.id !== "else")
        .map((section) =>
          "counts" in section.statistics
            ? {
                ...section,
                finding: { ...section.finding, counts: "7 to 4" },
                statistics: { ...section.statistics, n: 13, counts: [2, 2, 2, 5, 2] },
                themes: [],
              }
            : { ...section, works: section.works.slice(1) },
        ) as typeof before.sections,
    };
    const found = compareVersions(before, after);
    expect(found.methods).toEqual([{ name: "Answered", before: "12", after: "13" }]);
    expect(found.respondents).toEqual({ added: [], removed: ["Respondent B"] });
    const of = (id: string) => found.sections.find(({ question }) => question.id === id);
    expect(of("influence")).toMatchObject({
      status: "kept",
      finding: { before: "Experts disagree (6 to 4)", after: "Experts disagree (7 to 4)" },
      figures: [
        { name: "Answers counted", before: "12", after: "13" },
        { name: "Probably", before: "4", after: "5" },
      ],
      themes: [{ name: "Independent review", before: "5", after: null }],
      quotes: { removed: ["Independent review is what keeps a case honest."] },
    });
    expect(of("progress")?.works.removed).toEqual(["An example | of a case"]);
    expect(of("else")?.status).toBe("removed");
  });

  it("says nothing that neither version says", () => {
    fc.assert(
      fc.property(panelCells, panelCells, (one, two) => {
        const [first, second] = [one, two].map((cells, at) =>
          publishPanel(cells.map(panelRecord), { seed: String(at) }),
        );
        if (!first || !second) return;
        const known = new Set(JSON.stringify([first, second]).match(/zq[a-z0-9]+/gi) ?? []);
        const said = JSON.stringify(compareVersions(first, second)).match(/zq[a-z0-9]+/gi) ?? [];
        expect(said.filter((word) => !known.has(word))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
