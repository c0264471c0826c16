/** How much a word speaks for a theme: frequent inside, rare outside. */
export type WordWeights = ReadonlyMap<string, number>;

/** In how many of a number of documents each word stands. */
export type WordFrequencies = {
  readonly documents: number;
  readonly frequencies: ReadonlyMap<string, number>;
};

/** Beyond so many words a set is less work than looking back over them. */
const FEW = 48;

/** Each word once, in the order of its first mention. */
export function distinct(keys: readonly string[]): readonly string[] {
  if (keys.length > FEW) return [...new Set(keys)];
  return keys.filter((key, at) => keys.indexOf(key) === at);
}

/** Counts each word once for each document it stands in. */
export function countFrequencies(documents: readonly (readonly string[])[]): WordFrequencies {
  const frequencies = new Map<string, number>();
  for (const keys of documents)
    for (const key of distinct(keys)) frequencies.set(key, (frequencies.get(key) ?? 0) + 1);
  return { documents: documents.length, frequencies };
}

/**
 * Signed log-likelihood of each word in the theme's points against the other points, square-rooted to tame the top.
 * `all` counts every point, those inside too, so that it is counted once for all themes.
 */
export function wordWeights(
  inside: readonly (readonly string[])[],
  all: WordFrequencies,
): WordWeights {
  const outside = all.documents - inside.length;
  const weights = new Map<string, number>();
  for (const [key, count] of countFrequencies(inside).frequencies) {
    const other = (all.frequencies.get(key) ?? 0) - count;
    const share = (count + 0.5) / (inside.length + 1);
    const otherShare = (other + 0.5) / (outside + 1);
    const ratio = Math.log(share / otherShare);
    if (ratio > 0) weights.set(key, Math.sqrt(count) * ratio * (count > 1 ? 1 : 0.3));
  }
  return weights;
}
