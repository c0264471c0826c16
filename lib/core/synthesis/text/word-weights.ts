/** How much a word speaks for a theme: frequent inside, rare outside. */
export type WordWeights = ReadonlyMap<string, number>;

/** Signed log-likelihood of each word in the theme's points against the other points, square-rooted to tame the top. */
export function wordWeights(
  inside: readonly (readonly string[])[],
  outside: readonly (readonly string[])[],
): WordWeights {
  const a = documentFrequencies(inside);
  const b = documentFrequencies(outside);
  const weights = new Map<string, number>();
  for (const [key, count] of a) {
    const other = b.get(key) ?? 0;
    const share = (count + 0.5) / (inside.length + 1);
    const otherShare = (other + 0.5) / (outside.length + 1);
    const ratio = Math.log(share / otherShare);
    if (ratio > 0) weights.set(key, Math.sqrt(count) * ratio * (count > 1 ? 1 : 0.3));
  }
  return weights;
}

function documentFrequencies(documents: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const keys of documents)
    for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
