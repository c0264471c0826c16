const smallNumbers = "no one two three four five six seven eight nine ten eleven twelve".split(" ");

/** Up to this count numbers are written in words. */
export const MOST_IN_WORDS = smallNumbers.length - 1;

/** A count as a careful person writes it: in words up to twelve, "no" for none. */
export function inWords(count: number): string {
  return smallNumbers[count] ?? String(count);
}

/** Counts of one kind in one sentence, all in words or, where one of them is above twelve, all in figures. */
export function alike(counts: readonly number[]): (count: number) => string {
  const words = counts.every((count) => count < smallNumbers.length);
  return words ? alone : (count) => (count === 0 ? "none" : String(count));
}

/** {@link inWords} with "none" for zero, where no noun follows. */
export function alone(count: number): string {
  return count === 0 ? "none" : inWords(count);
}

/** The first letter in upper case. */
export function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * "3 of 12", for a count within so many. A count of words can be above that of values, which words alone are not in and
 * which can be held back: then it stands alone.
 */
export function outOf(count: number, n: number): string {
  return count <= n ? `${count} of ${n}` : String(count);
}

/** A noun with its count: "one answer", "12 answers". */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${inWords(count)} ${count === 1 ? singular : plural}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  if (parts.length <= 1) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** A share in whole per cent, with the space that keeps number and sign together. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}\u00A0%`;
}

/** Words as the findings count them: runs of letters and digits. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:[’'-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

/** Text cut to a number of words, with an ellipsis where something is missing. */
export function cutWords(text: string, most: number): string {
  const words = text.trim().split(/\s+/);
  let kept = "";
  for (const word of words) {
    const longer = kept === "" ? word : `${kept} ${word}`;
    if (countWords(longer) > most) return `${kept.replace(/[,;:.–—-]+$/, "")}…`;
    kept = longer;
  }
  return kept;
}

/** Picks one of several wordings by the data alone, so that the same data always reads the same. */
export function vary<T>(variants: readonly [T, ...T[]], seed: string): T {
  let hash = 2166136261;
  for (let i = 0; i < seed.length; i += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(i), 16777619);
  }
  hash ^= hash >>> 15;
  return variants[(hash >>> 0) % variants.length] ?? variants[0];
}
