import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { panelRecord, publishPanel, synthesizePanel } from "../publication/random-panel.fixture";
import { holdShift, publicShift, shiftSides } from "./shift";
import type { Shift } from "./synthesis-schema";

type Move = readonly [before: string, after: string];

/** A panel whose respondents moved, by name, at every level of consent in turn. */
function panelOf(moves: readonly Move[]) {
  return moves.map(([earlier, value], person) => ({
    ...panelRecord({
      person,
      question: 0,
      pick: 0,
      attribution: (["named", "aggregate", "role", "author"] as const)[person % 4] ?? "named",
      quote: false,
      self: false,
      withText: false,
    }),
    value,
    earlier,
  }));
}

const shiftOfPanel = (moves: readonly Move[]) =>
  synthesizePanel(panelOf(moves)).sections[0]?.shift ?? null;
const publicShiftOf = (moves: readonly Move[]) =>
  publishPanel(panelOf(moves)).sections[0]?.shift ?? null;

const times = (count: number, move: Move) => Array.from({ length: count }, () => move);

describe("a shift", () => {
  it("counts where each side went, and how much moved", () => {
    const moves = [...times(4, ["1", "5"]), ...times(6, ["5", "4"])];
    expect(shiftOfPanel(moves)).toEqual({
      rows: [
        { from: "low", to: { low: 0, middle: 0, high: 4 } },
        { from: "high", to: { low: 0, middle: 0, high: 6 } },
      ],
      n: 10,
      moved: 0.6,
      stable: false,
    });
    expect(shiftOfPanel([["none", "5"]])).toBeNull();
  });

  it("is checked against Scheibe's figures", () => {
    const before = [1, 1, 2, 5, 3];
    const after = [0, 1, 2, 6, 3];
    const spread = (counts: readonly number[]) =>
      counts.flatMap((count, index) => Array.from({ length: count }, () => String(index + 1)));
    const [one, two] = [spread(before), spread(after)];
    const moves = one.map((value, index): Move => [value, two[index] ?? ""]);
    expect(shiftOfPanel(moves)?.moved).toBeCloseTo(0.0833, 4);
    expect(shiftOfPanel(moves)?.stable).toBe(true);
  });

  it("leaves to the public groups of at least the minimum in which no few went one way", () => {
    const moves = [...times(4, ["1", "5"]), ["1", "1"] as const, ...times(3, ["5", "4"])];
    expect(publicShiftOf(moves)?.rows).toEqual([
      { from: "high", to: { low: 0, middle: 0, high: 3 } },
    ]);
    expect(publicShiftOf(times(2, ["1", "5"]))).toBeNull();
    // One of twelve moved: that it was fewer than three is told, not that it was one.
    const still = [...times(11, ["5", "5"]), ["5", "1"] as const];
    expect(publicShiftOf(still)).toMatchObject({ moved: null, stable: null });
    const stiller = [...times(19, ["5", "5"]), ["5", "1"] as const];
    expect(publicShiftOf(stiller)).toMatchObject({ moved: null, stable: true });
  });

  const values = fc.constantFrom("1", "2", "3", "4", "5", "none", "");
  const panels = fc.array(fc.tuple(values, values), { maxLength: 20 });

  it("shows no count from one to below the minimum, alone or by the difference of two versions", () => {
    fc.assert(
      fc.property(panels, panels, (before, after) => {
        const was = publicShiftOf(before);
        const is = publicShiftOf(after);
        const shown = is && holdShift([was], is, 3);
        const cells = (shift: Shift | null | undefined) =>
          shift?.rows.flatMap(({ to }) => shiftSides.map((side) => to[side])) ?? [];
        for (const count of cells(shown)) expect(count === 0 || count >= 3).toBe(true);
        if (!was || !shown || shown === was) return;
        for (const from of shiftSides) {
          for (const side of shiftSides) {
            const at = (shift: Shift) => shift.rows.find((row) => row.from === from)?.to[side] ?? 0;
            const difference = Math.abs(at(shown) - at(was));
            expect(difference === 0 || difference >= 3).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("comes out of nothing but two positions of the same respondent", () => {
    expect(publicShift({ rows: [], n: null, moved: null, stable: null }, 3)).toBeNull();
  });
});
