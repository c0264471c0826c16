/** How often each run of a mixture looks at every document. */
export const SWEEPS = 16;
/** The last sweeps take the best group instead of drawing one, so that a run ends on a ridge and not beside it. */
const GREEDY_SWEEPS = 3;
const ALPHA = 0.1;
/** How much of a word every group is taken to have seen beforehand. */
export const MIXTURE_BETA = 0.6;

/** All documents in one run of words; `repeats` counts how often a word stood earlier in the same document. */
export type Corpus = {
  readonly count: number;
  readonly size: number;
  readonly starts: Int32Array;
  readonly words: Int32Array;
  readonly repeats: Float64Array;
};

export function packDocuments(documents: readonly (readonly number[])[], size: number): Corpus {
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
export function mixture(corpus: Corpus, groups: number, random: () => number): Int32Array {
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
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const greedy = sweep >= SWEEPS - GREEDY_SWEEPS;
    let moved = 0;
    for (let index = 0; index < count; index++) {
      const from = starts[index] ?? 0;
      const to = starts[index + 1] ?? 0;
      move(index, labels[index] ?? 0, -1);
      for (let group = 0; group < groups; group++) {
        above[group] = (members[group] ?? 0) + ALPHA;
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
