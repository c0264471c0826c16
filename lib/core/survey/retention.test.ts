import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { erasureDay, type RetentionFacts, retentionStep, warningDays } from "./retention";

const dayMs = 86_400_000;
const at = (day: string) => new Date(`${day}T12:00:00Z`);
const closed = (months: number | null, day = "2026-01-31"): RetentionFacts => ({
  status: "closed",
  retentionMonths: months,
  closesAt: null,
  closedAt: at(day),
});

describe("the day on which names and texts go", () => {
  it("is so many months after the end, on the last day where the month is shorter", () => {
    expect(erasureDay(closed(1))).toEqual(at("2026-02-28"));
    expect(erasureDay(closed(13))).toEqual(at("2027-02-28"));
    expect(erasureDay(closed(2))).toEqual(at("2026-03-31"));
    expect(erasureDay(closed(12, "2024-02-29"))).toEqual(at("2025-02-28"));
  });

  it("has no date for a draft, an open survey without an end, and one that keeps", () => {
    expect(erasureDay({ ...closed(1), status: "draft" })).toBeNull();
    expect(erasureDay({ ...closed(1), status: "open" })).toBeNull();
    expect(erasureDay(closed(null))).toBeNull();
    const dated = { ...closed(1), status: "open" as const, closesAt: at("2026-03-01") };
    expect(erasureDay(dated)).toEqual(at("2026-04-01"));
  });
});

describe("the steps", () => {
  it("never erase before the day, nor within two weeks of the warning, however late and seldom anyone looks", () => {
    const looks = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), looks, (months, gaps) => {
        const survey = closed(months);
        const day = erasureDay(survey)?.getTime() ?? 0;
        let now = at("2026-01-31").getTime();
        let warnedFor: Date | null = null;
        let warnedAt = 0;
        for (const gap of gaps) {
          now += gap * dayMs;
          const step = retentionStep(survey, warnedFor, new Date(now));
          if (step.kind === "warn") {
            expect(warnedFor).toBeNull();
            expect(now).toBeGreaterThanOrEqual(day - warningDays * dayMs);
            warnedFor = step.for;
            warnedAt = now;
          }
          if (step.kind === "erase") {
            expect(now).toBeGreaterThanOrEqual(day);
            expect(now - warnedAt).toBeGreaterThanOrEqual(warningDays * dayMs);
          }
          if (step.kind === "none") expect(now).toBeLessThan(warnedFor?.getTime() ?? day);
        }
      }),
    );
  });

  it("warn again once the survey was reopened and closed later", () => {
    const warnedFor = at("2026-02-28");
    expect(retentionStep({ ...closed(1), status: "open" }, warnedFor, at("2026-03-05"))).toEqual({
      kind: "none",
    });
    const later = closed(1, "2026-03-31");
    expect(retentionStep(later, warnedFor, at("2026-04-01"))).toEqual({ kind: "none" });
    expect(retentionStep(later, warnedFor, at("2026-04-20")).kind).toBe("warn");
  });
});
