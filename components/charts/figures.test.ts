import { describe, expect, it } from "vitest";
import { axisOf, categoryClass, estimate, percentRange, sideOf, stackDots } from "./figures";

describe("sideOf", () => {
  it("has a middle only on a scale with an odd number of steps", () => {
    expect([1, 2, 3, 4, 5].map((c) => sideOf(c, 5))).toEqual([
      "disagree",
      "disagree",
      "uncertain",
      "agree",
      "agree",
    ]);
    expect([1, 2, 3, 4].map((c) => sideOf(c, 4))).toEqual([
      "disagree",
      "disagree",
      "agree",
      "agree",
    ]);
  });

  it("is strong at the ends and soft beside the middle", () => {
    expect([1, 2, 3, 4, 5].map((c) => categoryClass(c, 5))).toEqual([
      "chart-disagree",
      "chart-disagree-soft",
      "chart-uncertain",
      "chart-agree-soft",
      "chart-agree",
    ]);
    expect(categoryClass(1, 2)).toBe("chart-disagree");
    expect(categoryClass(1, 3)).toBe("chart-disagree");
  });
});

describe("stackDots", () => {
  it("raises a dot that would cover another", () => {
    expect(stackDots([50, 10, 50, 51], 3)).toEqual([
      { at: 10, level: 0 },
      { at: 50, level: 0 },
      { at: 50, level: 1 },
      { at: 51, level: 2 },
    ]);
  });
});

describe("axisOf", () => {
  it("shows the whole range of a percentage", () => {
    expect(axisOf([20, 35], { unit: "percent", min: 0, max: 100 })).toEqual({
      from: 0,
      to: 100,
      ticks: [0, 25, 50, 75, 100],
    });
  });

  it("encloses the years that were named", () => {
    const axis = axisOf([2028, 2041], { unit: "year" });
    expect(axis.from).toBeLessThanOrEqual(2028);
    expect(axis.to).toBeGreaterThanOrEqual(2041);
    expect(axis.ticks.length).toBeLessThanOrEqual(6);
  });

  it("holds a single value", () => {
    const axis = axisOf([7], { unit: "number" });
    expect(axis.to).toBeGreaterThan(axis.from);
  });
});

describe("figures in words", () => {
  it("writes an estimate in its unit", () => {
    expect(estimate(35, { unit: "percent" })).toBe("35\u00a0%");
    expect(estimate(2031, { unit: "year" })).toBe("2031");
    expect(estimate("beyond", { unit: "percent", max: 100 })).toBe("beyond 100\u00a0%");
    expect(estimate("never", { unit: "year" })).toBe("never");
  });

  it("writes an interval once with its sign", () => {
    expect(percentRange([0.1381, 0.6094])).toBe("14–61\u00a0%");
  });
});
