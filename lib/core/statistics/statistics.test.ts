import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreement, consensus, disagreementIndex } from "./dispersion";
import { gowerDistance, groupInformedConsensus } from "./groups";
import { nonResponseBounds, responseRates, roundStability, wilson } from "./intervals";
import { quantile } from "./quantiles";
import { countCategories, effectiveN, shares, sum, weightedShares } from "./shares";

const table: [number[], number, number, [number, number], number][] = [
  [[0, 0, 0, 0, 12], 1, 1, [0.7575, 1], 0],
  [[0, 1, 1, 6, 4], 0.625, 0.7332, [0.552, 0.953], 0.21875],
  [[1, 1, 2, 5, 3], 0.4167, 0.5607, [0.3906, 0.8619], 0.3256],
  [[2, 2, 4, 2, 2], 0.1667, 0.5283, [0.1381, 0.6094], 1.1915],
  [[3, 3, 3, 3, 3], 0, 0.43403, [0.1982, 0.6425], 1.7021],
  [[5, 1, 0, 1, 5], -0.713, 0.0975, [0.2538, 0.7462], 3.4043],
  [[6, 0, 0, 0, 6], -1, 0, [0.2538, 0.7462], 3.4043],
];

const countsOf = fc
  .integer({ min: 2, max: 9 })
  .chain((size) => fc.array(fc.nat({ max: 12 }), { minLength: size, maxLength: size }));

describe("values to check against", () => {
  it.each(table)("%j", (counts, a, cns, interval, index) => {
    const agree = (counts[3] ?? 0) + (counts[4] ?? 0);
    const [low, high] = wilson(agree, sum(counts));
    expect(agreement(counts)).toBeCloseTo(a, 4);
    expect(consensus(counts)).toBeCloseTo(cns, 4);
    expect(low).toBeCloseTo(interval[0], 4);
    expect(high).toBeCloseTo(interval[1], 4);
    expect(disagreementIndex(counts)).toBeCloseTo(index, 4);
  });

  it("RAND, agrmt, Wilson, weights, bounds, stability, Gower and Polis", () => {
    expect(disagreementIndex([0, 0, 0, 1, 1, 1, 5, 5, 2])).toBeCloseTo(0.1639, 4);
    const agrmt = [30, 40, 210, 130, 530, 50, 10];
    expect(agreement(agrmt)).toBeCloseTo(0.6113333, 7);
    expect(consensus(agrmt)).toBeCloseTo(0.7256876, 7);
    for (const [x, n, low, high] of [
      [8, 10, 0.4902, 0.9433],
      [9, 12, 0.4677, 0.9111],
      [5, 5, 0.5655, 1],
      [0, 5, 0, 0.4345],
    ] as const) {
      expect(wilson(x, n)[0]).toBeCloseTo(low, 4);
      expect(wilson(x, n)[1]).toBeCloseTo(high, 4);
    }
    const votes = [
      { category: 5, confidence: 9 },
      { category: 4, confidence: 8 },
      { category: 4, confidence: 5 },
      { category: 3, confidence: 3 },
      { category: 2, confidence: 7 },
      { category: 1, confidence: 10 },
    ];
    const weighted = weightedShares(votes, 5) ?? [];
    expect((weighted[3] ?? 0) + (weighted[4] ?? 0)).toBeCloseTo(0.5238, 4);
    expect(weighted[2]).toBeCloseTo(0.0714, 4);
    expect((weighted[0] ?? 0) + (weighted[1] ?? 0)).toBeCloseTo(0.4048, 4);
    expect(effectiveN(votes.map((vote) => vote.confidence))).toBeCloseTo(5.378, 3);
    expect(nonResponseBounds(9, 12, 20)).toEqual([0.45, 0.85]);
    expect(roundStability([1, 1, 2, 5, 3], [0, 1, 2, 6, 3])?.moved).toBeCloseTo(0.0833, 4);
    expect(gowerDistance([5, 4, 1, null], [3, 4, 5, 2], [5, 5, 5, 5])).toBe(0.5);
    const one = { agree: 8, seen: 10 };
    expect(groupInformedConsensus([one, { agree: 3, seen: 4 }])).toBeCloseTo(0.5, 10);
    expect(groupInformedConsensus([one, { agree: 1, seen: 6 }])).toBeCloseTo(0.1875, 10);
    expect(responseRates(10, 2, 20)).toEqual({ rr1: 0.5, rr2: 0.6 });
  });

  it("takes the lower order statistic beside a value that is no number", () => {
    expect(quantile([2030, 2040, "never", "never"], 0.5)).toBe(2040);
    expect(quantile([2030, "never", "beyond"], 0.5)).toBe("beyond");
    expect(quantile([10, 20, 30, 40], 0.25)).toBe(17.5);
    expect(quantile([], 0.5)).toBeNull();
  });

  it("has no figure where none is defined", () => {
    expect(agreement([3, 4])).toBeNull();
    expect(agreement([0, 0, 0])).toBeNull();
    expect(consensus([0, 0])).toBeNull();
    expect(disagreementIndex([1, 1, 1, 1])).toBeNull();
    expect(disagreementIndex([0, 0, 0, 0, 0])).toBeNull();
    expect(weightedShares([], 5)).toBeNull();
    expect(wilson(0, 0)).toEqual([0, 1]);
    expect(nonResponseBounds(2, 4, 3)).toBeNull();
    expect(gowerDistance([null, 1], [1, null], [5, 5])).toBeNull();
  });
});

describe("laws", () => {
  it("shares sum to 1, and reversing the scale changes neither A, Cns nor DI", () => {
    fc.assert(
      fc.property(countsOf, (counts) => {
        if (sum(counts) > 0) expect(sum(shares(counts))).toBeCloseTo(1, 10);
        const reversed = [...counts].reverse();
        for (const figure of [agreement, consensus, disagreementIndex]) {
          const [a, b] = [figure(counts), figure(reversed)];
          if (a === null || b === null) expect(a).toBe(b);
          else expect(a).toBeCloseTo(b, 9);
        }
      }),
    );
  });

  it("equal weights give the raw shares", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 10 }),
        (votes, confidence) => {
          const weighted = weightedShares(
            votes.map((category) => ({ category, confidence })),
            5,
          );
          shares(countCategories(votes, 5)).forEach((share, k) => {
            expect(weighted?.[k]).toBeCloseTo(share, 10);
          });
        },
      ),
    );
  });
});
