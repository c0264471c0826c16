import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stem } from "./stems";
import { tokens } from "./tokens";

describe("tokens", () => {
  it("keeps places, and leaves function words without a key", () => {
    const text = "The costs are high.";
    const found = tokens(text, "en");
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
      "The",
      "costs",
      "are",
      "high",
    ]);
    expect(found.map(({ key }) => key)).toEqual(["", "cost", "", "high"]);
  });

  it("counts unspaced scripts in pairs of characters", () => {
    expect(tokens("检查费用", "other").map(({ key }) => key)).toEqual(["检查", "查费", "费用"]);
  });

  it("gives ordered places inside any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.constantFrom("en", "de", "fr", "es", "other"),
        (text, language) => {
          for (const { start, end } of tokens(text, language as "en")) {
            expect(start).toBeLessThan(end);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        },
      ),
    );
  });
});

it.each([
  ["en", "regulations", "regulation"],
  ["en", "regulates", "regulating"],
  ["en", "regulatory", "regulator"],
  ["en", "information", "inform"],
  ["en", "economists", "economical"],
  ["en", "children", "child"],
  ["en", "spent", "spending"],
  ["en", "choices", "chosen"],
  ["en", "affordable", "afford"],
  ["en", "countries", "country"],
  ["en", "costs", "cost"],
  ["de", "prüfungen", "prüfung"],
  ["fr", "nationales", "nationale"],
  ["es", "inspecciones", "inspección"],
] as const)("folds %s %s and %s", (language, a, b) => {
  expect(stem(a, language)).toBe(stem(b, language));
});

it.each([
  ["universe", "unit"],
  ["general", "genetic"],
  ["organise", "organ donor"],
  ["policy", "police"],
])("keeps %s and %s apart", (a, b) => {
  expect(stem(a, "en")).not.toBe(stem(b, "en"));
});
