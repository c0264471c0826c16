import type { Methods } from "./synthesis-schema";

/** How many answers the author entered that nobody has confirmed, in a sentence; null where there are none. */
export function enteredWords({ entered }: Methods): string | null {
  if (entered === undefined) return null;
  return entered === 1
    ? "The answers of one respondent were entered by the author and are not confirmed by the respondent: they are counted, and neither shown nor quoted."
    : `The answers of ${entered} respondents were entered by the author and are not confirmed by them: they are counted, and neither shown nor quoted.`;
}
