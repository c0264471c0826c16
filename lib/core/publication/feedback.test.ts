import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Synthesis } from "../synthesis/synthesis-schema";
import { isOfKind } from "./by-rule";
import { feedbackFigures, pointsOfOthers, showsValues } from "./feedback";
import {
  canariesIn,
  decidedPanels,
  panelCells,
  panelRecord,
  panelSurvey,
  synthesizePanel,
} from "./random-panel.fixture";

const panels = panelCells.map((cells) => cells.map(panelRecord));

/** Values that the figures count and nobody shows, on one question. */
function hiddenValues(figures: Synthesis, index: number): number {
  const section = figures.sections[index];
  if (section === undefined || !isOfKind(section, "stance")) return 0;
  if (section.statistics.agree.share === null) return 0;
  const { counts, noOpinion } = section.statistics;
  const open = figures.answers.filter(
    ({ question, value }) => question === section.question.id && value !== "",
  ).length;
  return open === 0 ? 0 : counts.reduce((sum, count) => sum + count, noOpinion) - open;
}

describe("what respondents are shown of one another", () => {
  it("holds no word, name or wording of anybody", () => {
    fc.assert(
      fc.property(fc.oneof(panels, decidedPanels), fc.boolean(), (answers, approved) => {
        const figures = feedbackFigures(synthesizePanel(answers, approved), []);
        expect([...canariesIn(JSON.stringify(figures))]).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("hides each among one more than the public's minimum, since the reader is one of them", () => {
    fc.assert(
      fc.property(panels, (answers) => {
        const figures = feedbackFigures(synthesizePanel(answers), []);
        const hidden = hiddenValues(figures, 0);
        expect(hidden === 0 || hidden >= 4).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("does not move while fewer hidden answers than that have changed", () => {
    const hidden = (count: number, value: string) =>
      Array.from({ length: count }, (_, person) => ({
        ...panelRecord({
          person: person + (value === "1" ? 0 : 20),
          question: 0,
          pick: 0,
          attribution: "aggregate",
          quote: false,
          self: false,
          withText: false,
        }),
        value,
      }));
    const counts = (figures: Synthesis) => {
      const [section] = figures.sections;
      return section && isOfKind(section, "stance") ? section.statistics.counts : null;
    };
    const first = feedbackFigures(synthesizePanel(hidden(5, "1")), []);
    const second = feedbackFigures(synthesizePanel([...hidden(5, "1"), ...hidden(3, "5")]), [
      first,
    ]);
    expect(counts(second)).toEqual([5, 0, 0, 0, 0]);
    const third = feedbackFigures(synthesizePanel([...hidden(5, "1"), ...hidden(4, "5")]), [
      first,
      second,
    ]);
    expect(counts(third)).toEqual([5, 0, 0, 0, 4]);
    expect(showsValues(third, "stance")).toBe(false);
  });
});

describe("the other side", () => {
  const [stance, , , , text] = panelSurvey.questions;
  const points = ["1", "2", "3", "5", "4", ""].map((value) => ({ value }));
  const of = (own: string) =>
    stance && pointsOfOthers(stance, own, points).map(({ value }) => value);

  it("is the opposite pole, from the middle both, and never a hidden value", () => {
    expect(of("5")).toEqual(["1", "2"]);
    expect(of("1")).toEqual(["5", "4"]);
    expect(of("3")).toEqual(["1", "2", "5"]);
    expect(of("none")).toEqual(["1", "2", "5"]);
  });

  it("is everybody else where a question has no sides", () => {
    expect(text && pointsOfOthers(text, "", points)).toHaveLength(3);
  });
});
