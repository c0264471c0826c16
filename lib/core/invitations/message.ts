/** What an author's message can name of each person and of the survey, each written in braces: `{closing date}`. */
export const placeholders = ["name", "affiliation", "survey", "closing date", "author"] as const;
export type Placeholder = (typeof placeholders)[number];

/** What stands for each placeholder in one person's mail; empty where it is not known. */
export type PlaceholderValues = Readonly<Record<Placeholder, string>>;

/** `{name}`, or `{name|colleague}` with the words that stand where the name is missing. */
const braces = /\{([^{}\n|]{0,80})(?:\|([^{}\n]{0,200}))?\}/g;

function read(written: string): Placeholder | null {
  const name = written.trim().toLowerCase().replace(/\s+/g, " ");
  return placeholders.find((placeholder) => placeholder === name) ?? null;
}

/** What stands in braces and is no placeholder, each once, as it was written: `{fist name}`. */
export function unknownPlaceholders(message: string): string[] {
  const unknown = [...message.matchAll(braces)].filter(([, name = ""]) => read(name) === null);
  return [...new Set(unknown.map(([whole]) => whole))];
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
