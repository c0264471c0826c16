import { type ReadText, readText } from "./points";

/** Splits a text into sentences and words. */
export type TextReader = (text: string) => ReadText;

/**
 * A reader that reads each text once and keeps what it found, by the text alone: the same words always read the same, so
 * nothing can tell a kept reading from a new one but the time it takes. It keeps readings of up to `mostCharacters`
 * characters of text (some ten bytes of memory each) and lets go of those that were asked for longest ago.
 */
export function rememberReadings(mostCharacters: number, read: TextReader = readText): TextReader {
  const kept = new Map<string, ReadText>();
  let characters = 0;
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) {
      kept.delete(text);
      kept.set(text, known);
      return known;
    }
    const reading = read(text);
    if (text.length > mostCharacters) return reading;
    kept.set(text, reading);
    characters += text.length;
    for (const oldest of kept.keys()) {
      if (characters <= mostCharacters) break;
      kept.delete(oldest);
      characters -= oldest.length;
    }
    return reading;
  };
}
