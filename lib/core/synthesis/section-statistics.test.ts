import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EstimateQuestion, StanceQuestion } from "../survey/survey-schema";
import {
  choiceFinding,
  estimateFinding,
  stanceFinding,
  textFinding,
  worksFinding,
} from "./findings";
import { readPoles } from "./poles";
import {
  type CountedAnswer,
  choiceStatistics,
  estimateStatistics,
  stanceStatistics,
} from "./section-statistics";
import { countWords } from "./wording";

const stance = (size: number): StanceQuestion => ({
  id: "q",
  kind: "stance",
  prompt: "Is it so?",
  scale: Array.from({ length: size }, (_, at) => `Step ${at + 1}`),
});
const answer = (value: string, confidence: number | null = null): CountedAnswer => ({
  value,
  confidence,
  low: null,
  high: null,
  text: "",
});
const votesOf = fc.integer({ min: 2, max: 9 }).chain((size) =>
  fc.tuple(
    fc.constant(size),
    fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: size }).map((vote) => (vote === 0 ? "none" : String(vote))),
        fc.option(fc.integer({ min: 1, max: 10 })),
      ),
      { maxLength: 40 },
    ),
  ),
);

describe("figures of a stance", () => {
  it.each([0, 1, 2])("stand or are null with %i answers, never wrong", (n) => {
    const figures = stanceStatistics(
      stance(5),
      Array.from({ length: n }, () => answer("4")),
      10,
    );
    expect(figures).toMatchObject({ n, noOpinion: 0, withoutConfidence: n, weightedShares: null });
    expect(figures.median).toBe(n === 0 ? null : 4);
    expect(figures.agree.share).toBe(n === 0 ? null : 1);
    expect(figures.agree.bounds).toEqual(n === 0 ? null : [n / 10, 1]);
    expect(figures.agreement).toBe(n === 0 ? null : 1);
    expect(figures.consensus).toBe(n === 0 ? null : 1);
    expect(figures.fragility).toBeNull();
    expect(JSON.stringify(figures)).not.toMatch(/NaN|Infinity/);
  });

  it("count no opinion beside the answers, and take it from those who were asked", () => {
    const none = Array.from({ length: 6 }, () => answer("none"));
    expect(stanceStatistics(stance(5), none, 8)).toMatchObject({
      n: 0,
      noOpinion: 6,
      shares: [0, 0, 0, 0, 0],
      median: null,
      disagreementIndex: null,
    });
    const some = stanceStatistics(stance(5), [...none, answer("5"), answer("1")], 8);
    expect(some.agree.bounds).toEqual([0.5, 0.5]);
  });

  it("leave out of the weighted shares whoever gave no confidence, and say how many", () => {
    const figures = stanceStatistics(
      stance(5),
      [answer("5", 9), answer("1", 1), answer("1"), answer("1")],
      null,
    );
    expect(figures.weightedShares).toEqual([0.1, 0, 0, 0, 0.9]);
    expect(figures.withoutConfidence).toBe(2);
    expect(figures.shares).toEqual([0.75, 0, 0, 0, 0.25]);
  });

  it("keep to their laws on scales of 2 to 9 steps", () => {
    fc.assert(
      fc.property(votesOf, fc.infiniteStream(fc.nat()), ([size, votes], keys) => {
        const answers = votes.map(([value, confidence]) => answer(value, confidence));
        const figures = stanceStatistics(stance(size), answers, 50);
        // The order of answers never matters.
        const shuffled = answers
          .map((one) => ({ one, key: keys.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const again = stanceStatistics(stance(size), shuffled, 50);
        expect({ ...again, effectiveN: null }).toEqual({ ...figures, effectiveN: null });
        const sum = (shares: readonly number[]) => shares.reduce((total, x) => total + x, 0);
        if (figures.n > 0) expect(sum(figures.shares)).toBeCloseTo(1, 10);
        if (figures.weightedShares) expect(sum(figures.weightedShares)).toBeCloseTo(1, 10);
        // One confidence for all weighs nothing.
        const even = answers.map((one) => ({ ...one, confidence: 7 }));
        const weighted = stanceStatistics(stance(size), even, 50).weightedShares;
        weighted?.forEach((share, k) => {
          expect(share).toBeCloseTo(figures.shares[k] ?? 0, 10);
        });
        // Turned round, the poles change places and the rest stays.
        const turned = stanceStatistics(
          stance(size),
          answers.map((one) =>
            one.value === "none" ? one : { ...one, value: String(size + 1 - Number(one.value)) },
          ),
          50,
        );
        expect(turned.agree).toEqual(figures.disagree);
        expect(turned.agreement ?? 0).toBeCloseTo(figures.agreement ?? 0, 9);
        expect(turned.consensus ?? 0).toBeCloseTo(figures.consensus ?? 0, 9);
        const words = stanceFinding(figures.counts, readPoles({ scale: stance(size).scale })).words;
        expect(countWords(words)).toBeGreaterThanOrEqual(2);
        expect(countWords(words)).toBeLessThanOrEqual(9);
      }),
    );
  });
});

const wordsIn = (words: string) => expect(countWords(words));
const long = "a very long label of an option that nobody would read out in one breath at all";

describe("findings of the other kinds, in 2 to 9 words", () => {
  it("of a choice, however long its options", () => {
    const question = {
      id: "q",
      kind: "choice" as const,
      prompt: "Which?",
      options: [
        { id: "a", label: "Will" },
        { id: "b", label: long },
        { id: "c", label: "?!" },
      ],
      multiple: true,
      other: true,
    };
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b", "c", "a;b", "a;b;c", "none", "other:more money"), {
          maxLength: 20,
        }),
        (values) => {
          const { words } = choiceFinding(
            choiceStatistics(
              question,
              values.map((v) => answer(v)),
            ),
          );
          wordsIn(words).toBeGreaterThanOrEqual(2);
          wordsIn(words).toBeLessThanOrEqual(9);
        },
      ),
    );
  });

  it("of an estimate, with values that are none", () => {
    for (const unit of ["percent", "year", "number"] as const) {
      const question: EstimateQuestion = {
        id: "q",
        kind: "estimate",
        prompt: "?",
        unit,
        never: true,
        max: 100,
      };
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom("1", "7", "35", "99", "never", ">100", "none"), {
            maxLength: 20,
          }),
          (values) => {
            const figures = estimateStatistics(
              question,
              values.map((v) => answer(v)),
            );
            const { words } = estimateFinding(figures, { unit, max: 100 });
            wordsIn(words).toBeGreaterThanOrEqual(2);
            wordsIn(words).toBeLessThanOrEqual(9);
            expect(figures.n).toBe(values.filter((value) => value !== "none").length);
          },
        ),
      );
    }
  });

  it("of works and of text, however long their titles", () => {
    const title = (at: number) => (at % 2 ? long : "Audits");
    fc.assert(
      fc.property(fc.nat({ max: 6 }), (count) => {
        const themes = Array.from({ length: count }, (_, at) => ({
          id: `t${at}`,
          title: title(at + count),
          count: count - at,
          answers: [],
          quotes: [],
        }));
        const works = Array.from({ length: count }, (_, at) => ({
          id: `title:${at}`,
          title: long,
          url: null,
          citedBy: 1,
          details: { objective: long },
          answers: [],
        }));
        for (const { words } of [textFinding(themes, count), worksFinding(works, count)]) {
          wordsIn(words).toBeGreaterThanOrEqual(2);
          wordsIn(words).toBeLessThanOrEqual(9);
        }
      }),
    );
  });
});
