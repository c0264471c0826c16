import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stanceFinding } from "./findings";
import { readPoles, sideCounts } from "./poles";
import { stanceStatistics } from "./section-statistics";
import { summarizeSection, writeKeyPoints, writeOverview } from "./summary";
import type { Methods, Section, Theme } from "./synthesis-schema";

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
        const [position] = summarizeSection(section);
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
    const sentences = summarizeSection(stance([1, 1, 2, 5, 3], [], "q", 20)).map(
      ({ text }) => text,
    );
    expect(sentences.join(" ")).toMatch(/the eight [^.]* could turn the result/i);
    const sure = summarizeSection(stance([0, 0, 0, 4, 8], [], "q", 12)).map(({ text }) => text);
    expect(sure).toEqual(["All twelve who answered agree."]);
  });

  it("names themes with their counts and never a neutral one", () => {
    const themes = [
      theme("t1", "Other points", 9),
      theme("t2", "Cost of steel", 14),
      theme("t3", "Rare birds", 6),
      theme("t4", "Traffic", 2),
    ];
    const text = summarizeSection(stance([0, 1, 2, 9, 9], themes)).at(-1)?.text ?? "";
    expect(text).toContain("“Cost of steel”");
    expect(text).toContain("(14)");
    expect(text).toContain("“Rare birds” (6)");
    expect(text).not.toMatch(/Other points|Traffic/);
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
      "They are largely of one mind on two of the three questions that ask for a position and are divided on one.",
      "Their answers lie closest together on question 1 (12 of 12) and furthest apart on question 2 (6 to 6).",
    ]);
  });

  it("gives a key point a question, each about its own", () => {
    const sections = [stance([0, 0, 0, 4, 8], [], "a"), stance([5, 1, 0, 1, 5], [], "b")];
    expect(writeKeyPoints(sections).map(({ text }) => text)).toEqual([
      "Is it so? Experts agree: twelve agree and nobody disagrees.",
      "Is it so? Experts disagree: six agree and six disagree.",
    ]);
  });
});
