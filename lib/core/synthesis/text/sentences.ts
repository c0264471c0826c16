/** A slice of a text: UTF-16 offsets, end exclusive, on grapheme boundaries. */
export type Range = { readonly start: number; readonly end: number };

const TERMINATORS = new Set([..."?!‽؟۔።।॥⸮"]);
const FULL_WIDTH = new Set([..."。！？｡"]);
const CLOSERS = new Set([..."\"'”’»›)]}〉》」』】）"]);
const OPENERS = new Map([
  ["(", ")"],
  ["[", "]"],
  ["“", "”"],
  ["«", "»"],
  ["„", "“"],
  ["「", "」"],
  ["『", "』"],
]);

/** A quotation or parenthesis that stays open for longer than this was never meant to close. */
const LONGEST_BRACKET = 600;

const ABBREVIATIONS = new Set(
  (
    "mr mrs ms dr prof st sr jr vs etc cf al ca approx dept est fig figs eq eqs sec ch vol vols ed eds ref refs resp " +
    "inc ltd corp co no nos nr pp op cit viz e.g i.e eg ie a.m p.m u.s u.k e.u u.n ph.d d.c jan feb mar apr jun jul aug " +
    "sep sept oct nov dec gen col rev hon gov sen rep " +
    "z.b d.h u.a usw bzw evtl ggf vgl inkl bspw sog abs bd hrsg s.o s.u o.ä u.ä " +
    "p.ex m mme mm mlle av env éd " +
    "sr sra srta dra ud uds p.ej ej pág págs núm art " +
    "т.е т.д т.п т.к др пр см стр гг им"
  ).split(" "),
);

/** Abbreviations that often end a sentence too: they hold it together only before a lower-case letter or a digit. */
const SOFT_ABBREVIATIONS = new Set([
  "etc",
  "al",
  "usw",
  "u.s",
  "u.k",
  "e.u",
  "u.n",
  "a.m",
  "p.m",
  "ph.d",
  "d.c",
  "inc",
  "ltd",
  "corp",
  "co",
]);

/** Abbreviated names that a capital often follows within the sentence ("the U.S. Treasury"). */
const NAMES = new Set(["u.s", "u.k", "e.u", "u.n"]);
/** Words that begin a sentence, and seldom the rest of a name. */
const STARTERS = new Set(
  (
    "the a an we i it this that these those they he she you there here if but and or so in on at for from with by as when " +
    "while although though however its their our my what why how who no not one some most many all also then thus"
  ).split(" "),
);

const MONTHS = new Set(
  "januar februar märz april mai juni juli august september oktober november dezember".split(" "),
);

const LETTER = /\p{L}/u;
const LOWER = /\p{Ll}/u;
const SPACE = /\s/u;
/** "A." is an initial, "A)" a list mark. */
const BULLET = /^(?:[-*•‣◦–—·]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s|\(?[A-Z]\)\s)/u;
/** 1 for the ASCII characters that mean nothing to the end of a sentence: letters, digits, space and the like. */
const PLAIN = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  const marks = TERMINATORS.has(char) || OPENERS.has(char) || CLOSERS.has(char);
  return marks || char === "." || char === "\n" || char === "\r" ? 0 : 1;
});
/** Below this code point no character joins a grapheme cluster with its neighbour, CR LF apart. */
const SIMPLE_BELOW = 0x300;

/**
 * Sentences of a text as exact slices of it, in order, without the white space between them. Abbreviations, decimals,
 * addresses, initials, quotations and bracketed citations stay whole; blank lines and list items always separate.
 * One pass, no backtracking, so that no text can make it slow.
 */
export function sentences(text: string): Range[] {
  const ranges: Range[] = [];
  let start = 0;
  let closer: { readonly mark: string; readonly from: number } | null = null;
  let at = 0;
  const cut = (end: number, next: number) => {
    const range = trimmed(text, start, end);
    if (range) ranges.push(range);
    start = next;
    closer = null;
  };
  while (at < text.length) {
    // Most characters neither end a sentence nor open or close anything.
    if (PLAIN[text.charCodeAt(at)] === 1) {
      at += 1;
      continue;
    }
    const char = text[at] ?? "";
    if (char === "\n" || char === "\r" || char === "\u2028" || char === "\u2029") {
      const next = afterLineBreak(text, at);
      if (next.separates || linesSeparate(text, at, next.to)) cut(at, next.to);
      at = next.to;
      continue;
    }
    if (closer && at - closer.from > LONGEST_BRACKET) closer = null;
    if (closer && char === closer.mark) closer = null;
    else if (!closer) {
      const mark: string | undefined =
        char === '"' && opensHere(text, at) ? char : OPENERS.get(char);
      if (mark && closesSoon(text, at, mark)) closer = { mark, from: at };
    }
    const fullWidth = FULL_WIDTH.has(char);
    if (!fullWidth && !TERMINATORS.has(char) && char !== "." && char !== "…") {
      at += 1;
      continue;
    }
    let end = at + 1;
    while (end < text.length && isTerminator(text[end] ?? "")) end += 1;
    const marks = end;
    while (end < text.length && CLOSERS.has(text[end] ?? "")) {
      if (closer && text[end] === closer.mark) closer = null;
      end += 1;
    }
    end = citationEnd(text, end);
    if (closer || !endsSentence(text, at, marks, end, fullWidth)) {
      at = end;
      continue;
    }
    cut(end, end);
    at = end;
  }
  cut(text.length, text.length);
  return ranges.map((range) => onGraphemes(text, range)).filter((range) => range.end > range.start);
}

function isTerminator(char: string): boolean {
  return char === "." || char === "…" || TERMINATORS.has(char) || FULL_WIDTH.has(char);
}

/** A straight quotation mark opens where white space or a bracket stands before it and none behind. */
function opensHere(text: string, at: number): boolean {
  const before = text[at - 1] ?? " ";
  return (SPACE.test(before) || before === "(") && !SPACE.test(text[at + 1] ?? " ");
}

/** Whether the bracket opened here is closed within reach and before a blank line. */
function closesSoon(text: string, from: number, mark: string): boolean {
  const window = text.slice(from + 1, from + LONGEST_BRACKET);
  const to = window.indexOf(mark);
  return to >= 0 && !window.slice(0, to).includes("\n\n");
}

/** Numbers of notes right behind the full stop ("true.[3][4]") belong to the sentence. */
function citationEnd(text: string, from: number): number {
  let end = from;
  for (;;) {
    if (text[end] !== "[") return end;
    let to = end + 1;
    while (to < text.length && to - end < 12 && /[\d,\s–-]/u.test(text[to] ?? "")) to += 1;
    if (text[to] !== "]" || to === end + 1) return end;
    end = to + 1;
  }
}

function endsSentence(
  text: string,
  at: number,
  marks: number,
  end: number,
  fullWidth: boolean,
): boolean {
  if (end >= text.length) return true;
  // 「はい。」です: what follows a quotation in kana goes on with the sentence.
  if (fullWidth) return end === marks || !/\p{Script=Hiragana}/u.test(text[end] ?? "");
  const following = text[end] ?? "";
  if (!SPACE.test(following)) {
    // "end.Next": a missing space, told from "example.org" and "3.5" by the case of both neighbours.
    const before = text[at - 1] ?? "";
    const single = marks === at + 1;
    return (
      LOWER.test(before) &&
      /\p{Lu}/u.test(following) &&
      LOWER.test(text[end + 1] ?? " ") &&
      (!single || wordBefore(text, at).length > 2) &&
      !/[/:@_]|www/u.test(tokenBefore(text, at))
    );
  }
  let next = end;
  while (next < text.length && SPACE.test(text[next] ?? "")) next += 1;
  const head = firstLetter(text, next);
  const only = text.slice(at, marks);
  if (only === ".") {
    const word = wordBefore(text, at).toLowerCase();
    if (NAMES.has(word)) return STARTERS.has(wordAfter(text, next).toLowerCase());
    // "et al. (2020)" and "etc. [3]" go on.
    if (SOFT_ABBREVIATIONS.has(word) && /[([]/u.test(text[next] ?? "")) return false;
    if (SOFT_ABBREVIATIONS.has(word)) return !LOWER.test(head) && !/\d/u.test(text[next] ?? "");
    if (ABBREVIATIONS.has(word) && end === marks) return false;
    // Initials ("J. Smith") and list numbers ("1. First").
    if (/^\p{Lu}$/u.test(wordBefore(text, at)) && end === marks && word !== "i") return false;
    // "z. B.", "d. h.", "p. ex.": written apart.
    if (/^\p{Ll}$/u.test(word) && /^(?:\p{L}|ex|ej)\./iu.test(text.slice(next, next + 4)))
      return false;
    if (/^\d{1,2}$/u.test(word)) {
      if (/^\s*$/u.test(text.slice(lineStart(text, at), at - word.length))) return false;
      if (MONTHS.has(wordAfter(text, next).toLowerCase())) return false;
    }
  }
  if (LOWER.test(head)) {
    // After "?", "!" and "..." a lower-case letter goes on with the sentence, after a plain full stop it is a slip.
    return only === "." && end === marks && wordBefore(text, at).length > 2;
  }
  return true;
}

function firstLetter(text: string, from: number): string {
  let at = from;
  while (at < text.length && at < from + 4 && /[\s"'“‘«([¿¡]/u.test(text[at] ?? "")) at += 1;
  return text[at] ?? "";
}

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf("\n", at - 1) + 1, at - 8);
}

/** The letters, digits and inner full stops right before `at`, at most 20 characters of them. */
function wordBefore(text: string, at: number): string {
  let from = at;
  while (from > 0 && at - from < 20 && /[\p{L}\p{M}\p{N}.]/u.test(text[from - 1] ?? "")) from -= 1;
  while (from < at && text[from] === ".") from += 1;
  return text.slice(from, at);
}

function tokenBefore(text: string, at: number): string {
  let from = at;
  while (from > 0 && at - from < 60 && !SPACE.test(text[from - 1] ?? "")) from -= 1;
  return text.slice(from, at);
}

function wordAfter(text: string, from: number): string {
  let to = from;
  while (to < text.length && to - from < 12 && LETTER.test(text[to] ?? "")) to += 1;
  return text.slice(from, to);
}

function afterLineBreak(
  text: string,
  at: number,
): { readonly to: number; readonly separates: boolean } {
  let to = at;
  let lines = 0;
  while (to < text.length && SPACE.test(text[to] ?? "")) {
    if (text[to] === "\n" || text[to] === "\u2028" || text[to] === "\u2029") lines += 1;
    else if (text[to] === "\r" && text[to + 1] !== "\n") lines += 1;
    to += 1;
  }
  return { to, separates: lines > 1 };
}

/** One line break separates list items and lines that look complete; inside a paragraph it is only a wrapped line. */
function linesSeparate(text: string, at: number, next: number): boolean {
  const ahead = text.slice(next, next + 8);
  if (ahead === "" || BULLET.test(ahead)) return true;
  let last = at - 1;
  while (last >= 0 && at - last < 20 && SPACE.test(text[last] ?? "")) last -= 1;
  if (/[,\p{Ll}\p{L}\p{N}(-]/u.test(text[last] ?? "") && LOWER.test(ahead[0] ?? "")) return false;
  return true;
}

function trimmed(text: string, from: number, to: number): Range | null {
  let start = from;
  let end = to;
  while (start < end && SPACE.test(text[start] ?? "")) start += 1;
  while (end > start && SPACE.test(text[end - 1] ?? "")) end -= 1;
  const bullet = BULLET.exec(text.slice(start, Math.min(end, start + 8)));
  if (bullet) start += bullet[0].length;
  while (start < end && SPACE.test(text[start] ?? "")) start += 1;
  return end > start ? { start, end } : null;
}

let graphemes: Intl.Segmenter | null = null;

/** Moves an offset that splits a grapheme cluster outwards. Plain neighbours are told without the segmenter. */
function onGraphemes(text: string, range: Range): Range {
  return { start: boundary(text, range.start, false), end: boundary(text, range.end, true) };
}

function boundary(text: string, at: number, forward: boolean): number {
  if (at <= 0 || at >= text.length) return Math.min(Math.max(at, 0), text.length);
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  if (before < SIMPLE_BELOW && after < SIMPLE_BELOW)
    return before === 13 && after === 10 ? at + 1 : at;
  graphemes ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  // A window suffices: clusters longer than this occur only in texts made to be hostile.
  const from = Math.max(0, at - 64);
  const found = graphemes.segment(text.slice(from, at + 64)).containing(at - from);
  if (!found || found.index === at - from) return at;
  return forward ? from + found.index + found.segment.length : from + found.index;
}
