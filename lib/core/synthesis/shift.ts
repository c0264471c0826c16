import type { AnswerRecord } from "../answers/answer";
import { parseAnswerValue } from "../answers/answer-value";
import { roundStability } from "../statistics/intervals";
import type { StanceQuestion } from "../survey/survey-schema";
import { sideOf } from "./poles";
import type { Shift, ShiftRow, ShiftSide } from "./synthesis-schema";

/** The sides of a scale in their order. */
export const shiftSides = ["low", "middle", "high"] as const satisfies ShiftSide[];

function categoryOf(question: StanceQuestion, value: string): number | null {
  const parsed = parseAnswerValue(question, value);
  return parsed.ok && parsed.value.kind === "stance" ? parsed.value.category : null;
}

/** The shift of a stance question in its private form; null where nobody answered before and after. */
export function shiftOf(question: StanceQuestion, records: readonly AnswerRecord[]): Shift | null {
  const size = question.scale.length;
  const nameOf = (category: number) => shiftSides[sideOf(category, size) + 1] ?? "middle";
  const counts = new Map<ShiftSide, Record<ShiftSide, number>>();
  const before: number[] = new Array(size).fill(0);
  const after: number[] = new Array(size).fill(0);
  let n = 0;
  for (const record of records) {
    if (record.earlier === undefined) continue;
    const was = categoryOf(question, record.earlier);
    const is = categoryOf(question, record.value);
    if (was === null || is === null) continue;
    n += 1;
    before[was - 1] = (before[was - 1] ?? 0) + 1;
    after[is - 1] = (after[is - 1] ?? 0) + 1;
    const row = counts.get(nameOf(was)) ?? { low: 0, middle: 0, high: 0 };
    row[nameOf(is)] += 1;
    counts.set(nameOf(was), row);
  }
  if (n === 0) return null;
  const stability = roundStability(before, after);
  return {
    rows: shiftSides.flatMap((from) => {
      const to = counts.get(from);
      return to === undefined ? [] : [{ from, to }];
    }),
    n,
    moved: stability?.moved ?? null,
    stable: stability?.stable ?? null,
  };
}

function sizeOf({ to }: ShiftRow): number {
  return to.low + to.middle + to.high;
}

/**
 * What the public may see of a shift: the groups of at least `minimumGroup` in which no fewer than that went anywhere or
 * nobody did; how much moved, where so many moved. Null where fewer than `minimumGroup` answered twice.
 */
export function publicShift(shift: Shift, minimumGroup: number): Shift | null {
  const { n, moved } = shift;
  if (n === null || n < minimumGroup) return null;
  const enough = (count: number) => count === 0 || count >= minimumGroup;
  const rows = shift.rows.filter(
    (row) => sizeOf(row) >= minimumGroup && shiftSides.every((side) => enough(row.to[side])),
  );
  if (moved === null || enough(Math.round(moved * n))) return { ...shift, rows };
  // Fewer moved than may be told: that they were fewer is told, and with it whether that is little.
  const most = (minimumGroup - 1) / n;
  return { rows, n, moved: null, stable: most <= 0.15 ? true : null };
}

/**
 * The shift of a new version beside earlier ones, the newest first: where a count differs from one of theirs by fewer than
 * `minimumGroup`, the shift of the newest stays, so that no two versions tell by their difference where one respondent went.
 */
export function holdShift(
  earlier: readonly (Shift | null | undefined)[],
  after: Shift,
  minimumGroup: number,
): Shift | null {
  const shown = earlier.flatMap((shift) => shift ?? []);
  const cells = ({ rows, n }: Shift) =>
    new Map<string, number>([
      ["n", n ?? 0],
      ...rows.flatMap(({ from, to }) =>
        shiftSides.map((side) => [`${from} ${side}`, to[side]] as const),
      ),
    ]);
  const is = cells(after);
  const close = shown.some((before) => {
    const was = cells(before);
    return [...new Set([...was.keys(), ...is.keys()])].some((key) => {
      const difference = Math.abs((is.get(key) ?? 0) - (was.get(key) ?? 0));
      return difference > 0 && difference < minimumGroup;
    });
  });
  return close ? (shown[0] ?? after) : after;
}
