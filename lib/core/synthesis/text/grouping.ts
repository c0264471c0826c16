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
  const sample = spread(items.length, MOST_COMPARED);
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

/** At most `most` indices, evenly spread over 0 to length − 1. */
function spread(length: number, most: number): number[] {
  const count = Math.min(length, most);
  return Array.from({ length: count }, (_, at) => Math.floor((at * length) / count));
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
  return keys.flatMap((key) => {
    const id = ids.get(key);
    return id === undefined ? [] : [id];
  });
}

function similarities(
  documents: readonly (readonly number[])[],
  vocabulary: Vocabulary,
  sides: readonly (-1 | 0 | 1 | null)[],
  seed: number,
  most: number,
): Float64Array {
  const count = documents.length;
  const size = vocabulary.ids.size;
  const matrix = new Float64Array(count * count);
  const random = seededRandom(seed);
  for (let run = 0; run < MIXTURE_RUNS; run++) {
    const labels = mixture(documents, size, most + (run % 5), random);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < i; j++) {
        if (labels[i] === labels[j])
          matrix[i * count + j] = (matrix[i * count + j] ?? 0) + 0.5 / MIXTURE_RUNS;
      }
    }
  }
  const vectors = smoothedVectors(documents, vocabulary);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const cosine = dot(vectors, i, j, size);
      let value = (matrix[i * count + j] ?? 0) + 0.5 * cosine;
      const product = (sides[i] ?? 0) * (sides[j] ?? 0);
      if (product < 0) value *= OPPOSITE_SIDES;
      matrix[i * count + j] = value;
      matrix[j * count + i] = value;
    }
  }
  return matrix;
}

function dot(vectors: Float32Array, i: number, j: number, size: number): number {
  let sum = 0;
  const a = i * size;
  const b = j * size;
  for (let k = 0; k < size; k++) sum += (vectors[a + k] ?? 0) * (vectors[b + k] ?? 0);
  return sum;
}

/** Unit tf-idf vectors, one row an item. */
function smoothedVectors(
  documents: readonly (readonly number[])[],
  vocabulary: Vocabulary,
): Float32Array {
  const size = vocabulary.ids.size;
  const vectors = new Float32Array(documents.length * size);
  documents.forEach((document, row) => {
    const offset = row * size;
    for (const word of document) vectors[offset + word] = vocabulary.weights[word] ?? 0;
    let norm = 0;
    for (let k = 0; k < size; k++) norm += (vectors[offset + k] ?? 0) ** 2;
    norm = Math.sqrt(norm) || 1;
    for (let k = 0; k < size; k++) vectors[offset + k] = (vectors[offset + k] ?? 0) / norm;
  });
  return vectors;
}

/** One run of a collapsed Gibbs sampler for a mixture of Dirichlet-multinomials, ended by greedy sweeps. */
function mixture(
  documents: readonly (readonly number[])[],
  size: number,
  groups: number,
  random: () => number,
): Int32Array {
  const count = documents.length;
  const labels = new Int32Array(count);
  const members = new Float64Array(groups);
  const words = new Float64Array(groups * size);
  const totals = new Float64Array(groups);
  const scores = new Float64Array(groups);
  const move = (index: number, group: number, by: 1 | -1) => {
    const document = documents[index] ?? [];
    members[group] = (members[group] ?? 0) + by;
    totals[group] = (totals[group] ?? 0) + by * document.length;
    for (const word of document)
      words[group * size + word] = (words[group * size + word] ?? 0) + by;
  };
  for (let index = 0; index < count; index++) {
    const group = Math.floor(random() * groups);
    labels[index] = group;
    move(index, group, 1);
  }
  for (let sweep = 0; sweep < MIXTURE_SWEEPS; sweep++) {
    const greedy = sweep >= MIXTURE_SWEEPS - 3;
    for (let index = 0; index < count; index++) {
      const document = documents[index] ?? [];
      move(index, labels[index] ?? 0, -1);
      let best = Number.NEGATIVE_INFINITY;
      for (let group = 0; group < groups; group++) {
        let above = (members[group] ?? 0) + MIXTURE_ALPHA;
        let below = 1;
        let score = 0;
        const total = (totals[group] ?? 0) + size * MIXTURE_BETA;
        for (let k = 0; k < document.length; k++) {
          let repeated = 0;
          const word = document[k] ?? 0;
          for (let l = 0; l < k; l++) if (document[l] === word && k - l < 64) repeated += 1;
          above *= (words[group * size + word] ?? 0) + MIXTURE_BETA + repeated;
          below *= total + k;
          // Logarithms are taken of products of a dozen factors, not of each.
          if (k % 12 === 11) {
            score += Math.log(above / below);
            above = 1;
            below = 1;
          }
        }
        score += Math.log(above / below);
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
        for (let group = 0; group < groups; group++) sum += Math.exp((scores[group] ?? 0) - best);
        let left = random() * sum;
        for (chosen = 0; chosen < groups - 1; chosen++) {
          left -= Math.exp((scores[chosen] ?? 0) - best);
          if (left <= 0) break;
        }
      }
      labels[index] = chosen;
      move(index, chosen, 1);
    }
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
  const groups = new Map<number, Float64Array>();
  const totals = new Map<number, number>();
  const members = new Map<number, number>();
  items.forEach((item, index) => {
    const group = assigned[index];
    if (group === null || group === undefined || group < 0) return;
    const counts = groups.get(group) ?? new Float64Array(vocabulary.ids.size);
    for (const word of encode(item.keys, vocabulary.ids)) counts[word] = (counts[word] ?? 0) + 1;
    groups.set(group, counts);
    totals.set(group, (totals.get(group) ?? 0) + encode(item.keys, vocabulary.ids).length);
    members.set(group, (members.get(group) ?? 0) + 1);
  });
  const fixed = [...assigned];
  items.forEach((item, index) => {
    const group = fixed[index];
    if (group !== null && group !== undefined && group >= 0) return;
    assigned[index] = null;
    const words = encode(item.keys, vocabulary.ids);
    let best = Number.NEGATIVE_INFINITY;
    for (const [candidate, counts] of groups) {
      if (!words.some((word) => (counts[word] ?? 0) > 0)) continue;
      const total = (totals.get(candidate) ?? 0) + MIXTURE_BETA * vocabulary.ids.size;
      let score = Math.log(members.get(candidate) ?? 1);
      for (const word of words) score += Math.log(((counts[word] ?? 0) + MIXTURE_BETA) / total);
      if (score > best) {
        best = score;
        assigned[index] = candidate;
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
