// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be replaced
const lineBreaks = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g;
/** Invisible commands to terminals and printers, byte order marks, non-characters: no reader's text needs them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be removed
const controls = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]/g;
const bidiOpeners = new Map([
  ["\u202A", "\u202C"],
  ["\u202B", "\u202C"],
  ["\u202D", "\u202C"],
  ["\u202E", "\u202C"],
  ["\u2066", "\u2069"],
  ["\u2067", "\u2069"],
  ["\u2068", "\u2069"],
]);

/**
 * Text with line ends as LF, without control characters, and with every change of writing direction closed, so that it
 * cannot turn round what stands behind it.
 */
export function cleanText(text: string): string {
  const plain = text.toWellFormed().replace(lineBreaks, "\n").replace(controls, "");
  return plain.split("\n").map(closeDirections).join("\n");
}

/** {@link cleanText} on one line, with single spaces. */
export function cleanLine(text: string): string {
  return closeDirections(
    cleanText(text)
      .replace(/[ \t\n]+/g, " ")
      .trim(),
  );
}

/** Paragraphs of a text, each of one or more lines without blank ends. */
export function paragraphsOf(text: string): string[][] {
  return cleanText(text)
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split("\n")
        .map((line) => line.replace(/[ \t]+/g, " ").trim())
        .filter((line) => line !== ""),
    )
    .filter((lines) => lines.length > 0);
}

function closeDirections(line: string): string {
  const open: string[] = [];
  for (const char of line) {
    const closer = bidiOpeners.get(char);
    if (closer !== undefined) open.push(closer);
    else if (char === open.at(-1)) open.pop();
  }
  if (open.length === 0) return line;
  const end = line.trimEnd().length;
  return line.slice(0, end) + open.reverse().join("") + line.slice(end);
}

/** The address where it is one that a reader may follow; null for script and other schemes. */
export function webAddress(url: string | null | undefined): string | null {
  if (!url) return null;
  const address = url.toWellFormed().trim();
  if (!/^(?:https?:\/\/|mailto:)[^\s]+$/i.test(address)) return null;
  return address.replace(/[^\x21-\x7E]|["'()*<>\\^`{|}~$[\]]|%(?![0-9a-fA-F]{2})/gu, (char) =>
    [...new TextEncoder().encode(char)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
      .join(""),
  );
}
