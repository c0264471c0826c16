import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sum } from "../statistics/shares";
import { fragility, stanceFinding, stanceLabel } from "./findings";
import { readPoles } from "./poles";
import { countWords } from "./wording";

const five = ["Definitely not", "Probably not", "Uncertain", "Probably", "Definitely"];
const countsOf = fc
  .integer({ min: 2, max: 9 })
  .chain((size) => fc.array(fc.nat({ max: 12 }), { minLength: size, maxLength: size }));
const mirror: Readonly<Record<string, string>> = {
  agree: "reject",
  reject: "agree",
  "lean-agree": "lean-reject",
  "lean-reject": "lean-agree",
};

describe("findings of a stance", () => {
  it.each([
    [[0, 0, 0, 0, 12], "agree", false, false, "Experts agree", "12 of 12"],
    [[0, 1, 1, 6, 4], "agree", false, false, "Experts agree", "10 of 12"],
    [[1, 1, 2, 5, 3], "lean-agree", false, true, "Experts lean towards yes", "8 of 12"],
    [[2, 2, 4, 2, 2], "disagree", true, false, "Experts disagree", "4 to 4"],
    [[5, 1, 0, 1, 5], "disagree", true, false, "Experts disagree", "6 to 6"],
    [[0, 1, 8, 2, 1], "uncertain", false, true, "Experts are mostly uncertain", "8 of 12"],
    [[1, 1, 0, 1, 1], "too-few", false, false, "Too few answers", "4 answers"],
  ] as const)("%j", (counts, label, dissent, provisional, words, beside) => {
    const finding = stanceFinding(counts, readPoles({ scale: five }));
    expect(finding).toMatchObject({ label, dissent, provisional, words, counts: beside });
  });

  it("is on a knife-edge where one answer fewer would change it", () => {
    expect(fragility([0, 1, 2, 5, 4])).toEqual({ knifeEdge: true, flips: 9 });
    expect(fragility([0, 0, 0, 0, 5])).toBeNull();
  });

  it("says uncertain only where the middle label means that", () => {
    const scale = ["Low", "Rather low", "Middling", "Rather high", "High"];
    expect(stanceFinding([0, 1, 8, 2, 1], readPoles({ scale })).words).toBe(
      "Most stand in the middle",
    );
    expect(stanceFinding([0, 0, 0, 3, 9], readPoles({ scale })).words).toContain("High");
  });

  it("mirrors with the scale, and keeps to 2 to 9 words", () => {
    fc.assert(
      fc.property(countsOf, (counts) => {
        const own = stanceLabel(counts);
        const other = stanceLabel([...counts].reverse());
        expect(other.dissent).toBe(own.dissent);
        const tied = own.label === other.label;
        expect(tied || other.label === mirror[own.label]).toBe(true);
        const scale = counts.map((_, index) => `Step number ${index} of a long scale`);
        const words = countWords(stanceFinding(counts, readPoles({ scale })).words);
        expect(words).toBeGreaterThanOrEqual(2);
        expect(words).toBeLessThanOrEqual(9);
      }),
    );
  });

  it("keeps agreement when one more vote joins the leading pole", () => {
    fc.assert(
      fc.property(countsOf, fc.nat(), (counts, pick) => {
        fc.pre(sum(counts) >= 5);
        const before = stanceLabel(counts).label;
        fc.pre(before === "agree" || before === "lean-agree");
        const half = Math.floor(counts.length / 2);
        const place = counts.length - 1 - (pick % half);
        const after = stanceLabel(counts.map((c, i) => (i === place ? c + 1 : c))).label;
        expect(before === "agree" ? ["agree"] : ["agree", "lean-agree"]).toContain(after);
      }),
    );
  });
});
