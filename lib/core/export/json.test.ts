import fc from "fast-check";
import { expect, it } from "vitest";
import { hostileText, inTurn } from "./hostile-text.fixture";
import { toJson } from "./json";
import { sampleSynthesis } from "./sample-synthesis.fixture";

/** The same value with the keys of its objects in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

it("reads back to the same synthesis", () => {
  fc.assert(
    fc.property(fc.array(hostileText, { minLength: 1, maxLength: 7 }), (texts) => {
      const synthesis = sampleSynthesis(inTurn(texts));
      expect(JSON.parse(toJson(synthesis))).toEqual(synthesis);
    }),
    { numRuns: 200 },
  );
});

it("does not depend on the order of keys, and begins with the format", () => {
  const synthesis = sampleSynthesis();
  expect(toJson(reversed(synthesis) as typeof synthesis)).toBe(toJson(synthesis));
  expect(toJson(synthesis)).toMatch(/^\{\n {2}"format": "consilience-synthesis\/1",\n/);
});
