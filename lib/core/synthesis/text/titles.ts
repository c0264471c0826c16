import type { Language } from "./language";
import { isLink, isName, namesOf, uncapitalized } from "./names";
import type { AnswerSentence } from "./points";
import { type Token, tokens } from "./tokens";
import type { WordUses } from "./word-uses";
import { distinct, type WordWeights } from "./word-weights";

/** A quotable sentence of a theme, with the text it stands in and who wrote it. */
export type TitleSource = {
  readonly text: string;
  readonly sentence: AnswerSentence;
  readonly respondent: string;
  readonly language: Language;
};

/** A heading, the keys of its words, and how many respondents use them: one is an echo, two are a theme. */
export type ThemeTitle = {
  readonly title: string;
  readonly keys: ReadonlySet<string>;
  readonly support: number;
};

export const GENERIC_TITLE = "Other points";
const MOST_WORDS = 5;
const LONGEST_TITLE = 60;
/** A second word stands beside the first where it says at least this much of what the first says. */
const SECOND_WORD = 0.6;
/** What a word for one of many counts as a heading. */
const BARE_SINGULAR = 0.45;

type Phrase = {
  readonly keys: readonly string[];
  readonly length: number;
  readonly language: Language;
  readonly respondents: Set<string>;
  readonly shapes: Map<string, number>;
};

const AND: Readonly<Record<Language, string | null>> = {
  en: "and",
  de: "und",
  fr: "et",
  es: "y",
  other: null,
};

/**
 * A heading for a theme: a name of something, in words that stand side by side in a quotable sentence, or two such names
 * joined. Words that several respondents use come before the words of one; words of `taken` titles are avoided.
 */
export function chooseTitle(
  sources: readonly TitleSource[],
  weights: WordWeights,
  uses: WordUses,
  taken: readonly ReadonlySet<string>[],
  takenTitles: ReadonlySet<string>,
): ThemeTitle {
  const voices = new Set(sources.map(({ respondent }) => respondent)).size;
  const singles: Scored[] = [];
  let best: Scored | null = null;
  const phrases = collect(sources);
  for (const phrase of phrases.values()) {
    const support = supportOf(phrase, phrases);
    const alone = scoreOf(phrase, support, weights, voices);
    // What follows only takes away, so that most phrases need not be looked at any closer.
    if (alone === 0) continue;
    const single = phrase.length === 1;
    if (!single && best !== null && alone < best.score) continue;
    const score = repeats(phrase, taken) ? alone * 0.3 : alone;
    if (!single && best !== null && score < best.score) continue;
    const bare = single && isBareSingular(phrase, uses);
    const shown = bare ? (pluralOf(phrase) ?? commonest(phrase)) : commonest(phrase);
    if (takenTitles.has(heading(shown).toLowerCase())) continue;
    if (!isName(shown, phrase, uses)) continue;
    const fits = bare && !isPlural(shown) ? score * BARE_SINGULAR : score;
    const scored = { phrase, shown, score: fits, support };
    if (single) singles.push(scored);
    if (best === null || isBetter(scored, best)) best = scored;
  }
  if (best === null)
    return { title: unused(GENERIC_TITLE, takenTitles), keys: new Set(), support: 0 };
  const pair = best.phrase.length === 1 ? pairOf(best, singles, takenTitles) : null;
  return (
    pair ?? {
      title: heading(best.shown),
      keys: new Set(best.phrase.keys),
      support: best.support,
    }
  );
}

function isPlural(shape: string): boolean {
  return /[^su]s$/u.test(shape);
}

/** A form in the plural that somebody wrote, the most frequent first. */
function pluralOf({ shapes }: Phrase): string | null {
  const [best] = [...shapes]
    .filter(([shape]) => isPlural(shape))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return best?.[0] ?? null;
}

/** "Company", "gap": a word for one of many, which as a heading names nothing without its article. */
function isBareSingular(phrase: Phrase, uses: WordUses): boolean {
  if (phrase.language !== "en") return false;
  const shown = commonest(phrase);
  return !isPlural(shown) && (uses.get(shown.toLowerCase())?.counted ?? 0) > 0;
}

type Scored = {
  readonly phrase: Phrase;
  readonly shown: string;
  readonly score: number;
  readonly support: number;
};

/** How many respondents speak of what a phrase names: those who use its rarest word, side by side with the others or not. */
function supportOf({ keys, respondents }: Phrase, phrases: ReadonlyMap<string, Phrase>): number {
  let fewest = Number.POSITIVE_INFINITY;
  for (const key of keys)
    fewest = Math.min(fewest, phrases.get(key)?.respondents.size ?? respondents.size);
  return fewest;
}

function isBetter(a: Scored, b: Scored): boolean {
  return a.score > b.score || (a.score === b.score && a.shown < b.shown);
}

function scoreOf(
  { keys, length, respondents }: Phrase,
  support: number,
  weights: WordWeights,
  voices: number,
): number {
  const different = distinct(keys);
  let score = 0;
  for (const key of different) score += weights.get(key) ?? 0;
  score /= Math.sqrt(different.length);
  score *= support > 1 ? 1 + 0.5 * Math.log(support) : voices > 1 ? 0.3 : 1;
  if (length === 1) score *= 0.55;
  else if (respondents.size > 1) score *= 1.4;
  else if (length > 3) score *= 0.8;
  return score;
}

/** Whether half of a phrase's words stand in one of the titles there are. */
function repeats(phrase: Phrase, taken: readonly ReadonlySet<string>[]): boolean {
  const keys = distinct(phrase.keys);
  return taken.some((other) => keys.filter((key) => other.has(key)).length * 2 >= keys.length);
}

/** Whether each name of a title stands, side by side, in one of the texts. */
export function isSaidIn(title: string, texts: readonly string[]): boolean {
  const lower = texts.map((text) => text.toLowerCase());
  return [[title.toLowerCase()], namesOf(title.toLowerCase())].some((names) =>
    names.every((name) => name.trim() !== "" && lower.some((text) => text.includes(name))),
  );
}

/** A title that others than the rules chose, where quotable sentences of its theme say it; else null. */
export function givenTitle(
  title: string,
  sources: readonly TitleSource[],
  takenTitles: ReadonlySet<string>,
): ThemeTitle | null {
  const said = sources.map(({ text, sentence }) => text.slice(sentence.start, sentence.end));
  if (title === "" || takenTitles.has(title.toLowerCase()) || !isSaidIn(title, said)) return null;
  const keys = new Set(
    tokens(title, sources[0]?.language ?? "en").flatMap(({ key }) => (key === "" ? [] : [key])),
  );
  return { title, keys, support: new Set(sources.map(({ respondent }) => respondent)).size };
}

/** Two names side by side say more than one: the best, and the next best that several respondents use. */
function pairOf(
  best: Scored,
  singles: readonly Scored[],
  takenTitles: ReadonlySet<string>,
): ThemeTitle | null {
  const and = AND[best.phrase.language];
  if (and === null) return null;
  const [key = ""] = best.phrase.keys;
  const second = singles
    .filter(
      ({ phrase, score }) =>
        phrase.language === best.phrase.language &&
        phrase.respondents.size > 1 &&
        score >= best.score * SECOND_WORD &&
        phrase.keys[0] !== key,
    )
    .reduce<Scored | null>((top, one) => (top === null || isBetter(one, top) ? one : top), null);
  if (second === null) return null;
  const title = heading(`${best.shown} ${and} ${second.shown}`);
  if (title === "" || takenTitles.has(title.toLowerCase()) || title.length > LONGEST_TITLE)
    return null;
  return {
    title,
    keys: new Set([...best.phrase.keys, ...second.phrase.keys]),
    support: Math.max(best.support, second.support),
  };
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
  for (const { text, sentence, respondent, language } of sources) {
    const { tokens } = sentence;
    const seen = new Set<string>();
    // What a pair of neighbours is to each other does not depend on the run they stand in.
    const joined = tokens.map((token, at) => isJoined(text, tokens[at - 1], token));
    const linking = tokens.map(
      (token) => token.key === "" && isLink(text.slice(token.start, token.end)),
    );
    for (let from = 0; from < tokens.length; from++) {
      const first = tokens[from];
      if (!first?.key) continue;
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
        if (token.end - first.start > LONGEST_TITLE || token.end - first.start < 2) continue;
        const id = keys.join(" ");
        let phrase = phrases.get(id);
        if (phrase === undefined) {
          phrase = {
            keys: [...keys],
            length: to - from + 1,
            language,
            respondents: new Set(),
            shapes: new Map(),
          };
          phrases.set(id, phrase);
        }
        if (seen.has(id)) continue;
        seen.add(id);
        phrase.respondents.add(respondent);
        const written = text.slice(first.start, token.end);
        // The capital that begins a sentence is no part of the word, except in German.
        const shown = from === 0 && language !== "de" ? uncapitalized(written) : written;
        phrase.shapes.set(shown, (phrase.shapes.get(shown) ?? 0) + 1);
      }
    }
  }
  return phrases;
}

/** Whether nothing but a space stands between two neighbours. */
function isJoined(text: string, before: Token | undefined, token: Token): boolean {
  if (before === undefined || token.start <= before.end) return true;
  const between = text.charCodeAt(before.end);
  return token.start === before.end + 1 && (between === 0x20 || between === 0xa0);
}

/** The form that most wrote; of a single word, a form in the plural where there is one, as headings have it. */
function commonest({ shapes, length, language }: Phrase): string {
  const all = [...shapes.values()].reduce((sum, count) => sum + count, 0);
  const plural = (shape: string, count: number) =>
    length === 1 &&
    (language === "en" || language === "es") &&
    /[^su]s$/u.test(shape) &&
    count * 3 >= all
      ? 1
      : 0;
  return (
    [...shapes].sort(
      (a, b) => plural(...b) - plural(...a) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
    )[0]?.[0] ?? ""
  );
}

function heading(shown: string): string {
  const [first = ""] = shown;
  const upper = first.toUpperCase();
  // A letter whose capital is not its own ("ŉ", "ﬁ") stays, so that the title can be found in the texts again.
  return (upper.toLowerCase() === first.toLowerCase() ? upper : first) + shown.slice(first.length);
}
