/** A value on an estimate's axis; "beyond" the range and then "never" order last. */
export type OrdinalPoint = number | "beyond" | "never";

function rank(point: OrdinalPoint): number {
  if (point === "never") return 2;
  return point === "beyond" ? 1 : 0;
}

/** Orders points: numbers ascending, then beyond the range, then never. */
export function comparePoints(a: OrdinalPoint, b: OrdinalPoint): number {
  return typeof a === "number" && typeof b === "number" ? a - b : rank(a) - rank(b);
}

/**
 * Type-7 quantile (Hyndman & Fan 1996). Nothing lies between a number and "never", so a quantile that falls beside such a
 * value is the lower of its two order statistics. Null without points.
 */
export function quantile(points: readonly OrdinalPoint[], p: number): OrdinalPoint | null {
  const sorted = [...points].sort(comparePoints);
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below];
  if (low === undefined) return null;
  const high = sorted[below + 1];
  if (typeof low !== "number" || typeof high !== "number") return low;
  return low + (position - below) * (high - low);
}

/** {@link quantile} of plain numbers. */
export function numericQuantile(values: readonly number[], p: number): number | null {
  const value = quantile(values, p);
  return typeof value === "number" ? value : null;
}

/** The votes behind counts of the categories 1..K, in order. */
export function expandCounts(counts: readonly number[]): number[] {
  return counts.flatMap((count, index) => new Array<number>(count).fill(index + 1));
}
