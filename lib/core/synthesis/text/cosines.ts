/** Numbers of words as they are found in documents, with how much each tells: rare ones more. */
export type Vocabulary = {
  readonly ids: ReadonlyMap<string, number>;
  readonly weights: Float64Array;
};

/** Words that stand in two documents at least; one that stands in a single document joins nothing. */
export function buildVocabulary(documents: readonly (readonly string[])[]): Vocabulary {
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

/** The numbers of a document's words, in order; words outside the vocabulary are left out. */
export function encode(keys: readonly string[], ids: ReadonlyMap<string, number>): number[] {
  const known: number[] = [];
  for (const key of keys) {
    const id = ids.get(key);
    if (id !== undefined) known.push(id);
  }
  return known;
}

const GRAM = 4;

/** Runs of four letters of a word with its edges marked: what related words share where no stemmer joins them. */
function gramsOf(key: string): string[] {
  const marked = `<${key}>`;
  if (marked.length <= GRAM) return [marked];
  const grams: string[] = [];
  for (let at = 0; at + GRAM <= marked.length; at++) grams.push(marked.slice(at, at + GRAM));
  return grams;
}

/** Each document as the letter runs of its words. */
export function gramDocuments(documents: readonly (readonly string[])[]): string[][] {
  const known = new Map<string, string[]>();
  return documents.map((keys) => {
    const found: string[] = [];
    for (const key of keys) {
      let grams = known.get(key);
      if (grams === undefined) {
        grams = gramsOf(key);
        known.set(key, grams);
      }
      for (const gram of grams) found.push(gram);
    }
    return found;
  });
}

/**
 * Adds `share` times the cosine of the tf-idf vectors to each pair below the diagonal of a matrix with one row a
 * document, word by word: most pairs share none.
 */
export function addCosines(
  matrix: Float64Array,
  documents: readonly (readonly number[])[],
  { ids, weights }: Vocabulary,
  share: number,
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
    const squared = share * (weights[word] ?? 0) ** 2;
    for (let a = 1; a < rows.length; a++) {
      const i = rows[a] ?? 0;
      const part = squared / (norms[i] ?? 1);
      for (let b = 0; b < a; b++) {
        const at = i * count + (rows[b] ?? 0);
        matrix[at] = (matrix[at] ?? 0) + part / (norms[rows[b] ?? 0] ?? 1);
      }
    }
  });
}
