import type { AnswerSentence } from "./points";
import type { Token } from "./tokens";
import type { WordWeights } from "./word-weights";

/** A quotable sentence of a theme, with the text it stands in. */
export type TitleSource = { readonly text: string; readonly sentence: AnswerSentence };

export const GENERIC_TITLE = "Other points";
const MOST_WORDS = 5;
const LONGEST_TITLE = 60;

type Phrase = {
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
    const keys = new Set(phrase.keys);
    let score = 0;
    for (const key of keys) score += weights.get(key) ?? 0;
    score *= Math.sqrt(keys.size) / keys.size;
    score *= 1 + 0.5 * Math.log(phrase.count);
    score *= phrase.length === 1 ? 0.55 : phrase.length > 3 ? 0.85 : 1;
    // What follows only takes away, so that most phrases need not be looked at any closer.
    if (score === 0 || (best !== null && score < best.score)) continue;
    const title = heading(commonest(phrase.shapes));
    if (takenTitles.has(title.toLowerCase())) continue;
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
    // What a pair of neighbours is to each other does not depend on the run they stand in.
    const joined = tokens.map((token, at) => isJoined(text, tokens[at - 1], token));
    const linking = tokens.map(
      (token) => token.key === "" && LINKING.test(text.slice(token.start, token.end)),
    );
    for (let from = 0; from < tokens.length; from++) {
      const first = tokens[from];
      if (!first?.key) continue;
      const previous = tokens[from - 1];
      const verbal =
        previous !== undefined && BEFORE_VERB.test(text.slice(previous.start, previous.end));
      const keys: string[] = [];
      let gap = 0;
      let linked = true;
      for (let to = from; to < Math.min(tokens.length, from + MOST_WORDS); to++) {
        const token = tokens[to];
        if (!token || (to > from && !joined[to])) break;
        if (!token.key) {
          gap += 1;
          if (gap > 2) break;
          linked &&= linking[to] === true;
          continue;
        }
        keys.push(token.key);
        if (!linked) continue;
        if (token.end - first.start > LONGEST_TITLE || token.end - first.start < 3) continue;
        const id = keys.join(" ");
        if (seen.has(id)) continue;
        seen.add(id);
        let phrase = phrases.get(id);
        if (phrase === undefined) {
          phrase = {
            count: 0,
            keys: [...keys],
            length: to - from + 1,
            shapes: new Map(),
            verbal: 0,
          };
          phrases.set(id, phrase);
        }
        phrase.count += 1;
        if (verbal) phrase.verbal += 1;
        const shown = text.slice(first.start, token.end);
        phrase.shapes.set(shown, (phrase.shapes.get(shown) ?? 0) + 1);
      }
    }
  }
  return phrases;
}

/** Words that may stand between the words of a heading. */
const LINKING =
  /^(?:of|and|in|for|to|the|on|or|der|die|das|des|und|für|von|de|du|des|la|le|les|et|pour|y|el|los|del|para)$/iu;

/** Whether nothing but a space stands between two neighbours. */
function isJoined(text: string, before: Token | undefined, token: Token): boolean {
  if (before === undefined || token.start <= before.end) return true;
  const between = text.charCodeAt(before.end);
  return token.start === before.end + 1 && (between === 0x20 || between === 0xa0);
}

function commonest(shapes: ReadonlyMap<string, number>): string {
  return [...shapes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? "";
}

function heading(shown: string): string {
  const [first = ""] = shown;
  return first.toUpperCase() + shown.slice(first.length);
}
