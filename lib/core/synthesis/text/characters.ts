/** What a character is in a word. */
export const OTHER = 0;
export const LETTER = 1;
export const NUMBER = 2;
export const MARK = 3;
/** Holds a word together between letters or numbers: "self-taught", "3.5", "don't". */
export const JOINER = 4;

const UNKNOWN = 255;
const JOINERS = new Set([..."'’.-‐"]);

/** Classes of the basic plane, filled as they are met: asking a regular expression for each character is slow. */
const classes = new Uint8Array(0x10000).fill(UNKNOWN);

function classify(char: string): number {
  if (/\p{L}/u.test(char)) return LETTER;
  if (/\p{N}/u.test(char)) return NUMBER;
  if (/\p{M}/u.test(char)) return MARK;
  return JOINERS.has(char) ? JOINER : OTHER;
}

/** The class of a code point. */
export function classOf(codePoint: number): number {
  if (codePoint > 0xffff) return classify(String.fromCodePoint(codePoint));
  let known = classes[codePoint] ?? OTHER;
  if (known === UNKNOWN) {
    known = classify(String.fromCharCode(codePoint));
    classes[codePoint] = known;
  }
  return known;
}

/** The code point at a place of a text; half a pair that stands alone is its own. */
export function codePointAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff ? (text.codePointAt(at) ?? unit) : unit;
}
