import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Attribution, attributionSchema } from "../answers/answer";
import { changedTerms, type PrivacyTerms, worseForExperts } from "./privacy-terms";

const terms: fc.Arbitrary<PrivacyTerms> = fc.record({
  attributions: fc.subarray([...attributionSchema.options] as Attribution[], { minLength: 1 }),
  submittingApprovesQuotes: fc.boolean(),
  minimumGroup: fc.integer({ min: 3, max: 50 }),
  retentionMonths: fc.option(fc.integer({ min: 1, max: 240 })),
  objectionContact: fc.constantFrom("", "The office", "privacy@example.org"),
});

describe("terms that experts were told", () => {
  it("are worse only where they changed, and nothing is worse both ways", () => {
    fc.assert(
      fc.property(terms, terms, (told, next) => {
        const changed = changedTerms(told, next);
        const worse = worseForExperts(told, next);
        expect(worse.filter((term) => !changed.includes(term))).toEqual([]);
        const back = worseForExperts(next, told);
        // Levels may be lost both ways; every other term has a better and a worse end.
        expect(worse.filter((term) => back.includes(term) && term !== "attributions")).toEqual([]);
      }),
    );
  });

  it("that were told stay whatever is asked for step by step", () => {
    fc.assert(
      fc.property(terms, fc.array(terms, { maxLength: 30 }), (told, asked) => {
        const accepted = asked.reduce(
          (before, next) => (worseForExperts(before, next).length === 0 ? next : before),
          told,
        );
        expect(worseForExperts(told, accepted)).toEqual([]);
      }),
    );
  });
});
