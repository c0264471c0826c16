/** How a group voted on a statement: those who agree, of those who saw it. */
export type GroupVotes = { readonly agree: number; readonly seen: number };

/** How likely every group is to agree, after Polis: Π (A + 1) / (S + 2). */
export function groupInformedConsensus(groups: readonly GroupVotes[]): number {
  return groups.reduce((product, { agree, seen }) => product * ((agree + 1) / (seen + 2)), 1);
}

/**
 * Gower's distance of two respondents, 0 to 1, over the questions that both answered (Gower 1971); null where they share
 * none. `sizes` holds the number of categories of each question.
 */
export function gowerDistance(
  a: readonly (number | null)[],
  b: readonly (number | null)[],
  sizes: readonly number[],
): number | null {
  let distance = 0;
  let shared = 0;
  sizes.forEach((size, question) => {
    const x = a[question] ?? null;
    const y = b[question] ?? null;
    if (x === null || y === null || size < 2) return;
    distance += Math.abs(x - y) / (size - 1);
    shared += 1;
  });
  return shared === 0 ? null : distance / shared;
}
