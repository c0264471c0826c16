/** Sum of numbers. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** How many votes fall on each of the categories 1..size. */
export function countCategories(votes: readonly number[], size: number): number[] {
  const counts = new Array<number>(size).fill(0);
  for (const vote of votes) counts[vote - 1] = (counts[vote - 1] ?? 0) + 1;
  return counts;
}

/** Each category's share of all votes; all zero without votes. */
export function shares(counts: readonly number[]): number[] {
  const n = sum(counts);
  return counts.map((count) => (n === 0 ? 0 : count / n));
}

/** A vote with the respondent's confidence, 1 to 10. */
export type WeightedVote = { readonly category: number; readonly confidence: number };

/** Shares weighted by confidence; null where no vote carries one. */
export function weightedShares(votes: readonly WeightedVote[], size: number): number[] | null {
  const total = sum(votes.map((vote) => vote.confidence));
  if (total === 0) return null;
  const weights = new Array<number>(size).fill(0);
  for (const { category, confidence } of votes) {
    weights[category - 1] = (weights[category - 1] ?? 0) + confidence;
  }
  return weights.map((weight) => weight / total);
}

/** Kish's effective number of respondents under weights (Kish 1965); null without weights. */
export function effectiveN(weights: readonly number[]): number | null {
  const squares = sum(weights.map((weight) => weight * weight));
  return squares === 0 ? null : sum(weights) ** 2 / squares;
}
