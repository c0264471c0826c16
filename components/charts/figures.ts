import type { EstimatePoint, QuestionSummary } from "@/lib/core/synthesis/synthesis-schema";

// A no-break space stands between a figure and its sign, as in the generated sentences.

/** A share as a whole percentage: "33 %". */
export function percent(share: number | null): string {
  return share === null ? "–" : `${Math.round(share * 100)}\u00a0%`;
}

/** A length along an axis in per cent of it, as fine as a screen can show. */
export function inPercent(length: number): string {
  return `${Number(length.toFixed(2))}%`;
}

/** A pair of shares as a range: "14–61 %". */
export function percentRange(range: readonly [number, number] | null): string {
  return range ? `${Math.round(range[0] * 100)}–${Math.round(range[1] * 100)}\u00a0%` : "–";
}

/** A figure with at most `digits` decimals and no trailing zeros. */
export function figure(value: number | null, digits = 2): string {
  if (value === null) return "–";
  return Number(value.toFixed(digits)).toLocaleString("en", {
    maximumFractionDigits: digits,
    useGrouping: Math.abs(value) >= 10_000,
  });
}

type Unit = { unit?: QuestionSummary["unit"] | undefined; max?: number | undefined };

/** An estimate in its unit: "35 %", "2031", "never", "beyond 100 %". */
export function estimate(point: EstimatePoint | null, { unit, max }: Unit): string {
  if (point === null) return "–";
  if (point === "never") return "never";
  if (point === "beyond")
    return max === undefined ? "beyond the range" : `beyond ${estimate(max, { unit })}`;
  if (unit === "year") return String(Math.round(point * 10) / 10);
  return unit === "percent" ? `${figure(point, 1)}\u00a0%` : figure(point, 2);
}

export type Side = "disagree" | "uncertain" | "agree";

/** Which side of the middle a category of an ordered scale stands on; the first category is 1. */
export function sideOf(category: number, categories: number): Side {
  const middle = (categories + 1) / 2;
  if (category === middle) return "uncertain";
  return category < middle ? "disagree" : "agree";
}

/** The steps of one side of a scale, in the scale's own words: "Probably or Definitely". */
export function sideWords(scale: readonly string[], side: Side): string {
  const words = scale.filter((_, index) => sideOf(index + 1, scale.length) === side);
  return words.length <= 2 ? words.join(" or ") : `${words[0]} to ${words.at(-1)}`;
}

/** The class that colours a category: strong at the ends, soft beside the middle. */
export function categoryClass(category: number, categories: number): string {
  const side = sideOf(category, categories);
  if (side === "uncertain") return "chart-uncertain";
  const middle = (categories + 1) / 2;
  const strong = Math.abs(category - middle) > (categories - 1) / 4;
  return strong ? `chart-${side}` : `chart-${side}-soft`;
}

export type PlacedDot = { readonly at: number; readonly level: number };

/** Stacks dots that would overlap: `at` in per cent of the axis, `level` 0 at the foot. */
export function stackDots(positions: readonly number[], gap: number): PlacedDot[] {
  const ends: number[] = [];
  return [...positions]
    .sort((a, b) => a - b)
    .map((at) => {
      const free = ends.findIndex((end) => at - end >= gap);
      const level = free === -1 ? ends.length : free;
      ends[level] = at;
      return { at, level };
    });
}

/** The ends of an estimate's axis and the values marked on it. */
export function axisOf(
  values: readonly number[],
  { unit, min, max }: Pick<QuestionSummary, "unit" | "min" | "max">,
): { from: number; to: number; ticks: number[] } {
  const low = unit === "percent" ? (min ?? 0) : Math.min(...values);
  const high = unit === "percent" ? (max ?? 100) : Math.max(...values);
  const span = Math.max(high - low, unit === "year" ? 4 : Math.abs(high) / 10 || 1);
  const step = niceStep(span / 4);
  const from = unit === "percent" ? low : Math.floor(low / step) * step;
  const to = unit === "percent" ? high : Math.max(Math.ceil(high / step) * step, from + step);
  const ticks: number[] = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to + step / 1000; tick += step) {
    ticks.push(Number(tick.toPrecision(12)));
  }
  return { from, to, ticks };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  const nice = lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10;
  return nice * power;
}
