import { hashText, seededRandom } from "../synthesis/text/random";
import { kMeans, nearestCentre, silhouette } from "./clusters";
import { gowerDistance } from "./groups";
import { classicalScaling, type Place, principalScores, turnAxes } from "./maps";

/** Under which conditions opinions are mapped and grouped. */
export const groupingRules = {
  /** Stance questions compared. */
  fewestQuestions: 5,
  fewestForMap: 8,
  fewestForGroups: 12,
  mostGroups: 5,
  leastSilhouette: 0.25,
  /** Distances of every pair are worked out for so many respondents at most; the others join the nearest group. */
  mostCompared: 400,
  /** Shuffles of the votes, question by question, in none of which groups stand as clear. */
  shuffles: 19,
  /** Chance makes no clear groups among more respondents than this, so that nothing is shuffled. */
  mostShuffled: 100,
} as const;

/** The votes of one respondent, 1..K a question; null where they took no stance. */
export type Votes = readonly (number | null)[];

export type OpinionPartition = {
  /** A place for each respondent; null for those beyond the number compared. Null where there are too few for a map. */
  readonly places: readonly (Place | null)[] | null;
  /** The group of each respondent, 0 the largest; null where the answers fall into no groups. */
  readonly labels: readonly number[] | null;
  /** How well the groups are told apart: the mean silhouette by Gower's distance; null without groups. */
  readonly silhouette: number | null;
};

const nothing: OpinionPartition = { places: null, labels: null, silhouette: null };

/** At most `most` of the numbers 0 to length − 1, evenly spread. */
function spread(length: number, most: number): number[] {
  const count = Math.min(length, most);
  return Array.from({ length: count }, (_, at) => Math.floor((at * length) / count));
}

function compareVotes(a: Votes, b: Votes): number {
  for (let question = 0; question < a.length; question++) {
    const difference = (a[question] ?? 0) - (b[question] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A vote between −1, the lower end of its scale, and 1, the upper. */
function scaled(vote: number, size: number): number {
  return size < 2 ? 0 : (2 * (vote - 1)) / (size - 1) - 1;
}

/** Gower's distances of every pair; a pair that shares no question is as far apart as pairs are on average. */
function pairDistances(rows: readonly Votes[], sizes: readonly number[]): number[][] {
  const known = rows.map((row) => rows.map((other) => gowerDistance(row, other, sizes)));
  let sum = 0;
  let pairs = 0;
  known.forEach((row, i) => {
    row.forEach((distance, j) => {
      if (i === j || distance === null) return;
      sum += distance;
      pairs += 1;
    });
  });
  const usual = pairs === 0 ? 0 : sum / pairs;
  return known.map((row, i) => row.map((distance, j) => (i === j ? 0 : (distance ?? usual))));
}

type Candidate = {
  readonly labels: readonly number[];
  readonly width: number;
  readonly count: number;
};

/** Numbers groups by size, the largest first, then by the mean of their members' heights. */
function bySize(labels: readonly number[], heights: readonly number[]): number[] {
  const groups = new Map<number, { size: number; sum: number }>();
  labels.forEach((label, row) => {
    const group = groups.get(label) ?? { size: 0, sum: 0 };
    groups.set(label, { size: group.size + 1, sum: group.sum + (heights[row] ?? 0) });
  });
  const ordered = [...groups].sort(
    ([, a], [, b]) => b.size - a.size || b.sum / b.size - a.sum / a.size,
  );
  const place = new Map(ordered.map(([label], index) => [label, index]));
  return labels.map((label) => place.get(label) ?? 0);
}

/**
 * Maps respondents by how far apart their votes are (Gower's distance, classical scaling), and groups them (principal
 * components, k-means, 2 to 5 groups) where the groups stand clear: the mean silhouette is that of the distances over all
 * questions, not of the plane, on which even chance falls into clusters, and no shuffle of the votes gives groups as
 * clear. `sizes` holds the number of categories of each
 * question. The outcome depends on the votes alone, not on the order of respondents.
 */
export function partitionOpinions(
  voters: readonly Votes[],
  sizes: readonly number[],
  minimumGroup: number,
): OpinionPartition {
  const n = voters.length;
  if (sizes.length < groupingRules.fewestQuestions || n < groupingRules.fewestForMap)
    return nothing;
  const order = voters
    .map((votes, voter) => ({ votes, voter }))
    .sort((a, b) => compareVotes(a.votes, b.votes));
  const rows = order.map(({ votes }) => votes);
  const positions = scaleRows(rows, sizes);
  const heights = positions.map((row) => {
    const known = row.filter((x) => x !== null);
    return known.reduce((sum, x) => sum + x, 0) / (known.length || 1);
  });
  const compared = spread(n, groupingRules.mostCompared);
  const distances = pairDistances(
    compared.map((row) => rows[row] ?? []),
    sizes,
  );
  const mapped = turnAxes(
    classicalScaling(distances),
    compared.map((row) => heights[row] ?? 0),
  );
  const places: (Place | null)[] = new Array(n).fill(null);
  compared.forEach((row, at) => {
    const voter = order[row]?.voter;
    if (voter !== undefined) places[voter] = mapped[at] ?? null;
  });
  const found =
    n < groupingRules.fewestForGroups
      ? null
      : clearest(positions, compared, distances, minimumGroup);
  if (found === null || isChance(rows, sizes, minimumGroup, found.width))
    return { places, labels: null, silhouette: null };
  const numbered = bySize(found.labels, heights);
  const labels = new Array<number>(n).fill(0);
  order.forEach(({ voter }, row) => {
    labels[voter] = numbered[row] ?? 0;
  });
  return { places, labels, silhouette: found.width };
}

/** Whether groups as clear as these come about where answers to one question say nothing about those to another. */
function isChance(
  rows: readonly Votes[],
  sizes: readonly number[],
  minimumGroup: number,
  width: number,
): boolean {
  if (rows.length > groupingRules.mostShuffled) return false;
  const random = seededRandom(hashText(JSON.stringify(rows)));
  for (let shuffle = 0; shuffle < groupingRules.shuffles; shuffle++) {
    const columns = sizes.map((_, question) => {
      const votes = rows.map((row) => row[question] ?? null);
      const given = votes.filter((vote) => vote !== null);
      for (let at = given.length - 1; at > 0; at--) {
        const other = Math.floor(random() * (at + 1));
        [given[at], given[other]] = [given[other] ?? 0, given[at] ?? 0];
      }
      // Who left a question out still does.
      return votes.map((vote) => (vote === null ? null : (given.pop() ?? null)));
    });
    const shuffled = rows.map((_, row) => columns.map((column) => column[row] ?? null));
    const everyone = [...shuffled.keys()];
    const found = clearest(
      scaleRows(shuffled, sizes),
      everyone,
      pairDistances(shuffled, sizes),
      minimumGroup,
    );
    if (found !== null && found.width >= width) return true;
  }
  return false;
}

function scaleRows(rows: readonly Votes[], sizes: readonly number[]): (number | null)[][] {
  return rows.map((row) =>
    row.map((vote, question) => (vote === null ? null : scaled(vote, sizes[question] ?? 0))),
  );
}

/** The clearest of the groupings that meet the conditions; the coarser of two that are equally clear. */
function clearest(
  positions: readonly (readonly (number | null)[])[],
  compared: readonly number[],
  distances: readonly (readonly number[])[],
  minimumGroup: number,
): Candidate | null {
  const scores = principalScores(positions);
  const sample = compared.map((row) => scores[row] ?? ([0, 0] as const));
  let best: Candidate | null = null;
  for (let count = 2; count <= groupingRules.mostGroups; count++) {
    const { centres, labels: own } = kMeans(sample, count);
    const labels = scores.map((score) => nearestCentre(score, centres));
    const sizes = new Map<number, number>();
    for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
    if (sizes.size < count || Math.min(...sizes.values()) < minimumGroup) continue;
    const width = silhouette(distances, own);
    if (width === null || width < groupingRules.leastSilhouette) continue;
    if (best === null || width > best.width + 1e-9) best = { labels, width, count };
  }
  return best;
}
