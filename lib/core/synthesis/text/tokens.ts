import { classOf, codePointAt, JOINER, LETTER, NUMBER, OTHER } from "./characters";
import type { Language } from "./language";
import { stem } from "./stems";
import { STOP_WORDS } from "./stop-words";

/** A word of a text with its place. `key` is what is counted; empty for function words, which carry no topic. */
export type Token = { readonly start: number; readonly end: number; readonly key: string };

/** Scripts that are written without spaces: characters are counted in pairs there. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** A "word" beyond this is no word; it is kept as one token and counted by its beginning. */
const LONGEST_WORD = 60;

/** Nothing below this code point is written without spaces. */
const UNSPACED_FROM = 0x0e00;
/** So many different words are remembered with their keys; a reader of many texts meets the same ones again and again. */
const MOST_REMEMBERED = 100_000;

/**
 * Words of a text, or of its part between two offsets, in order; the keys of function words are empty. A word begins with
 * a letter or number and goes on with these, marks, and single joiners before them. Linear in the length of the text.
 */
export function tokens(text: string, language: Language, from = 0, to = text.length): Token[] {
  const found: Token[] = [];
  let at = from;
  while (at < to) {
    let code = codePointAt(text, at);
    let kind = classOf(code);
    if (kind !== LETTER && kind !== NUMBER) {
      at += code > 0xffff ? 2 : 1;
      continue;
    }
    const start = at;
    let unspaced = false;
    while (at < to && kind !== OTHER) {
      const next = at + (code > 0xffff ? 2 : 1);
      const following = next < to ? codePointAt(text, next) : 0;
      const followingKind = next < to ? classOf(following) : OTHER;
      if (kind === JOINER && followingKind !== LETTER && followingKind !== NUMBER) break;
      if (code >= UNSPACED_FROM) unspaced = true;
      at = next;
      code = following;
      kind = followingKind;
    }
    const word = text.slice(start, at);
    if (unspaced && UNSPACED.test(word.slice(0, LONGEST_WORD))) pairs(word, start, found);
    else found.push({ start, end: at, key: rememberedKey(word, language) });
  }
  return found;
}

const remembered = new Map<Language, Map<string, string>>();

/** The key of a word, worked out once: a stem depends on nothing but the word and its language. */
function rememberedKey(word: string, language: Language): string {
  let keys = remembered.get(language);
  if (keys === undefined || keys.size >= MOST_REMEMBERED) {
    keys = new Map();
    remembered.set(language, keys);
  }
  let key = keys.get(word);
  if (key === undefined) {
    key = keyOf(word, language);
    // What is very long is no word that comes again.
    if (word.length <= LONGEST_WORD) keys.set(word, key);
  }
  return key;
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
