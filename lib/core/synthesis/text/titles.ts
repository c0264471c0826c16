import type { AnswerSentence } from "./points";
import type { WordWeights } from "./word-weights";

/** A quotable sentence of a theme, with the text it stands in. */
export type TitleSource = { readonly text: string; readonly sentence: AnswerSentence };

export const GENERIC_TITLE = "Other points";
const MOST_WORDS = 5;
const LONGEST_TITLE = 60;

type Phrase = {
  readonly shown: string;
  count: number;
  readonly keys: readonly string[];
  readonly length: number;
  readonly shapes: Map<string, number>;
  /** Occurrences that follow a word after which a verb comes: "to act", "we patch". */
  verbal: number;
};

/** Words that say little at an edge of a heading. */
const WEAK_EDGE = new Set(
  (
    "people person thing things one two three four five six number numbers year years last first second come comes look " +
    "looks make makes take takes tend tends say says ask asks want wants need needs get gets give gives put puts think " +
    "thinks understand answer answers question questions part parts point points way ways kind kinds sort lot many much " +
    "several every another block connect support supports arguing cut reader day days case cases sure good bad badly " +
    "wrong right same different whole own able likely important"
  ).split(" "),
);
const BEFORE_VERB =
  /^(?:to|will|would|can|could|cannot|should|must|may|might|shall|not|never|i|we|you|they|he|she|it|who|that|which|don['’]t|doesn['’]t|didn['’]t|won['’]t|can['’]t)$/iu;

/** A heading of two to five words that stand side by side in a quotable sentence; words of `taken` titles are avoided. */
export function chooseTitle(
  sources: readonly TitleSource[],
  weights: WordWeights,
  taken: readonly ReadonlySet<string>[],
  takenTitles: ReadonlySet<string>,
): { readonly title: string; readonly keys: ReadonlySet<string> } {
  const phrases = collect(sources);
  let best: {
    readonly title: string;
    readonly keys: ReadonlySet<string>;
    readonly score: number;
  } | null = null;
  for (const phrase of phrases.values()) {
    const title = heading(commonest(phrase.shapes));
    if (takenTitles.has(title.toLowerCase())) continue;
    const keys = new Set(phrase.keys);
    let score = 0;
    for (const key of keys) score += weights.get(key) ?? 0;
    score *= Math.sqrt(keys.size) / keys.size;
    score *= 1 + 0.5 * Math.log(phrase.count);
    score *= phrase.length === 1 ? 0.55 : phrase.length > 3 ? 0.85 : 1;
    score *= headingLikeness(title, phrase);
    const overlap = taken.some(
      (other) => [...keys].filter((key) => other.has(key)).length * 2 >= keys.size,
    );
    if (overlap) score *= 0.3;
    if (
      score > 0 &&
      (best === null || score > best.score || (score === best.score && title < best.title))
    ) {
      best = { title, keys, score };
    }
  }
  return best ?? { title: unused(GENERIC_TITLE, takenTitles), keys: new Set() };
}

/** How much a run of words reads like a heading: a name of something, not a piece of a sentence. */
function headingLikeness(title: string, phrase: Phrase): number {
  const words = title.toLowerCase().split(/\s+/u);
  const first = words[0] ?? "";
  const last = words[words.length - 1] ?? "";
  let likeness = 1;
  if (WEAK_EDGE.has(first) || WEAK_EDGE.has(last)) likeness *= 0.3;
  if (/ly$/u.test(last)) likeness *= 0.4;
  if (words.length > 2 && words.slice(1, -1).includes("to")) likeness *= 0.3;
  if (words[1] === "the" || words[1] === "a") likeness *= 0.4;
  if (phrase.verbal * 2 >= phrase.count) likeness *= 0.35;
  return likeness;
}

function unused(title: string, taken: ReadonlySet<string>): string {
  if (!taken.has(title.toLowerCase())) return title;
  let number = 2;
  while (taken.has(`${title} (${number})`.toLowerCase())) number += 1;
  return `${title} (${number})`;
}

/** Runs of words without punctuation between them that begin and end with a content word. */
function collect(sources: readonly TitleSource[]): Map<string, Phrase> {
  const phrases = new Map<string, Phrase>();
  for (const { text, sentence } of sources) {
    const { tokens } = sentence;
    const seen = new Set<string>();
    for (let from = 0; from < tokens.length; from++) {
      const first = tokens[from];
      if (!first?.key) continue;
      const keys: string[] = [];
      let gap = 0;
      for (let to = from; to < Math.min(tokens.length, from + MOST_WORDS); to++) {
        const token = tokens[to];
        const before = tokens[to - 1];
        if (!token) break;
        if (
          to > from &&
          before &&
          !/^[ \u00a0]?$/u.test(text.slice(before.end, Math.max(before.end, token.start)))
        )
          break;
        if (!token.key) {
          gap += 1;
          if (gap > 2) break;
          continue;
        }
        keys.push(token.key);
        if (
          gap > 0 &&
          !/^(?:of|and|in|for|to|the|on|or|der|die|das|des|und|für|von|de|du|des|la|le|les|et|pour|y|el|los|del|para|\s)+$/iu.test(
            inner(text, tokens, from, to),
          )
        )
          continue;
        const shown = text.slice(first.start, token.end);
        if (shown.length > LONGEST_TITLE || shown.length < 3) continue;
        const id = keys.join(" ");
        if (seen.has(id)) continue;
        seen.add(id);
        const phrase = phrases.get(id) ?? {
          shown,
          count: 0,
          keys: [...keys],
          length: to - from + 1,
          shapes: new Map(),
          verbal: 0,
        };
        phrase.count += 1;
        const previous = tokens[from - 1];
        if (previous && BEFORE_VERB.test(text.slice(previous.start, previous.end))) {
          phrase.verbal += 1;
        }
        phrase.shapes.set(shown, (phrase.shapes.get(shown) ?? 0) + 1);
        phrases.set(id, phrase);
      }
    }
  }
  return phrases;
}

function inner(text: string, tokens: AnswerSentence["tokens"], from: number, to: number): string {
  return tokens
    .slice(from, to + 1)
    .filter((token) => !token.key)
    .map((token) => text.slice(token.start, token.end))
    .join(" ");
}

function commonest(shapes: ReadonlyMap<string, number>): string {
  return [...shapes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? "";
}

function heading(shown: string): string {
  const [first = ""] = shown;
  return first.toUpperCase() + shown.slice(first.length);
}
