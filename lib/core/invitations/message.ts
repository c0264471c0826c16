import type { Language } from "../language";

/**
 * What an author's message can name of each person and of the survey, each written in braces: `{closing date}`. These are the
 * names that are stored; an author may write those of any language.
 */
export const placeholders = ["name", "affiliation", "survey", "closing date", "author"] as const;
export type Placeholder = (typeof placeholders)[number];

/** What stands for each placeholder in one person's mail; empty where it is not known. */
export type PlaceholderValues = Readonly<Record<Placeholder, string>>;

/** What each placeholder may be called in each language; the first of them is the one that is shown. */
const namesIn: Readonly<
  Record<Language, Readonly<Record<Placeholder, readonly [string, ...string[]]>>>
> = {
  en: {
    name: ["name"],
    affiliation: ["affiliation"],
    survey: ["survey"],
    "closing date": ["closing date"],
    author: ["author"],
  },
  de: {
    name: ["Name"],
    affiliation: ["Institution", "Einrichtung", "Zugehörigkeit"],
    survey: ["Umfrage"],
    "closing date": ["Enddatum", "Schlussdatum", "Einsendeschluss"],
    author: ["Absender", "Absenderin", "Autor", "Autorin"],
  },
};

/** What a placeholder is called in a language. */
export function placeholderName(placeholder: Placeholder, language: Language): string {
  return namesIn[language][placeholder][0];
}

const meaning: ReadonlyMap<string, Placeholder> = new Map(
  Object.values(namesIn).flatMap((names) =>
    placeholders.flatMap((placeholder) =>
      names[placeholder].map((name) => [name.toLowerCase(), placeholder] as const),
    ),
  ),
);

/** `{name}`, or `{name|colleague}` with the words that stand where the name is missing. */
const braces = /\{([^{}\n|]{0,80})(?:\|([^{}\n]{0,200}))?\}/g;

function read(written: string): Placeholder | null {
  const name = written.normalize("NFC").trim().toLowerCase().replace(/\s+/g, " ");
  return meaning.get(name) ?? null;
}

/** The message with each placeholder under the name that `nameOf` gives it; words beside it and whatever is unknown stay. */
function renamed(message: string, nameOf: (placeholder: Placeholder) => string): string {
  return message.replace(braces, (whole, name: string, instead: string | undefined) => {
    const placeholder = read(name);
    if (placeholder === null) return whole;
    return `{${nameOf(placeholder)}${instead === undefined ? "" : `|${instead}`}}`;
  });
}

/** The message as it is stored: every placeholder under its own name, in whichever language it was written. */
export function storedMessage(message: string): string {
  return renamed(message, (placeholder) => placeholder);
}

/** A stored message as an author who writes in a language reads it. */
export function messageIn(message: string, language: Language): string {
  return renamed(message, (placeholder) => placeholderName(placeholder, language));
}

/** Something in braces that is no placeholder: as it was written, and where; both counted from 1. */
export type UnknownPlaceholder = {
  readonly written: string;
  readonly line: number;
  readonly column: number;
};

/** Each place in a message where braces hold no placeholder, in order. Columns count characters as a reader does. */
export function findUnknownPlaceholders(message: string): UnknownPlaceholder[] {
  return [...message.matchAll(braces)].flatMap((match) => {
    const [written, name = ""] = match;
    if (read(name) !== null) return [];
    const before = message.slice(0, match.index).split("\n");
    const line = before.at(-1) ?? "";
    return [{ written, line: before.length, column: [...line].length + 1 }];
  });
}

/** The unknown ones in words: "{nmae} (line 2, character 7)"; at most five of them. */
export function unknownInWords(unknown: readonly UnknownPlaceholder[]): string {
  const said = unknown
    .slice(0, 5)
    .map(({ written, line, column }) => `${written} (line ${line}, character ${column})`);
  return [...said, ...(unknown.length > 5 ? [`${unknown.length - 5} more`] : [])].join(", ");
}

/** What stands in braces and is no placeholder, each once, as it was written: `{fist name}`. */
export function unknownPlaceholders(message: string): string[] {
  return [...new Set(findUnknownPlaceholders(message).map(({ written }) => written))];
}

/** What keeps a message from going to somebody, in words of the author's language: "{nmae}, {Institution}". */
export function faultsInWords(
  faults: { readonly unknown: readonly string[]; readonly empty: readonly Placeholder[] },
  language: Language,
): string {
  const empty = faults.empty.map((placeholder) => `{${placeholderName(placeholder, language)}}`);
  return [...faults.unknown, ...empty].join(", ");
}

/** The placeholders of a message that say nothing for somebody with these values, each once. */
export function emptyPlaceholders(message: string, values: PlaceholderValues): Placeholder[] {
  const empty = [...message.matchAll(braces)].flatMap(([, name = "", instead = ""]) => {
    const placeholder = read(name);
    return placeholder !== null && oneLine(values[placeholder]) === "" && instead.trim() === ""
      ? [placeholder]
      : [];
  });
  return [...new Set(empty)];
}

/**
 * The message as one person reads it. Values are put in as they are and not looked at for braces again. Whoever calls it
 * has seen that nothing is unknown or empty: what is unknown stays as it was written.
 */
export function fillMessage(message: string, values: PlaceholderValues): string {
  return message.replace(braces, (whole, name: string, instead: string | undefined) => {
    const placeholder = read(name);
    if (placeholder === null) return whole;
    return oneLine(values[placeholder]) || (instead ?? "").trim();
  });
}

/** A value stays within its sentence, whatever was typed into it. */
function oneLine(value: string): string {
  return value.replace(/\s+/g, " ").trim();
}
