import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stanceFinding } from "./findings";
import { readPoles, sideCounts } from "./poles";
import { stanceStatistics } from "./section-statistics";
import { summarizeSection, writeKeyPoints, writeOverview } from "./summary";
import type { Methods, Section, Sentence, Theme } from "./synthesis-schema";

const scale = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"];

function theme(id: string, title: string, count: number): Theme {
  return { id, title, count, answers: [], quotes: [] };
}

function stance(
  counts: readonly number[],
  themes: readonly Theme[] = [],
  id = "q",
  invited: number | null = null,
): Section {
  const question = { id, kind: "stance" as const, prompt: "Is it so?", scale };
  const records = counts.flatMap((count, at) =>
    Array.from({ length: count }, (_, place) => ({
      id: `${at}:${place}`,
      respondent: `r${at}:${place}`,
      name: "",
      role: "",
      question: id,
      value: String(at + 1),
      confidence: null,
      low: null,
      high: null,
      text: "",
      attribution: "aggregate" as const,
      quote: false,
      recruitment: "author" as const,
    })),
  );
  return {
    question,
    finding: stanceFinding(counts, readPoles(question)),
    statistics: stanceStatistics(
      { ...question, confidence: false, required: false } as Parameters<typeof stanceStatistics>[0],
      records,
      invited,
    ),
    summary: [],
    themes,
    dissent: null,
    works: [],
  };
}

/** The summary where everyone who answered the survey is in the section's figures. */
function summarize(section: Section): Sentence[] {
  const { n } = section.statistics;
  return summarizeSection(section, { answered: n });
}

const numbers = "no one two three four five six seven eight nine ten eleven twelve".split(" ");
/** The numbers that a sentence says, in words or figures. */
function numbersOf(text: string): number[] {
  return (text.toLowerCase().match(/[a-z]+|\d+/g) ?? []).flatMap((word) => {
    if (/^\d+$/.test(word)) return [Number(word)];
    const place = numbers.indexOf(word);
    return place > 0 ? [place] : [];
  });
}

const counts = fc.array(fc.nat({ max: 20 }), { minLength: 5, maxLength: 5 });

describe("the summary of a stance", () => {
  it("says the counts that were given and no other number, all in words or all in figures", () => {
    fc.assert(
      fc.property(counts, (given) => {
        const section = stance(given);
        const [position] = summarize(section);
        const { low, middle, high } = sideCounts(given);
        const n = low + middle + high;
        const text = position?.text ?? "";
        for (const number of numbersOf(text)) expect([low, middle, high, n]).toContain(number);
        expect(text).not.toMatch(/experts|most |majority of experts/i);
        expect(text).toMatch(/^[\p{Lu}].*\.$/u);
        if (section.finding.label !== "too-few") {
          const inFigures = /\d/.test(text);
          const inWords = new RegExp(`\\b(?:${numbers.slice(1).join("|")})\\b`, "i").test(text);
          expect(inFigures && inWords).toBe(false);
          if (low > 0) expect(numbersOf(text)).toContain(low);
          if (high > 0) expect(numbersOf(text)).toContain(high);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("says how many were silent where they could turn the result", () => {
    const sentences = summarize(stance([1, 1, 2, 5, 3], [], "q", 20)).map(({ text }) => text);
    expect(sentences.join(" ")).toMatch(/the eight [^.]* could turn the result/i);
    const sure = summarize(stance([0, 0, 0, 4, 8], [], "q", 12)).map(({ text }) => text);
    expect(sure).toEqual(["All twelve who answered agree."]);
  });

  it.each([
    [[1], "In their own words, one person writes of “A0”."],
    [[2], "In their own words, two people write of “A0”."],
    [[2, 1], "In their own words, two people write of “A0” and one of “A1”."],
    [[2, 2], "In their own words, two people write of “A0” and two of “A1”."],
    [[1, 1, 1], "In their own words, one person writes of “A0”, one of “A1” and one of “A2”."],
    [[2, 2, 1], "In their own words, two people write of “A0” and two of “A1”."],
  ])("says of few, %j, only who writes of what", (given, words) => {
    const themes = given.map((count, at) => theme(`t${at}`, `A${at}`, count));
    expect(summarize(stance([0, 0, 0, 0, 3], themes)).at(-1)?.text).toBe(words);
  });

  it("says of many whose counts they are, in one of three ways", () => {
    const said = (given: readonly number[]) =>
      new Set(
        Array.from({ length: 40 }, (_, at) => {
          const themes = given.map((count, place) => theme(`t${place}`, "ABC"[place] ?? "", count));
          return summarize(stance([0, 0, 0, 0, 20], themes, `q${at}`)).at(-1)?.text;
        }),
      );
    expect([...said([14, 9, 8])].sort()).toEqual([
      "In their own words, 14 people write of “A”, 9 of “B” and 8 of “C”.",
      "Most often they bring up “A” (14 people), then “B” (9) and “C” (8).",
      "What they write turns most often on “A” (14 people), then “B” (9) and “C” (8).",
    ]);
    expect(said([6, 6, 5])).toContain(
      "Most often they bring up “A” and “B” (six people each), then “C” (five).",
    );
    expect(said([4, 4])).toContain("Most often they bring up “A” and “B” (four people each).");
  });

  it("gives each number beside its theme, whatever the counts, and rests on every theme it names", () => {
    const given = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(given, fc.string(), (unsorted, id) => {
        const sorted = unsorted.sort((a, b) => b - a);
        const themes = sorted.map((count, at) => theme(`t${at}`, "ABCDE"[at] ?? "", count));
        const last = summarize(stance([0, 0, 0, 0, 30], themes, id)).at(-1);
        const text = last?.text ?? "";
        const shown = [...text.matchAll(/“([A-E])”/g)].map(([, name]) =>
          "ABCDE".indexOf(name ?? ""),
        );
        expect(shown).toEqual(shown.map((_, at) => at));
        expect(new Set(numbersOf(text))).toEqual(new Set(shown.map((at) => sorted[at])));
        expect(last?.sources).toEqual(shown.map((at) => ({ statistic: `themes.t${at}.count` })));
        expect(text).not.toMatch(/\b(?:one people|[2-9] person)\b/);
      }),
    );
  });

  it("names themes with their counts and never a neutral one", () => {
    const themes = [
      theme("t1", "Other points", 9),
      theme("t2", "Cost of steel", 14),
      theme("t3", "Rare birds", 6),
      theme("t4", "Traffic", 2),
    ];
    const text = summarize(stance([0, 1, 2, 9, 9], themes)).at(-1)?.text ?? "";
    expect(text).toBe(
      "In their own words, 14 people write of “Cost of steel” and 6 of “Rare birds”.",
    );
  });
});

describe("a summary whose figures do not count everyone who answered", () => {
  const said = (given: readonly number[], answered: number, invited: number | null = null) =>
    summarizeSection(stance(given, [], "q", invited), { answered })
      .map(({ text }) => text)
      .join(" ");

  it("speaks of those who are counted", () => {
    expect(said([0, 0, 0, 2, 4], 7, 7)).toBe("All six counted here agree.");
    expect(said([0, 0, 0, 2, 4], 5, 7)).toBe("All six counted here agree.");
    expect(said([0, 0, 0, 2, 4], 6, 6)).toBe("All six who answered agree.");
    expect(said([0, 1, 0, 0, 1], 3)).toBe(
      "Only two positions are counted here, too few to speak of a finding.",
    );
    expect(said([0, 0, 0, 0, 0], 1)).toBe("No position is counted here yet.");
    expect(said([2, 1, 0, 1, 2], 7)).toMatch(/^(Those counted here are divided|[^:]*): /);
  });

  it("does not say of somebody who answered that they did not", () => {
    expect(said([1, 0, 2, 2, 1], 7, 7)).toMatch(/the one person not counted here could turn/i);
    expect(said([1, 0, 2, 2, 1], 6, 7)).toMatch(/who was asked and did not answer could turn/);
    expect(said([1, 1, 2, 5, 3], 13, 20)).toMatch(/the eight not counted here could turn/i);
  });

  it("never mentions an answer, given or not, whatever the counts", () => {
    fc.assert(
      fc.property(counts, fc.nat({ max: 120 }), fc.nat({ max: 200 }), (given, answered, more) => {
        const n = given.reduce((sum, count) => sum + count, 0);
        fc.pre(answered !== n);
        expect(said(given, answered, Math.max(n, answered) + more)).not.toMatch(
          /who (?:was asked and |were (?:asked|invited) and )?(?:answered|did not answer)|no answer came|nobody has/i,
        );
      }),
    );
  });
});

const methods: Methods = {
  invited: 20,
  answered: 12,
  partial: 0,
  declined: 0,
  responseRate: null,
  from: null,
  to: null,
  recruited: { author: 12, colleague: 0, self: 0 },
  findingRules: { id: "findings-v1", sha256: "", declaredBefore: false },
  minimumGroup: 3,
  quotesApprovedBySubmitting: true,
  textBy: "rules",
};

describe("the overview", () => {
  it("says who answered and where they stand", () => {
    const sections = [
      stance([0, 0, 0, 4, 8], [], "a"),
      stance([5, 1, 0, 1, 5], [], "b"),
      stance([0, 1, 1, 6, 4], [], "c"),
    ];
    expect(writeOverview(sections, methods).map(({ text }) => text)).toEqual([
      "Of the 20 people invited, 12 have answered the three questions.",
      "They are largely of one mind on two of the three questions that ask for a position and are divided on the other.",
      "Their answers lie closest together on question 1 (12 of 12) and furthest apart on question 2 (6 to 6).",
    ]);
  });

  it("says “one” and never “the other” where a third group of questions is left", () => {
    const of = (...given: (readonly number[])[]) =>
      writeOverview(
        given.map((counts, at) => stance(counts, [], `q${at}`)),
        methods,
      )[1]?.text;
    const [agreed, divided, open] = [
      [0, 0, 0, 4, 8],
      [5, 1, 0, 1, 5],
      [1, 1, 8, 1, 1],
    ];
    expect(of(agreed, divided, divided)).toBe(
      "They are largely of one mind on one of the three questions that ask for a position and are divided on the other two.",
    );
    expect(of(agreed, divided, open)).toBe(
      "They are largely of one mind on one of the three questions that ask for a position, are divided on one and show no clear view on one.",
    );
  });

  it("gives a key point a question, each about its own", () => {
    const sections = [stance([0, 0, 0, 4, 8], [], "a"), stance([5, 1, 0, 1, 5], [], "b")];
    expect(writeKeyPoints(sections, methods).map(({ text }) => text)).toEqual([
      "Is it so? Experts agree: twelve agree and nobody disagrees.",
      "Is it so? Experts disagree: six agree and six disagree.",
    ]);
  });
});
