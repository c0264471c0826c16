const z = 1.959963984540054;

/** Wilson's 95 % interval of x of n (Wilson 1927); everything is possible without answers. */
export function wilson(x: number, n: number): readonly [number, number] {
  if (n === 0) return [0, 1];
  const p = x / n;
  const scale = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / scale;
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/**
 * The share among all invited, whatever those who did not answer think (Manski): x of n who answered, of N invited. Null
 * where N is unknown, zero, or less than n.
 */
export function nonResponseBounds(
  x: number,
  n: number,
  invited: number | null,
): readonly [number, number] | null {
  if (invited === null || invited === 0 || invited < n) return null;
  return [x / invited, (x + invited - n) / invited];
}

/** AAPOR's response rates: RR1 of complete responses, RR2 of partial ones too. Null without eligible people. */
export function responseRates(
  complete: number,
  partial: number,
  eligible: number,
): { readonly rr1: number; readonly rr2: number } | null {
  if (eligible === 0) return null;
  return { rr1: complete / eligible, rr2: (complete + partial) / eligible };
}

/**
 * The share of votes that moved between two rounds of the same respondents (Scheibe 1975): ½ Σ |ΔV| / n. A question is
 * stable at 15 % or less. Null where the rounds are empty or of different size.
 */
export function roundStability(
  before: readonly number[],
  after: readonly number[],
): { readonly moved: number; readonly stable: boolean } | null {
  const n = before.reduce((total, count) => total + count, 0);
  if (n === 0 || n !== after.reduce((total, count) => total + count, 0)) return null;
  const size = Math.max(before.length, after.length);
  let change = 0;
  for (let k = 0; k < size; k += 1) change += Math.abs((after[k] ?? 0) - (before[k] ?? 0));
  const moved = change / 2 / n;
  return { moved, stable: moved <= 0.15 };
}
