import { averageLink } from "./average-link";
import { addCosines, buildVocabulary, encode, gramDocuments, type Vocabulary } from "./cosines";
import { MIXTURE_BETA, mixture, packDocuments, SWEEPS } from "./mixture";
import { seededRandom } from "./random";

/** A point as the grouping sees it: content words, and the side its respondent took. */
export type GroupingItem = { readonly keys: readonly string[]; readonly side: -1 | 0 | 1 | null };

/**
 * Up to this many items are compared with one another; beyond it an evenly spread sample is, and the rest join the group
 * whose words they share. This bounds the only quadratic step: 500² similarities however many respondents.
 */
export const MOST_COMPARED = 500;

/**
 * What two items have in common: how many of the mixtures put them together, the words they share, and the runs of
 * letters they share, which join related words that the stemmer keeps apart.
 */
const SHARES = { mixtures: 0.5, words: 0.5, letters: 0.8 } as const;
/** Each mixture starts anywhere; many of them agree on what is there and not on what is chance. */
const MOST_MIXTURES = 40;
const FEWEST_MIXTURES = 8;
/** So many looks at a word beside a group are spent on all mixtures together: large panels get fewer of them. */
const MIXTURE_BUDGET = 4_800_000;
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
  const compared = usable.map((at) => items[sample[at] ?? 0]?.keys ?? []);
  const sides = usable.map((at) => items[sample[at] ?? 0]?.side ?? null);
  const similarity = similarities(compared, vocabulary, sides, seed, most);
  const labels = averageLink(similarity, compared.length, most);
  usable.forEach((at, index) => {
    assigned[sample[at] ?? 0] = labels[index] ?? null;
  });
  assignRest(items, assigned, vocabulary);
  return bySize(assigned);
}

/** Groups that are given, with the items that none was given to in the group whose words they share. */
export function joinGroups(
  items: readonly GroupingItem[],
  given: readonly (number | null)[],
): (number | null)[] {
  const assigned = [...given];
  assignRest(items, assigned, buildVocabulary(items.map(({ keys }) => keys)));
  return assigned;
}

/** At most `most` of a list, evenly spread over it. */
export function spread<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return list.filter(
    (_, at) =>
      Math.floor((at * most) / list.length) !== Math.floor(((at - 1) * most) / list.length),
  );
}

function similarities(
  items: readonly (readonly string[])[],
  vocabulary: Vocabulary,
  sides: readonly (-1 | 0 | 1 | null)[],
  seed: number,
  most: number,
): Float64Array {
  const count = items.length;
  const documents = items.map((keys) => encode(keys, vocabulary.ids));
  const matrix = new Float64Array(count * count);
  const random = seededRandom(seed);
  const corpus = packDocuments(documents, vocabulary.ids.size);
  const runs = Math.max(
    FEWEST_MIXTURES,
    Math.min(MOST_MIXTURES, Math.floor(MIXTURE_BUDGET / (corpus.words.length * most * SWEEPS + 1))),
  );
  const together = SHARES.mixtures / runs;
  for (let run = 0; run < runs; run++) {
    const labels = mixture(corpus, most + (run % 5), random);
    for (let i = 0; i < count; i++) {
      const label = labels[i];
      const row = i * count;
      for (let j = 0; j < i; j++)
        if (labels[j] === label) matrix[row + j] = (matrix[row + j] ?? 0) + together;
    }
  }
  addCosines(matrix, documents, vocabulary, SHARES.words);
  const grams = gramDocuments(items);
  const letters = buildVocabulary(grams);
  addCosines(
    matrix,
    grams.map((document) => encode(document, letters.ids)),
    letters,
    SHARES.letters,
  );
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
