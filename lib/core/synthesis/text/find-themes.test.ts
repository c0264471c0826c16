import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findThemes, type ThemeAnswer } from "./find-themes";
import { standsAlone } from "./quotes";

const QUESTION = "Should the town build a new bridge?";
const SENTENCES = [
  "The price of steel makes the project far too expensive for our budget.",
  "Taxpayers would carry the expensive budget for steel over many decades.",
  "Our budget cannot carry such an expensive price for steel.",
  "Fish and birds along the river lose their quiet nesting places.",
  "Building works disturb birds and fish in the river for many years.",
  "The river is home to rare birds, and their nesting places matter.",
  "Commuters would save an hour of traffic each working day.",
  "Traffic in the centre would ease, and commuters gain an hour.",
  "An hour of traffic every morning wears commuters out.",
];

function answer(place: number, text: string, more: Partial<ThemeAnswer> = {}): ThemeAnswer {
  return {
    id: `a${place}`,
    respondent: `r${place}`,
    text,
    quotable: true,
    feedsThemes: true,
    side: null,
    ...more,
  };
}

const panel = SENTENCES.map((text, place) => answer(place, text));
const find = (answers: readonly ThemeAnswer[]) =>
  findThemes({ question: QUESTION, minimumGroup: 3, answers });

describe("findThemes", () => {
  it("groups the answers that make the same point", () => {
    const groups = find(panel).map((theme) => [...theme.answers].sort());
    expect(groups.sort()).toEqual([
      ["a0", "a1", "a2"],
      ["a3", "a4", "a5"],
      ["a6", "a7", "a8"],
    ]);
  });

  it("lets an answer that makes two points stand in two themes", () => {
    const filler =
      "Nobody has yet shown how the whole plan could be financed without new loans from distant lenders.";
    const both = answer(9, `${SENTENCES[0]} ${filler} ${SENTENCES[3]} ${SENTENCES[6]} ${filler}`);
    const themes = find([...panel, both]).filter((theme) => theme.answers.includes("a9"));
    expect(themes.length).toBeGreaterThan(1);
  });

  it.each([
    [
      "German",
      [
        "Die Kosten der Brücke sind für unseren Haushalt viel zu hoch.",
        "Der Haushalt der Stadt trägt die hohen Kosten des Baus nicht.",
        "Wer soll die Kosten bezahlen, wenn der Haushalt leer ist?",
        "Am Fluss brüten seltene Vögel, und der Lärm vertreibt sie.",
        "Der Lärm der Baustelle vertreibt seltene Vögel am Fluss.",
        "Seltene Vögel am Fluss brauchen Ruhe und keinen Lärm.",
      ],
    ],
    [
      "Chinese",
      [
        "桥的建设费用对我们的预算来说太高了。",
        "我们的预算无法承担这样的建设费用。",
        "建设费用会耗尽预算。",
        "河边的珍稀鸟类需要安静。",
        "施工噪音会赶走珍稀鸟类。",
        "许多珍稀鸟类在河边筑巢。",
      ],
    ],
    [
      "Russian",
      [
        "Стоимость моста слишком высока для нашего бюджета.",
        "Наш бюджет не выдержит такой стоимости.",
        "Стоимость строительства опустошит бюджет.",
        "Редкие птицы у реки нуждаются в тишине.",
        "Шум строительства прогонит редких птиц.",
        "Редкие птицы гнездятся у реки.",
      ],
    ],
    [
      "Arabic",
      [
        "تكلفة الجسر مرتفعة جدا على ميزانيتنا.",
        "ميزانيتنا لا تتحمل هذه التكلفة المرتفعة.",
        "التكلفة سوف تفرغ ميزانيتنا.",
        "الطيور النادرة عند النهر تحتاج إلى الهدوء.",
        "ضجيج البناء يطرد الطيور النادرة.",
        "الطيور النادرة تعشش عند النهر.",
      ],
    ],
  ])("groups answers in %s", (_, texts) => {
    const groups = find(texts.map((text, place) => answer(place, text))).map(
      (theme) => theme.answers,
    );
    expect([...groups].sort()).toEqual([
      ["a0", "a1", "a2"],
      ["a3", "a4", "a5"],
    ]);
  });

  it("leaves out what no three of many share", () => {
    const extra = [
      answer(10, "Lanterns made of coloured paper should hang above the railing."),
      answer(11, "Coloured lanterns would please children who walk there at dusk."),
    ];
    for (const theme of find([...panel, ...extra])) {
      expect(theme.count).toBeGreaterThanOrEqual(3);
    }
  });

  it("finds nothing in nothing", () => {
    expect(find([])).toEqual([]);
    expect(find([answer(1, "  ")])).toEqual([]);
    expect(find([answer(1, "?"), answer(2, "!!")])).toEqual([]);
  });

  it("does not depend on the order of answers", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(panel, { minLength: panel.length }), (shuffled) => {
        expect(find(shuffled)).toEqual(find(panel));
      }),
      { numRuns: 20 },
    );
  });

  it("never shows words of text that may not be quoted", () => {
    const canary = "zanzibarquux";
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), (quotable) => {
        const mixed = panel.map((item, place) =>
          quotable[place]
            ? item
            : { ...item, quotable: false, text: `${canary} ${item.text} ${canary} again.` },
        );
        for (const theme of find(mixed)) {
          expect(JSON.stringify([theme.title, theme.quotes])).not.toContain(canary);
          expect(theme.title.toLowerCase()).not.toContain(canary);
          for (const quote of theme.quotes) {
            expect(mixed.find(({ id }) => id === quote.answer)?.quotable).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it("names a theme without quotable members by a word of no one's", () => {
    const themes = find(panel.map((item) => ({ ...item, quotable: false })));
    expect(themes.length).toBeGreaterThan(0);
    expect(
      themes.every((theme) => theme.title.startsWith("Other points") && theme.quotes.length === 0),
    ).toBe(true);
    expect(new Set(themes.map((theme) => theme.title)).size).toBe(themes.length);
  });

  it("leaves out text that must not be counted", () => {
    const themes = find(
      panel.map((item, place) => (place < 3 ? { ...item, feedsThemes: false } : item)),
    );
    expect(themes.flatMap((theme) => theme.answers)).not.toContain("a0");
  });

  it("keeps its promises for any text", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.constantFrom(...SENTENCES),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(texts, fc.boolean(), fc.constantFrom(-1, 0, 1, null)), { maxLength: 14 }),
        (rows) => {
          const answers = rows.map(([text, quotable, side], place) =>
            answer(place, text, {
              quotable,
              side: side as -1 | 0 | 1 | null,
              respondent: `r${place % 9}`,
            }),
          );
          const themes = find(answers);
          expect(themes.length).toBeLessThanOrEqual(8);
          expect(new Set(themes.map(({ title }) => title.toLowerCase())).size).toBe(themes.length);
          themes.forEach((theme, place) => {
            expect(theme.id).toBe(`t${place + 1}`);
            expect(theme.title.trim()).not.toBe("");
            expect(new Set(theme.answers).size).toBe(theme.answers.length);
            expect(theme.quotes.length).toBeLessThanOrEqual(3);
            const sources = theme.quotes.map((quote) =>
              answers.find(({ id }) => id === quote.answer),
            );
            expect(new Set(sources.map((source) => source?.respondent)).size).toBe(sources.length);
            theme.quotes.forEach((quote, at) => {
              expect(theme.answers).toContain(quote.answer);
              expect(sources[at]?.quotable).toBe(true);
              expect(sources[at]?.text.slice(quote.start, quote.end)).toBe(quote.text);
            });
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it("takes hostile sizes", () => {
    const hostile = [
      answer(20, "x".repeat(100_000)),
      answer(21, "a. ".repeat(20_000)),
      answer(22, "\u0000\u202e😀".repeat(5_000)),
    ];
    expect(() => find([...panel, ...hostile])).not.toThrow();
  });
});

it("prefers sentences that stand alone", () => {
  const full = standsAlone("The river is home to rare birds and to very shy fish.", 12);
  expect(full).toBeGreaterThan(
    standsAlone("However, it is home to rare birds and to very shy fish.", 12),
  );
  expect(full).toBeGreaterThan(standsAlone("Rare birds.", 2));
  expect(full).toBeGreaterThan(
    standsAlone("The river is home to rare birds and to very shy fish.", 90),
  );
});
