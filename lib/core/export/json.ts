import type { Synthesis } from "../synthesis/synthesis-schema";

/** Keys that are read first; the rest follow by the alphabet. A database does not keep the order in which keys came. */
const first = [
  "format",
  "private",
  "id",
  "kind",
  "prompt",
  "label",
  "title",
  "survey",
  "methods",
  "overview",
  "keyPoints",
  "question",
  "finding",
  "statistics",
  "text",
  "by",
  "sources",
  "n",
  "count",
  "counts",
  "summary",
  "themes",
  "dissent",
  "works",
  "sections",
  "groups",
  "answers",
];
const rank = new Map(first.map((key, index) => [key, index]));

/** What JSON allows bare, and a terminal or an older script would take for a command or the end of a line. */
const unsafe = /[\u007F-\u009F\u2028\u2029\uFEFF]/g;

/** A synthesis as JSON for reading: equal syntheses give equal files, whatever order their keys came in. */
export function toJson(synthesis: Synthesis): string {
  const json = JSON.stringify(ordered(synthesis), null, 2).replace(
    unsafe,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${json}\n`;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => compareKeys(a, b));
  const sorted: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of entries) sorted[key] = ordered(inner);
  return sorted;
}

function compareKeys(a: string, b: string): number {
  const byRank = (rank.get(a) ?? first.length) - (rank.get(b) ?? first.length);
  return byRank || (a < b ? -1 : a > b ? 1 : 0);
}
