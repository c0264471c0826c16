import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { namesOf } from "./names";
import { readText } from "./points";
import { chooseTitle, type TitleSource } from "./titles";
import { countUses } from "./word-uses";
import { countFrequencies, wordWeights } from "./word-weights";

/** The title of a theme of which each text is one respondent's, beside texts of other themes. */
function titleOf(inside: readonly string[], outside: readonly string[] = []) {
  const read = (text: string, place: number): TitleSource[] => {
    const { language, sentences } = readText(text);
    return sentences.map((sentence) => ({ text, sentence, respondent: `r${place}`, language }));
  };
  const sources = inside.flatMap(read);
  const keys = (texts: readonly string[]) =>
    texts.map((text) =>
      readText(text).sentences.flatMap(({ tokens }) =>
        tokens.map(({ key }) => key).filter(Boolean),
      ),
    );
  const weights = wordWeights(keys(inside), countFrequencies(keys([...inside, ...outside])));
  return chooseTitle(sources, weights, countUses(sources), [], new Set());
}

describe("chooseTitle", () => {
  it("prefers a name that several respondents use to one that a single one does", () => {
    const { title, support } = titleOf([
      "The moral hazard of a bailout is what worries the lenders.",
      "A bailout creates moral hazard for every lender.",
      "Nobody likes the moral hazard in such a splendid monetary experiment.",
    ]);
    expect(title).toBe("Moral hazard");
    expect(support).toBe(3);
  });

  it.each([
    ["a verb", ["Lawmakers tend to wait.", "Most lawmakers tend to delay a vote."], /tend|wait/i],
    [
      "a word that qualifies another",
      ["The lack of political courage hurts.", "It is a lack of political courage."],
      /political$/i,
    ],
    ["an adverb", ["Prices rise slowly here.", "Prices rise slowly there."], /slowly/i],
    ["an adverb alone", ["Badly, they say.", "It went badly."], /badly/i],
    [
      "an article before the last word",
      ["The claim in a safety case matters.", "Each claim in a safety case counts."],
      /in a/i,
    ],
    [
      "a word that judges",
      ["A better outcome is near.", "A better outcome would help."],
      /^better/i,
    ],
    ["a numeral", ["Two thirds of budgets fail.", "Two thirds of budgets run dry."], /^two/i],
  ])("ends or begins with no %s where a noun does", (_, texts, never) => {
    expect(titleOf(texts).title).not.toMatch(never);
  });

  it("joins two names where one alone says little", () => {
    const { title } = titleOf([
      "Inspectors came, and filters broke.",
      "Filters matter; inspectors know.",
      "I trust inspectors. Filters I do not.",
    ]);
    expect(namesOf(title.toLowerCase()).sort()).toEqual(["filters", "inspectors"]);
  });

  it("names one of many in the plural, where somebody writes it so", () => {
    expect(
      titleOf([
        "I trust a regulator. Regulators learn.",
        "A regulator came.",
        "Ask the regulator.",
        "Nobody asks the regulator.",
      ]).title,
    ).toBe("Regulators");
  });

  it("takes German nouns by their capital", () => {
    expect(
      titleOf([
        "Die unabhängige Prüfung der Modelle ist der wichtigste Schritt.",
        "Ohne eine unabhängige Prüfung der Modelle glaubt uns niemand.",
      ]).title,
    ).toMatch(/(?:Prüfung|Modelle)$/);
  });

  it("consists of words that stand in the sources, whatever these are", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 80 }),
      fc.constantFrom(
        "The cost of energy rises.",
        "Energy costs and safe reactors matter.",
        "ﬁlters and ŉevers break, ﬁlters hold.",
        "检查的费用是主要原因。",
        "Стоимость проверки является главной причиной.",
      ),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (texts) => {
        const { title, support } = titleOf(texts);
        if (support === 0) return;
        for (const name of namesOf(title)) {
          const all = texts.map((one) => one.toLowerCase());
          const whole = all.some((one) => one.includes(title.toLowerCase()));
          expect(whole || all.some((one) => one.includes(name.toLowerCase()))).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});
