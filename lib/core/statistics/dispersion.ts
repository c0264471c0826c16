import { expandCounts, numericQuantile } from "./quantiles";
import { sum } from "./shares";

/**
 * RAND/UCLA disagreement index (RAND MR-1269), defined on 1..9; above 1 is disagreement. Five points are rescaled by
 * 2v − 1 ("adapted"); null for every other scale and without votes.
 */
export function disagreementIndex(counts: readonly number[]): number | null {
  const size = counts.length;
  if (size !== 9 && size !== 5) return null;
  const votes = expandCounts(counts).map((vote) => (size === 5 ? 2 * vote - 1 : vote));
  const low = numericQuantile(votes, 0.3);
  const high = numericQuantile(votes, 0.7);
  if (low === null || high === null) return null;
  const asymmetry = Math.abs(5 - (low + high) / 2);
  return (high - low) / (2.35 + 1.5 * asymmetry);
}

function layerAgreement(present: readonly boolean[]): number {
  const size = present.length;
  const filled = present.filter(Boolean).length;
  if (filled === 1) return 1;
  let together = 0;
  let apart = 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = i + 1; j < size; j += 1) {
      for (let k = j + 1; k < size; k += 1) {
        const [a, b, c] = [present[i], present[j], present[k]];
        if (b && a !== c) together += 1;
        else if (a && c && !b) apart += 1;
      }
    }
  }
  if (together + apart === 0) return 0;
  const unimodality =
    ((size - 2) * together - (size - 1) * apart) / ((size - 2) * (together + apart));
  return unimodality * (1 - (filled - 1) / (size - 1));
}

/**
 * van der Eijk's agreement A, −1 (two opposite camps) to 1 (all in one category), doi 10.1023/A:1010374114305. Null for
 * two categories and without votes.
 */
export function agreement(counts: readonly number[]): number | null {
  const n = sum(counts);
  if (counts.length < 3 || n === 0) return null;
  let rest = [...counts];
  let total = 0;
  // Each layer empties at least one category, so there are at most K of them.
  for (;;) {
    const filled = rest.filter((count) => count > 0);
    if (filled.length === 0) return total;
    const height = Math.min(...filled);
    const weight = (height * filled.length) / n;
    total += weight * layerAgreement(rest.map((count) => count > 0));
    rest = rest.map((count) => Math.max(0, count - height));
  }
}

/** Consensus Cns, 0 to 1 (Tastle & Wierman 2007). Null without votes. */
export function consensus(counts: readonly number[]): number | null {
  const n = sum(counts);
  const size = counts.length;
  if (n === 0 || size < 2) return null;
  const mean = sum(counts.map((count, index) => (index + 1) * count)) / n;
  const entropy = counts.map((count, index) =>
    count === 0 ? 0 : (count / n) * Math.log2(1 - Math.abs(index + 1 - mean) / (size - 1)),
  );
  return 1 + sum(entropy);
}
