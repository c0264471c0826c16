import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MapPoint } from "@/lib/core/synthesis/synthesis-schema";
import { layOut } from "./opinion-layout";

const point = (x: number, y: number, shownAs: string | null = null): MapPoint => ({
  x,
  y,
  group: null,
  shownAs,
});
const mapOf = fc.array(
  fc
    .tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }))
    .map(([x, y]) => point(x / 100, y / 100)),
  { minLength: 1, maxLength: 60 },
);

describe("the map's layout", () => {
  it("keeps every dot inside, with one scale along both axes", () => {
    fc.assert(
      fc.property(mapOf, (map) => {
        const { aspect, points } = layOut(map, 8);
        for (const { left, top } of points) {
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left).toBeLessThanOrEqual(100);
          expect(top).toBeGreaterThanOrEqual(0);
          expect(top).toBeLessThanOrEqual(100);
        }
        const [a, b] = points;
        if (a === undefined || b === undefined) return;
        const across = (b.left - a.left) / 100;
        const down = (b.top - a.top) / 100 / aspect;
        // The drawing turns over nothing and stretches nothing.
        expect(across * (a.point.y - b.point.y)).toBeCloseTo(down * (b.point.x - a.point.x), 6);
      }),
    );
  });
  it("lets dots at one place stand side by side", () => {
    const { points } = layOut([point(0, 0), point(0, 0), point(1, 0)], 8);
    const [a, b, c] = points;
    expect(Math.hypot((a?.aside[0] ?? 0) - (b?.aside[0] ?? 0), 0)).toBeCloseTo(16, 6);
    expect(c?.aside).toEqual([0, 0]);
  });
  it("moves dots apart that would half cover each other, on the narrowest screen too", () => {
    const { aspect, points } = layOut([point(0, 0), point(0.01, 0.005), point(1, 0)], 9);
    const centres = points.map(({ left, top, aside: [x, y] }) => [
      (left / 100) * 330 + x,
      (top / 100) * (330 / aspect) + y,
    ]);
    const [[ax = 0, ay = 0] = [], [bx = 0, by = 0] = []] = centres;
    expect(Math.hypot(bx - ax, by - ay)).toBeGreaterThanOrEqual(17.9);
    // Which of them is further right stays so.
    expect(bx).toBeGreaterThan(ax);
  });
  it("writes a name beside its dot, above or beneath it, where it covers nothing", () => {
    const { points } = layOut(
      [point(0, 0, "Respondent A"), point(0.01, 0, "Respondent B"), point(1, 0, "Respondent C")],
      8,
    );
    expect(points.map(({ label }) => [label?.text, label?.anchor])).toEqual([
      // There is room neither at its right, where the next dot is, nor at its left, where the drawing ends, nor, so near
      // the edge, above and beneath.
      [undefined, undefined],
      ["Respondent B", "start"],
      ["Respondent C", "end"],
    ]);
    const crowd = layOut(
      [point(0.5, 0, "Respondent A"), point(0.4, 0), point(0.6, 0), point(0, 0), point(1, 0)],
      8,
    );
    expect(crowd.points[0]?.label).toMatchObject({ anchor: "middle" });
  });
});
