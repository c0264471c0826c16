import { seededRandom } from "./random";

/** A point as the grouping sees it: content words, and the side its respondent took. */
export type GroupingItem = { readonly keys: readonly string[]; readonly side: -1 | 0 | 1 | null };

/**
 * Up to this many items are compared with one another; beyond it an evenly spread sample is, and the rest join the group
 * whose words they share. This bounds the only quadratic step: 500² similarities however many respondents.
 */
export const MOST_COMPARED = 500;

const MIXTURE_RUNS = 24;
const MIXTURE_SWEEPS = 12;
const MIXTURE_ALPHA = 0.1;
const MIXTURE_BETA = 0.2;
/** Opposite sides seldom make the same point, but may; the same word is stronger evidence than the vote. */
const OPPOSITE_SIDES = 0.6;

/** For each item the number of its group, 0 the largest; null for items that share no word with any group. */
export function groupItems(
  items: readonly GroupingItem[],
  seed: number,
  most: number,
): (number | null)[] {
  const sample = spread([...items.keys()], MOST_COMPARED);
  const vocabulary = buildVocabulary(sample.map((index) => items[index]?.keys ?? []));
  const documents = sample.map((index) => encode(items[index]?.keys ?? [], vocabulary.ids));
  const usable = documents.flatMap((document, at) => (document.length > 0 ? [at] : []));
  const assigned: (number | null)[] = items.map(() => null);
  if (usable.length === 0) return assigned;
  const compared = usable.map((at) => documents[at] ?? []);
  const sides = usable.map((at) => items[sample[at] ?? 0]?.side ?? null);
  const similarity = similarities(compared, vocabulary, sides, seed, most);
  const labels = averageLink(similarity, compared.length, most);
  usable.forEach((at, index) => {
    assigned[sample[at] ?? 0] = labels[index] ?? null;
  });
  assignRest(items, assigned, vocabulary);
  return bySize(assigned);
}

/** At most `most` of a list, evenly spread over it. */
export function spread<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return list.filter(
    (_, at) =>
      Math.floor((at * most) / list.length) !== Math.floor(((at - 1) * most) / list.length),
  );
}

type Vocabulary = { readonly ids: ReadonlyMap<string, number>; readonly weights: Float64Array };

/** Words that stand in two items at least; one that stands in a single item joins nothing. */
function buildVocabulary(documents: readonly (readonly string[])[]): Vocabulary {
  const frequency = new Map<string, number>();
  for (const keys of documents) {
    for (const key of new Set(keys)) frequency.set(key, (frequency.get(key) ?? 0) + 1);
  }
  const ids = new Map<string, number>();
  const weights: number[] = [];
  for (const key of [...frequency.keys()].sort()) {
    const count = frequency.get(key) ?? 0;
    if (count < 2) continue;
    ids.set(key, ids.size);
    weights.push(Math.log(1 + documents.length / count));
  }
  return { ids, weights: Float64Array.from(weights) };
}

function encode(keys: readonly string[], ids: ReadonlyMap<string, number>): number[] {
  const known: number[] = [];
  for (const key of keys) {
    const id = ids.get(key);
    if (id !== undefined) known.push(id);
  }
  return known;
}

function similarities(
  documents: readonly (readonly number[])[],
  vocabulary: Vocabulary,
  sides: readonly (-1 | 0 | 1 | null)[],
  seed: number,
  most: number,
): Float64Array {
  const count = documents.length;
  const matrix = new Float64Array(count * count);
  const random = seededRandom(seed);
  const corpus = packDocuments(documents, vocabulary.ids.size);
  const together = 0.5 / MIXTURE_RUNS;
  for (let run = 0; run < MIXTURE_RUNS; run++) {
    const labels = mixture(corpus, most + (run % 5), random);
    for (let i = 0; i < count; i++) {
      const label = labels[i];
      const row = i * count;
      for (let j = 0; j < i; j++)
        if (labels[j] === label) matrix[row + j] = (matrix[row + j] ?? 0) + together;
    }
  }
  addCosines(matrix, documents, vocabulary);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      let value = matrix[i * count + j] ?? 0;
      if ((sides[i] ?? 0) * (sides[j] ?? 0) < 0) value *= OPPOSITE_SIDES;
      matrix[i * count + j] = value;
      matrix[j * count + i] = value;
    }
  }
  return matrix;
}

/** Adds half the cosine of the tf-idf vectors to each pair below the diagonal, word by word: most pairs share none. */
function addCosines(
  matrix: Float64Array,
  documents: readonly (readonly number[])[],
  { ids, weights }: Vocabulary,
): void {
  const count = documents.length;
  const postings: number[][] = Array.from({ length: ids.size }, () => []);
  const norms = new Float64Array(count);
  documents.forEach((document, row) => {
    let norm = 0;
    for (const word of new Set(document)) {
      postings[word]?.push(row);
      norm += (weights[word] ?? 0) ** 2;
    }
    norms[row] = Math.sqrt(norm) || 1;
  });
  postings.forEach((rows, word) => {
    const squared = 0.5 * (weights[word] ?? 0) ** 2;
    for (let a = 1; a < rows.length; a++) {
      const i = rows[a] ?? 0;
      const share = squared / (norms[i] ?? 1);
      for (let b = 0; b < a; b++) {
        const at = i * count + (rows[b] ?? 0);
        matrix[at] = (matrix[at] ?? 0) + share / (norms[rows[b] ?? 0] ?? 1);
      }
    }
  });
}

/** All documents in one run of words; `repeats` counts how often a word stood earlier in the same document. */
type Corpus = {
  readonly count: number;
  readonly size: number;
  readonly starts: Int32Array;
  readonly words: Int32Array;
  readonly repeats: Float64Array;
};

function packDocuments(documents: readonly (readonly number[])[], size: number): Corpus {
  const starts = new Int32Array(documents.length + 1);
  documents.forEach((document, index) => {
    starts[index + 1] = (starts[index] ?? 0) + document.length;
  });
  const words = new Int32Array(starts[documents.length] ?? 0);
  const repeats = new Float64Array(words.length);
  documents.forEach((document, index) => {
    const start = starts[index] ?? 0;
    const seen = new Map<number, number>();
    document.forEach((word, place) => {
      words[start + place] = word;
      repeats[start + place] = seen.get(word) ?? 0;
      seen.set(word, (seen.get(word) ?? 0) + 1);
    });
  });
  return { count: documents.length, size, starts, words, repeats };
}

/** One run of a collapsed Gibbs sampler for a mixture of Dirichlet-multinomials, ended by greedy sweeps. */
function mixture(corpus: Corpus, groups: number, random: () => number): Int32Array {
  const { count, size, starts, words, repeats } = corpus;
  const labels = new Int32Array(count);
  const members = new Float64Array(groups);
  // Word by word, so that the groups' counts of one word lie side by side.
  const counts = new Float64Array(groups * size);
  const totals = new Float64Array(groups);
  const above = new Float64Array(groups);
  const below = new Float64Array(groups);
  const scores = new Float64Array(groups);
  const move = (index: number, group: number, by: 1 | -1) => {
    const from = starts[index] ?? 0;
    const to = starts[index + 1] ?? 0;
    members[group] = (members[group] ?? 0) + by;
    totals[group] = (totals[group] ?? 0) + by * (to - from);
    for (let k = from; k < to; k++) {
      const at = (words[k] ?? 0) * groups + group;
      counts[at] = (counts[at] ?? 0) + by;
    }
  };
  for (let index = 0; index < count; index++) {
    const group = Math.floor(random() * groups);
    labels[index] = group;
    move(index, group, 1);
  }
  for (let sweep = 0; sweep < MIXTURE_SWEEPS; sweep++) {
    const greedy = sweep >= MIXTURE_SWEEPS - 3;
    let moved = 0;
    for (let index = 0; index < count; index++) {
      const from = starts[index] ?? 0;
      const to = starts[index + 1] ?? 0;
      move(index, labels[index] ?? 0, -1);
      for (let group = 0; group < groups; group++) {
        above[group] = (members[group] ?? 0) + MIXTURE_ALPHA;
        below[group] = 1;
        scores[group] = 0;
      }
      for (let k = from; k < to; k++) {
        const row = (words[k] ?? 0) * groups;
        const plus = MIXTURE_BETA + (repeats[k] ?? 0);
        const beside = size * MIXTURE_BETA + (k - from);
        for (let group = 0; group < groups; group++) {
          above[group] = (above[group] ?? 0) * ((counts[row + group] ?? 0) + plus);
          below[group] = (below[group] ?? 0) * ((totals[group] ?? 0) + beside);
        }
        // Logarithms are taken of products of a dozen factors, not of each: none of them leaves the range of numbers.
        if ((k - from) % 12 === 11 && k + 1 < to) {
          for (let group = 0; group < groups; group++) {
            scores[group] =
              (scores[group] ?? 0) + Math.log((above[group] ?? 1) / (below[group] ?? 1));
            above[group] = 1;
            below[group] = 1;
          }
        }
      }
      const long = to - from > 12;
      let best = Number.NEGATIVE_INFINITY;
      for (let group = 0; group < groups; group++) {
        const ratio = (above[group] ?? 1) / (below[group] ?? 1);
        const score = long ? (scores[group] ?? 0) + Math.log(ratio) : ratio;
        scores[group] = score;
        if (score > best) best = score;
      }
      let chosen = 0;
      if (greedy) {
        for (let group = 0; group < groups; group++)
          if (scores[group] === best) {
            chosen = group;
            break;
          }
      } else {
        let sum = 0;
        for (let group = 0; group < groups; group++) {
          if (long) scores[group] = Math.exp((scores[group] ?? 0) - best);
          sum += scores[group] ?? 0;
        }
        let left = random() * sum;
        for (chosen = 0; chosen < groups - 1; chosen++) {
          left -= scores[chosen] ?? 0;
          if (left <= 0) break;
        }
      }
      if (labels[index] !== chosen) moved += 1;
      labels[index] = chosen;
      move(index, chosen, 1);
    }
    // A greedy sweep that moves nothing is the last that could.
    if (greedy && moved === 0) break;
  }
  return labels;
}

/** Average-link clustering by the nearest-neighbour chain, in the square of `count`, cut where `most` sizeable groups stand. */
function averageLink(similarity: Float64Array, count: number, most: number): Int32Array {
  const link = Float64Array.from(similarity);
  const sizes = new Float64Array(count).fill(1);
  const alive = new Uint8Array(count).fill(1);
  const merges: { readonly a: number; readonly b: number; readonly at: number }[] = [];
  const chain: number[] = [];
  let left = count;
  while (left > 1) {
    if (chain.length === 0) chain.push(alive.indexOf(1));
    for (;;) {
      const top = chain[chain.length - 1] ?? 0;
      const before = chain.length > 1 ? (chain[chain.length - 2] ?? -1) : -1;
      let nearest = before;
      let best = before >= 0 ? (link[top * count + before] ?? 0) : Number.NEGATIVE_INFINITY;
      for (let other = 0; other < count; other++) {
        if (!alive[other] || other === top) continue;
        const value = link[top * count + other] ?? 0;
        if (value > best) {
          best = value;
          nearest = other;
        }
      }
      if (nearest === before) {
        chain.length -= 2;
        const a = Math.min(top, before);
        const b = Math.max(top, before);
        merges.push({ a, b, at: best });
        const sizeA = sizes[a] ?? 1;
        const sizeB = sizes[b] ?? 1;
        for (let other = 0; other < count; other++) {
          if (!alive[other] || other === a || other === b) continue;
          const value =
            ((link[a * count + other] ?? 0) * sizeA + (link[b * count + other] ?? 0) * sizeB) /
            (sizeA + sizeB);
          link[a * count + other] = value;
          link[other * count + a] = value;
        }
        alive[b] = 0;
        sizes[a] = sizeA + sizeB;
        left -= 1;
        break;
      }
      chain.push(nearest);
    }
  }
  merges.sort((x, y) => y.at - x.at || x.a - y.a || x.b - y.b);
  return cut(merges, count, most);
}

/** Undoes joins from the loosest until `most` groups of a sizeable share stand; leftovers join nothing here. */
function cut(
  merges: readonly { readonly a: number; readonly b: number; readonly at: number }[],
  count: number,
  most: number,
): Int32Array {
  const sizeable = Math.max(2, Math.ceil(count * 0.03));
  let labels = new Int32Array(count);
  let bestGroups = -1;
  for (let kept = count - 1; kept >= Math.max(0, count - 1 - 6 * most); kept--) {
    const parents = Int32Array.from({ length: count }, (_, index) => index);
    const find = (index: number): number => {
      let root = index;
      while ((parents[root] ?? root) !== root) root = parents[root] ?? root;
      return root;
    };
    for (const merge of merges.slice(0, kept)) parents[find(merge.b)] = find(merge.a);
    const roots = Int32Array.from({ length: count }, (_, index) => find(index));
    const tally = new Map<number, number>();
    for (const root of roots) tally.set(root, (tally.get(root) ?? 0) + 1);
    const large = new Set([...tally].filter(([, size]) => size >= sizeable).map(([root]) => root));
    if (large.size > bestGroups && large.size <= most) {
      bestGroups = large.size;
      labels = roots.map((root) => (large.has(root) ? root : -1));
    }
    if (large.size >= most) break;
  }
  return labels;
}

/** Items without a group join the one whose words speak for them most, by naive Bayes over the groups' words. */
function assignRest(
  items: readonly GroupingItem[],
  assigned: (number | null)[],
  vocabulary: Vocabulary,
): void {
  const size = vocabulary.ids.size;
  const groups = new Map<
    number,
    { readonly counts: Float64Array; total: number; members: number }
  >();
  items.forEach((item, index) => {
    const label = assigned[index];
    if (label === null || label === undefined || label < 0) return;
    const group = groups.get(label) ?? { counts: new Float64Array(size), total: 0, members: 0 };
    for (const word of encode(item.keys, vocabulary.ids)) {
      group.counts[word] = (group.counts[word] ?? 0) + 1;
      group.total += 1;
    }
    group.members += 1;
    groups.set(label, group);
  });
  // Logarithms once for each word and group, however many items are left.
  const speaking = [...groups].map(([label, { counts, total, members }]) => ({
    label,
    counts,
    start: Math.log(members),
    logs: counts.map((count) => Math.log((count + MIXTURE_BETA) / (total + MIXTURE_BETA * size))),
  }));
  items.forEach((item, index) => {
    const label = assigned[index];
    if (label !== null && label !== undefined && label >= 0) return;
    assigned[index] = null;
    const words = encode(item.keys, vocabulary.ids);
    let best = Number.NEGATIVE_INFINITY;
    for (const group of speaking) {
      let shared = false;
      let score = group.start;
      for (const word of words) {
        if ((group.counts[word] ?? 0) > 0) shared = true;
        score += group.logs[word] ?? 0;
      }
      if (shared && score > best) {
        best = score;
        assigned[index] = group.label;
      }
    }
  });
}

/** Numbers groups by size, largest first; ties by first member. */
function bySize(assigned: readonly (number | null)[]): (number | null)[] {
  const sizes = new Map<number, number>();
  for (const group of assigned) if (group !== null) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const order = new Map(
    [...sizes].sort((a, b) => b[1] - a[1]).map(([group], place) => [group, place] as const),
  );
  return assigned.map((group) => (group === null ? null : (order.get(group) ?? null)));
}
