import type { Language } from "./language";
import { stem } from "./stems";
import { STOP_WORDS } from "./stop-words";

/** A word of a text with its place. `key` is what is counted; empty for function words, which carry no topic. */
export type Token = { readonly start: number; readonly end: number; readonly key: string };

const WORD = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['’.\-‐](?=[\p{L}\p{N}]))*/gu;
/** Scripts that are written without spaces: characters are counted in pairs there. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** A "word" beyond this is no word; it is kept as one token and counted by its beginning. */
const LONGEST_WORD = 60;

/** Words of a text in order; the keys of function words are empty. Linear in the length of the text. */
export function tokens(text: string, language: Language): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const word = match[0];
    const start = match.index;
    if (UNSPACED.test(word.slice(0, LONGEST_WORD))) pairs(word, start, found);
    else found.push({ start, end: start + word.length, key: keyOf(word, language) });
  }
  return found;
}

function keyOf(word: string, language: Language): string {
  const lower = word.slice(0, LONGEST_WORD).toLowerCase().replace(/’/gu, "'");
  if (language !== "other" && STOP_WORDS[language].has(lower)) return "";
  if (language === "other")
    return /^\p{N}+$/u.test(lower) || [...lower].length < 4 ? "" : prefix(lower);
  if (lower.length < 2 || /^[\p{N}.,'-]+$/u.test(lower)) return "";
  return stem(lower, language);
}

/** Without a stemmer the beginning of a word stands for its inflections. */
function prefix(word: string): string {
  const characters = [...word];
  return characters.slice(0, Math.max(4, Math.ceil(characters.length * 0.7))).join("");
}

function pairs(word: string, offset: number, found: Token[]): void {
  let at = 0;
  let previous: { readonly char: string; readonly at: number } | null = null;
  for (const char of word) {
    if (previous) {
      found.push({
        start: offset + previous.at,
        end: offset + at + char.length,
        key: previous.char + char,
      });
    }
    previous = { char, at };
    at += char.length;
  }
}
