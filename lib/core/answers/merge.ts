import type { Attribution } from "./answer";

const fromOpenToClosed = ["named", "role", "aggregate", "author"] as const satisfies Attribution[];

/** Whether the first level shows less than the second. */
export function isTighter(level: Attribution, than: Attribution): boolean {
  return fromOpenToClosed.indexOf(level) > fromOpenToClosed.indexOf(than);
}

/** The levels that show less than this one, the next first. */
export function tighterLevels(level: Attribution): readonly Attribution[] {
  return fromOpenToClosed.slice(fromOpenToClosed.indexOf(level) + 1);
}

/**
 * Whether a consent typed over an older state may still take effect: between two devices the tighter holds, so a
 * late tightening does and a late loosening does not.
 */
export function lateConsentHolds(
  field: "attribution" | "quotable",
  asked: string,
  stored: string,
): boolean {
  if (field === "quotable") return asked === "no" || stored === "";
  const levels: readonly string[] = fromOpenToClosed;
  return stored === "" || levels.indexOf(asked) > levels.indexOf(stored);
}

/** Whether two values of a draft field are the same. */
export function sameValue(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** A text of a value that does not depend on the order of keys. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}

/** A short fingerprint (FNV-1a, 32 bits): tells a changed field from one left alone; proves nothing. */
export function fingerprint(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** An order drawn for one respondent, the same each time, so that no option is first for everyone. */
export function drawOrder<T>(items: readonly T[], seed: string, key: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, rank: fingerprint(`${seed}\n${key(item)}`) }))
    .sort((a, b) => a.rank - b.rank || (key(a.item) < key(b.item) ? -1 : 1))
    .map(({ item }) => item);
}
