/** The languages in which an expert can be asked; each has its file in `messages/`. */
export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage: Language = "en";

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: "English", de: "Deutsch" };

/** How each language writes dates and numbers. */
const regions: Readonly<Record<Language, string>> = { en: "en-GB", de: "de-DE" };

/** The language that a tag such as "de" or "de-AT" asks for; null when it is none of ours. */
export function parseLanguage(tag: string | null | undefined): Language | null {
  const primary = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === primary) ?? null;
}

/** The language of an invitation: its own, else the survey's. */
export function chosenLanguage(own: string | null, survey: string): Language {
  return parseLanguage(own) ?? parseLanguage(survey) ?? defaultLanguage;
}

/** The first of ours in an Accept-Language header, by its weights; null when there is none. */
export function acceptedLanguage(header: string | null): Language | null {
  const ranges = (header ?? "").split(",").map((range) => {
    const [tag = "", ...parameters] = range.split(";");
    const weight = parameters.map((one) => /^\s*q=([\d.]+)/.exec(one)?.[1]).find(Boolean);
    return { tag, weight: weight === undefined ? 1 : Number(weight) };
  });
  for (const { tag, weight } of ranges.sort((a, b) => b.weight - a.weight)) {
    const language = weight > 0 ? parseLanguage(tag) : null;
    if (language !== null) return language;
  }
  return null;
}

const writtenFromTheRight = new Set([
  "ar",
  "arc",
  "dv",
  "fa",
  "he",
  "ku",
  "ps",
  "sd",
  "ug",
  "ur",
  "yi",
]);

/** The direction in which a language is written. */
export function directionOf(tag: string): "ltr" | "rtl" {
  return writtenFromTheRight.has(tag.toLowerCase().split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** An instant in words, with its time zone by name: "Sunday 29 March 2026 at 23:59 (Central European Summer Time)". */
export function instantInWords(at: Date, language: Language, timeZone: string): string {
  const day = new Intl.DateTimeFormat(regions[language], {
    timeZone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(at);
  const zone = new Intl.DateTimeFormat(regions[language], { timeZone, timeZoneName: "long" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  return `${day} (${zone ?? timeZone})`;
}

/** The same in short, for a column of them: "29 March 2026 at 23:59 CEST". */
export function instantInShort(at: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(regions[language], {
    timeZone,
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).format(at);
}

/** A calendar day in words: "29 March 2026". */
export function dayInWords(at: Date, language: Language, timeZone: string): string {
  return new Intl.DateTimeFormat(regions[language], {
    timeZone,
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(at);
}

/** A number as a language writes it, without separators of thousands: a year stays a year. */
export function numberInWords(value: number, language: Language): string {
  return new Intl.NumberFormat(regions[language], {
    useGrouping: false,
    maximumFractionDigits: 10,
  }).format(value);
}

/** Names or numbers in a row, as a language joins them: "A, B and C", or to choose from "A, B or C". */
export function listInWords(
  items: readonly string[],
  language: Language,
  type: "conjunction" | "disjunction" = "conjunction",
): string {
  return new Intl.ListFormat(regions[language], { type }).format(items);
}
