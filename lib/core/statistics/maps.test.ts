import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kMeans, silhouette } from "./clusters";
import { leadingEigenpairs } from "./eigen";
import { classicalScaling, type Place, principalScores, turnAxes } from "./maps";

const coordinate = fc.integer({ min: -1000, max: 1000 }).map((x) => x / 100);
const placesOf = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 40 });
const between = (a: Place, b: Place) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const matrix = (places: readonly Place[]) => places.map((a) => places.map((b) => between(a, b)));

describe("eigenpairs", () => {
  it("are those of a matrix known by hand", () => {
    // Eigenvalues 6, 3 and 1; the first vector along (1, 1, 2), the second along (1, 1, -1).
    const rows = [
      [2.5, 1.5, 1],
      [1.5, 2.5, 1],
      [1, 1, 5],
    ];
    const [first, second] = leadingEigenpairs(
      (v) => Float64Array.from(rows, (row) => row.reduce((sum, x, j) => sum + x * (v[j] ?? 0), 0)),
      3,
      2,
    );
    expect(first?.value).toBeCloseTo(6, 9);
    expect(second?.value).toBeCloseTo(3, 9);
    const [x = 0, y = 0, z = 0] = first?.vector ?? [];
    expect(y / x).toBeCloseTo(1, 9);
    expect(z / x).toBeCloseTo(2, 9);
  });
  it("are none of a map to nothing", () => {
    expect(leadingEigenpairs((v) => v.map(() => 0), 4, 2)).toEqual([]);
  });
});

describe("classical scaling", () => {
  it("finds places on a plane again, but for turning and mirroring", () => {
    fc.assert(
      fc.property(placesOf, (places) => {
        const found = classicalScaling(matrix(places));
        matrix(found).forEach((row, i) => {
          row.forEach((distance, j) => {
            expect(distance).toBeCloseTo(between(places[i] ?? [0, 0], places[j] ?? [0, 0]), 4);
          });
        });
      }),
    );
  });
  it("puts everyone who agrees in one place", () => {
    expect(
      classicalScaling([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(classicalScaling([])).toEqual([]);
  });
});

describe("principal scores", () => {
  it("lie along the one direction in which rows differ", () => {
    const scores = principalScores([
      [1, 1, 0],
      [0, 0, 0],
      [-1, -1, 0],
    ]);
    expect(scores.map(([x]) => Math.abs(x))).toEqual([
      expect.closeTo(Math.SQRT2, 9),
      expect.closeTo(0, 9),
      expect.closeTo(Math.SQRT2, 9),
    ]);
    expect(scores.every(([, y]) => Math.abs(y) < 1e-9)).toBe(true);
  });
  it("draw out whoever left questions out", () => {
    const [first, second] = principalScores([
      [1, null],
      [1, 0],
      [-1, 0],
      [-1, 0],
    ]);
    expect(Math.abs(first?.[0] ?? 0)).toBeCloseTo(Math.SQRT2 * Math.abs(second?.[0] ?? 0), 9);
  });
});

it("axes turned by heights come out the same from a mirror", () => {
  fc.assert(
    fc.property(placesOf, fc.boolean(), fc.boolean(), (places, flipX, flipY) => {
      const heights = places.map(([x, y]) => 2 * x + y);
      const mirrored = places.map(([x, y]): Place => [flipX ? -x : x, flipY ? -y : y]);
      expect(turnAxes(mirrored, heights)).toEqual(turnAxes(places, heights));
    }),
  );
});

describe("clusters", () => {
  const camps: Place[] = [
    [0, 0],
    [0, 1],
    [1, 0],
    [9, 9],
    [9, 10],
    [10, 9],
  ];
  it("are the camps that anyone sees", () => {
    const { labels } = kMeans(camps, 2);
    expect(new Set(labels.slice(0, 3)).size).toBe(1);
    expect(new Set(labels.slice(3)).size).toBe(1);
    expect(labels[0]).not.toBe(labels[5]);
  });
  it("stand as clear as Rousseeuw's widths say", () => {
    const distances = [0, 1, 10, 11].map((a) => [0, 1, 10, 11].map((b) => Math.abs(a - b)));
    // a = 1 everywhere; b = 10.5, 9.5, 9.5, 10.5.
    const expected = (2 * (1 - 1 / 10.5) + 2 * (1 - 1 / 9.5)) / 4;
    expect(silhouette(distances, [0, 0, 1, 1])).toBeCloseTo(expected, 12);
    expect(silhouette(distances, [0, 0, 0, 0])).toBeNull();
    expect(
      silhouette(
        [
          [0, 0],
          [0, 0],
        ],
        [0, 1],
      ),
    ).toBe(0);
  });
  it("are no more than there are places, and everyone is with the nearest centre", () => {
    fc.assert(
      fc.property(placesOf, fc.integer({ min: 2, max: 5 }), (places, count) => {
        const { labels, centres } = kMeans(places, count);
        expect(labels).toHaveLength(places.length);
        places.forEach((place, i) => {
          const own = between(place, centres[labels[i] ?? 0] ?? place);
          for (const centre of centres)
            expect(own).toBeLessThanOrEqual(between(place, centre) + 1e-9);
        });
      }),
    );
  });
});
