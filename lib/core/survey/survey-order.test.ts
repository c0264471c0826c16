import fc from "fast-check";
import { expect, it } from "vitest";
import { findSurveys, orderSurveys, readSurveyOrder, surveyColumns } from "./survey-order";

const rows = fc.array(
  fc.record({
    title: fc.string({ maxLength: 8 }),
    phase: fc.constantFrom("draft" as const, "open" as const, "closed" as const),
    invited: fc.nat(9),
    answered: fc.nat(9),
    closesAt: fc.option(fc.date({ noInvalidDate: true })),
    updatedAt: fc.date({ noInvalidDate: true }),
  }),
  { maxLength: 12 },
);

it("an order loses and adds no survey, and sorts by its column", () => {
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(...surveyColumns),
      fc.boolean(),
      (list, column, descending) => {
        const ordered = orderSurveys(list, { column, descending });
        expect(ordered).toHaveLength(list.length);
        expect(new Set(ordered)).toEqual(new Set(list));
        if (column !== "invited" && column !== "answered") return;
        const figures = ordered.map((row) => row[column]);
        const sorted = figures.toSorted((a, b) => (descending ? b - a : a - b));
        expect(figures).toEqual(sorted);
      },
    ),
  );
});

it("surveys without an end come after those with one", () => {
  const base = {
    title: "",
    phase: "open" as const,
    invited: 0,
    answered: 0,
    updatedAt: new Date(0),
  };
  const open = { ...base, closesAt: null };
  const soon = { ...base, closesAt: new Date("2026-03-01") };
  expect(orderSurveys([open, soon], readSurveyOrder("closing"))).toEqual([soon, open]);
});

it("reads an order from an address, and takes the last changed first for anything else", () => {
  expect(readSurveyOrder("-invited")).toEqual({ column: "invited", descending: true });
  for (const text of [undefined, "", "nonsense", "--title"]) {
    expect(readSurveyOrder(text)).toEqual({ column: "changed", descending: true });
  }
});

it("finds every word in any order, without regard to case and accents", () => {
  const list = [{ title: "Sûreté of frontier models" }, { title: "Frontier markets" }];
  expect(findSurveys(list, "MODELS surete")).toEqual([list[0]]);
  expect(findSurveys(list, " ")).toEqual(list);
  expect(findSurveys(list, "absent")).toEqual([]);
});
