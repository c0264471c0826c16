import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../synthesis/text/random";
import { partitionOpinions, type Votes } from "./opinion-groups";

/** Two camps on the first questions, of one mind on the last; everyone a little unlike the others. */
function camps(first: number, second: number, questions = 6): Votes[] {
  return Array.from({ length: first + second }, (_, voter) =>
    Array.from({ length: questions }, (__, question) => {
      const slip = (voter * 7 + question * 3) % 5 === 0 ? 1 : 0;
      if (question === questions - 1) return 5 - slip;
      return voter < first ? 5 - slip : 1 + slip;
    }),
  );
}

const sizes = [5, 5, 5, 5, 5, 5];
const votersOf = fc.array(
  fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { freq: 6 }), { minLength: 6, maxLength: 6 }),
  { minLength: 8, maxLength: 24 },
);

describe("opinion groups", () => {
  it("are found where there are camps, the largest first", () => {
    const { labels, silhouette } = partitionOpinions(camps(6, 9), sizes, 3);
    expect(labels).toEqual([...Array(6).fill(1), ...Array(9).fill(0)]);
    expect(silhouette).toBeGreaterThan(0.5);
  });

  it("need five questions, twelve respondents, and nobody in a group smaller than the least", () => {
    const four = camps(8, 8).map((votes) => votes.slice(0, 4));
    expect(partitionOpinions(four, sizes.slice(0, 4), 3)).toEqual({
      places: null,
      labels: null,
      silhouette: null,
    });
    expect(partitionOpinions(camps(5, 6), sizes, 3).labels).toBeNull();
    expect(partitionOpinions(camps(6, 6), sizes, 3).labels).not.toBeNull();
    expect(partitionOpinions(camps(14, 2), sizes, 3).labels).toBeNull();
    expect(partitionOpinions(camps(14, 2), sizes, 2).labels).not.toBeNull();
  });

  it("have a map from eight respondents on", () => {
    expect(partitionOpinions(camps(3, 4), sizes, 3).places).toBeNull();
    const { places, labels } = partitionOpinions(camps(4, 4), sizes, 3);
    expect(labels).toBeNull();
    expect(places).toHaveLength(8);
    // Those who agree more stand to the right.
    expect(places?.[0]?.[0]).toBeGreaterThan(places?.[7]?.[0] ?? 0);
  });

  it("are seldom seen in votes drawn by chance", () => {
    const random = seededRandom(7);
    const drawn = Array.from({ length: 60 }, (_, at) =>
      partitionOpinions(
        Array.from({ length: 12 + (at % 20) }, () => sizes.map(() => 1 + Math.floor(random() * 5))),
        sizes,
        3,
      ),
    );
    expect(drawn.filter(({ labels }) => labels !== null).length).toBeLessThan(8);
  });

  it("do not depend on the order of respondents", () => {
    fc.assert(
      fc.property(votersOf, fc.infiniteStream(fc.nat()), (voters, keys) => {
        const order = voters
          .map((_, voter) => ({ voter, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ voter }) => voter);
        const own = partitionOpinions(voters, sizes, 2);
        const other = partitionOpinions(
          order.map((voter) => voters[voter] ?? []),
          sizes,
          2,
        );
        expect(other.silhouette).toBe(own.silhouette);
        expect(other.labels).toEqual(own.labels && order.map((voter) => own.labels?.[voter]));
        order.forEach((voter, at) => {
          const [a, b] = [own.places?.[voter], other.places?.[at]];
          expect(a?.[0]).toBeCloseTo(b?.[0] ?? 0, 6);
          expect(a?.[1]).toBeCloseTo(b?.[1] ?? 0, 6);
        });
      }),
      { numRuns: 60 },
    );
  });

  it("take thousands of respondents, of whom a bounded number is compared", () => {
    const { places, labels } = partitionOpinions(camps(2000, 3000), sizes, 3);
    expect(labels?.filter((label) => label === 0)).toHaveLength(3000);
    expect(places?.filter((place) => place !== null)).toHaveLength(400);
  });

  it("are taken from scales of two to nine steps, and from people of one mind", () => {
    for (const size of [2, 3, 4, 7, 9]) {
      const votes = camps(7, 7).map((row) => row.map((vote) => ((vote ?? 1) > 3 ? size : 1)));
      expect(
        partitionOpinions(
          votes,
          sizes.map(() => size),
          3,
        ).labels,
      ).not.toBeNull();
      const same = votes.map(() => sizes.map(() => size));
      expect(
        partitionOpinions(
          same,
          sizes.map(() => size),
          3,
        ),
      ).toEqual({
        places: same.map(() => [0, 0]),
        labels: null,
        silhouette: null,
      });
    }
  });
});
