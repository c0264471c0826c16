import { classOf, codePointAt, LETTER, MARK } from "./characters";
import { STOP_WORDS } from "./stop-words";

export type Language = "en" | "de" | "fr" | "es" | "other";

const LANGUAGES = ["en", "de", "fr", "es"] as const;
/** Function words make up a quarter to a half of running text in the four languages; far less means another language. */
const LEAST_SHARE = 0.15;
/** Enough to tell, and a bound for hostile texts. */
const LONGEST_SAMPLE = 4000;

/** Everything below this code point that is a letter is a Latin one. */
const LATIN_BELOW = 0x0250;
const FOREIGN = 1 << LANGUAGES.length;

/** The languages that a word is a function word of, as bits; FOREIGN for words in another script. */
function readWord(word: string): number {
  if (!/^[\p{Script=Latin}\p{M}]/u.test(word)) return FOREIGN;
  const lower = word.toLowerCase();
  return LANGUAGES.reduce(
    (bits, language, place) => bits | (STOP_WORDS[language].has(lower) ? 1 << place : 0),
    0,
  );
}

/** The bits of every function word in lower case and with a capital, as it is met in texts. */
const FUNCTION_WORDS: ReadonlyMap<string, number> = new Map(
  LANGUAGES.flatMap((language) => [...STOP_WORDS[language]])
    .flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()])
    .map((word) => [word, readWord(word)]),
);
/** No function word is longer. */
const LONGEST_FUNCTION_WORD = Math.max(...[...FUNCTION_WORDS.keys()].map((word) => word.length));

/** The language of a text, told by its function words. "other" for anything but English, German, French and Spanish. */
export function guessLanguage(text: string): Language {
  const hits = new Uint32Array(LANGUAGES.length);
  let words = 0;
  let foreign = 0;
  const end = Math.min(text.length, LONGEST_SAMPLE);
  let at = 0;
  while (at < end) {
    const code = codePointAt(text, at);
    if (classOf(code) !== LETTER) {
      at += code > 0xffff ? 2 : 1;
      continue;
    }
    const start = at;
    for (let next = code; at < end; next = codePointAt(text, at)) {
      const kind = classOf(next);
      if (kind !== LETTER && kind !== MARK) break;
      at += next > 0xffff ? 2 : 1;
    }
    words += 1;
    const latin = code < LATIN_BELOW;
    if (latin && at - start > LONGEST_FUNCTION_WORD) continue;
    const word = text.slice(start, at);
    const bits = latin ? (FUNCTION_WORDS.get(word) ?? 0) : readWord(word);
    if (bits === FOREIGN) foreign += 1;
    else if (bits !== 0)
      for (let place = 0; place < LANGUAGES.length; place++)
        if (bits & (1 << place)) hits[place] = (hits[place] ?? 0) + 1;
  }
  if (words === 0 || foreign > words / 2) return "other";
  let best = 0;
  for (let place = 1; place < LANGUAGES.length; place++)
    if ((hits[place] ?? 0) > (hits[best] ?? 0)) best = place;
  const most = hits[best] ?? 0;
  if (most >= words * LEAST_SHARE && most > 0) return LANGUAGES[best] ?? "other";
  // Notes in telegram style have no function words; plain ASCII is then most likely English.
  return words < 12 && /^\p{ASCII}*$/u.test(text.slice(0, LONGEST_SAMPLE)) ? "en" : "other";
}
