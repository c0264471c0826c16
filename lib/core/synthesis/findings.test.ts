import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sum } from "../statistics/shares";
import { findingRules } from "./finding-rules";
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

/** Every way in which up to `most` answers fall below, in and above the middle of a scale. */
function* allSides(most: number): Generator<readonly [number, number, number]> {
  for (let low = 0; low <= most; low++)
    for (let middle = 0; low + middle <= most; middle++)
      for (let high = 0; low + middle + high <= most; high++) yield [low, middle, high];
}

describe("the rules of a stance, over every panel of up to 60", () => {
  const label = (low: number, middle: number, high: number) => stanceLabel([low, middle, high]);

  it("keep agreement and leaning when one more joins the leading pole, and the mirror likewise", () => {
    const broken = [...allSides(60)].filter(([low, middle, high]) => {
      const before = label(low, middle, high).label;
      if (before === "agree") return label(low, middle, high + 1).label !== "agree";
      if (before === "reject") return label(low + 1, middle, high).label !== "reject";
      if (before === "lean-agree")
        return !["agree", "lean-agree"].includes(label(low, middle, high + 1).label);
      if (before === "lean-reject")
        return !["reject", "lean-reject"].includes(label(low + 1, middle, high).label);
      return false;
    });
    expect(broken).toEqual([]);
  });

  it("never say that experts disagree where a side is small or half of them are uncertain", () => {
    const broken = [...allSides(60)].filter(([low, middle, high]) => {
      const n = low + middle + high;
      const small = Math.min(low, high);
      return (
        label(low, middle, high).label === "disagree" &&
        (n < 5 || small < 2 || small * 5 < n || middle * 2 >= n)
      );
    });
    expect(broken).toEqual([]);
  });

  it("never leave two sizeable sides without a word of dissent", () => {
    const broken = [...allSides(60)].filter(([low, middle, high]) => {
      const n = low + middle + high;
      const small = Math.min(low, high);
      return n >= 5 && small >= 2 && small * 5 >= n && !label(low, middle, high).dissent;
    });
    expect(broken).toEqual([]);
  });
});

it("the declared rules are those whose hash surveys have stored", () => {
  expect(findingRules).toEqual({
    id: "findings-v1",
    sha256: "3a91297a006061cc1730f8f9cc14ed2b25ccadb193755f627ff3444b08df5fa6",
  });
});

describe("findings of a stance", () => {
  it.each([
    [[0, 0, 0, 0, 12], "agree", false, false, "Experts agree", "12 of 12"],
    [[0, 1, 1, 6, 4], "agree", false, false, "Experts agree", "10 of 12"],
    [[1, 1, 2, 5, 3], "lean-agree", false, true, "Experts lean towards yes", "8 of 12"],
    [[2, 2, 4, 2, 2], "disagree", true, false, "Experts disagree", "4 to 4"],
    [[3, 3, 3, 3, 3], "disagree", true, false, "Experts disagree", "6 to 6"],
    [[5, 1, 0, 1, 5], "disagree", true, false, "Experts disagree", "6 to 6"],
    [[6, 0, 0, 0, 6], "disagree", true, false, "Experts disagree", "6 to 6"],
    [[2, 1, 6, 1, 2], "uncertain", true, true, "Most are uncertain, the rest are split", "6 of 12"],
    [
      [0, 3, 0, 4, 5],
      "lean-agree",
      true,
      true,
      "Most agree, a sizeable minority does not",
      "9 of 12",
    ],
    [[0, 1, 5, 3, 1], "uncertain", false, true, "Experts are mostly uncertain", "5 of 10"],
    [[0, 1, 5, 3, 2], "mixed", false, false, "Mixed views", "5 to 1"],
    [[0, 0, 0, 0, 0], "too-few", false, false, "Too few answers", "no answers"],
    [[0, 1, 0, 0, 0], "too-few", false, false, "Too few answers", "1 answer"],
    [[0, 1, 0, 0, 1], "too-few", false, false, "Too few answers", "2 answers"],
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
