import { STOP_WORDS } from "./stop-words";

export type Language = "en" | "de" | "fr" | "es" | "other";

const WORD = /\p{L}[\p{L}\p{M}]*/gu;
const LANGUAGES = ["en", "de", "fr", "es"] as const;
/** Function words make up a quarter to a half of running text in the four languages; far less means another language. */
const LEAST_SHARE = 0.15;
/** Enough to tell, and a bound for hostile texts. */
const LONGEST_SAMPLE = 4000;

/** The language of a text, told by its function words. "other" for anything but English, German, French and Spanish. */
export function guessLanguage(text: string): Language {
  const hits = { en: 0, de: 0, fr: 0, es: 0 };
  let words = 0;
  let foreign = 0;
  for (const [word] of text.slice(0, LONGEST_SAMPLE).matchAll(WORD)) {
    words += 1;
    if (!/^[\p{Script=Latin}\p{M}]/u.test(word)) {
      foreign += 1;
      continue;
    }
    const lower = word.toLowerCase();
    for (const language of LANGUAGES) if (STOP_WORDS[language].has(lower)) hits[language] += 1;
  }
  if (words === 0 || foreign > words / 2) return "other";
  let best: Language = "en";
  for (const language of LANGUAGES) if (hits[language] > hits[best]) best = language;
  if (hits[best] >= words * LEAST_SHARE && hits[best] > 0) return best;
  // Notes in telegram style have no function words; plain ASCII is then most likely English.
  return words < 12 && /^\p{ASCII}*$/u.test(text.slice(0, LONGEST_SAMPLE)) ? "en" : "other";
}
