import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { presentRevisions, wordingsOf } from "./wordings";

const revisions = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }).map((corrections) =>
  corrections.map((correction, index) => ({
    id: `r${index + 1}`,
    number: index + 1,
    correction,
  })),
);

describe("the wordings of a question", () => {
  it("hold every revision once, newest first, whatever order they come in", () => {
    fc.assert(
      fc.property(revisions, (list) => {
        const wordings = wordingsOf(list);
        const numbers = wordings.flat().map(({ number }) => number);
        expect(numbers).toEqual(list.map(({ number }) => number).reverse());
        expect(wordingsOf(list.toReversed())).toEqual(wordings);
      }),
    );
  });

  it("part exactly where the author did not declare a correction", () => {
    fc.assert(
      fc.property(revisions, (list) => {
        const parts = list.slice(1).filter(({ correction }) => !correction).length;
        expect(wordingsOf(list)).toHaveLength(parts + 1);
        const present = presentRevisions(list);
        const from = list.findLastIndex(({ correction }) => !correction);
        expect([...present].sort()).toEqual(
          list
            .slice(Math.max(0, from))
            .map(({ id }) => id)
            .sort(),
        );
      }),
    );
  });
});
