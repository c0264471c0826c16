import type { QuestionKind } from "../survey/survey-schema";
import { citedInText } from "./cited-in-text";
import type { NamedWork } from "./parse-works";
import { parseWorks } from "./parse-works";
import type { Work } from "./synthesis-schema";
import { distinct } from "./text/word-weights";
import { readWorkAddress, type WorkAddress } from "./work-address";

/** A title without case, accents, punctuation and articles: what two spellings of one title share. */
export function titleKey(title: string): string {
  // Most titles are plain, and need no decomposing.
  if (/^[ -~]*$/.test(title)) {
    return title
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  }
  return title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

type Naming = NamedWork & {
  readonly answer: string;
  readonly respondent: string;
  readonly question: string;
  /** The title's {@link titleKey}. */
  readonly key: string;
};
type Entry = { address: WorkAddress | null; namings: Naming[] };

/** The most frequent of several wordings; the longer, then the first in order, breaks a tie. */
function mostFrequent(wordings: readonly string[]): string {
  if (wordings.length < 2) return wordings[0] ?? "";
  const counts = new Map<string, number>();
  for (const wording of wordings) counts.set(wording, (counts.get(wording) ?? 0) + 1);
  const [best] = [...counts].sort(
    ([a, m], [b, n]) => n - m || b.length - a.length || (a < b ? -1 : 1),
  );
  return best?.[0] ?? "";
}

const noColumns: string[] = [];

function columnsOf(namings: readonly Naming[]): string[] {
  const columns = new Set<string>();
  for (const { details } of namings) for (const column in details) columns.add(column);
  return columns.size === 0 ? noColumns : [...columns];
}

type PlacedWork = { readonly question: string; readonly work: Work; readonly key: string };

/** A work as the answers to each question name it: its title is that of all, who names it and the details are the question's. */
function toWorks(entry: Entry): PlacedWork[] {
  const titles = entry.namings.map((naming) => naming.title).filter((title) => title !== "");
  const title = mostFrequent(titles) || (entry.address?.url ?? "");
  if (title === "") return [];
  const key = entry.namings.find((naming) => naming.title === title)?.key ?? titleKey(title);
  const id = entry.address?.id ?? `title:${key}`;
  const url = entry.address?.url ?? null;
  const byQuestion = Map.groupBy(entry.namings, ({ question }) => question);
  return [...byQuestion].map(([question, namings]) => {
    const columns = columnsOf(namings);
    const details = columns.sort().map((column) => {
      const wordings = namings.map((naming) => naming.details[column] ?? "");
      return [column, mostFrequent(wordings.filter((wording) => wording !== ""))] as const;
    });
    const work: Work = {
      id,
      title,
      url,
      citedBy: new Set(namings.map((naming) => naming.respondent)).size,
      details: Object.fromEntries(details),
      answers: [...new Set(namings.map((naming) => naming.answer))],
    };
    return { question, work, key };
  });
}

/** A title of so many words is told from others by them, wherever it stands. */
const TELLING_WORDS = 4;
/** Where one work has several addresses, the more lasting one is shown. */
const lasting = ["doi", "arxiv", "openreview", "url"];

/** Entries from the most lasting address, then in the order of ids. */
function byLasting(entries: ReadonlyMap<string, Entry>): Entry[] {
  return [...entries]
    .map(([id, entry]) => ({ id, entry, rank: lasting.indexOf(id.slice(0, id.indexOf(":"))) }))
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .map(({ entry }) => entry);
}

/** Whether a title's words tell it from others, wherever it stands. */
function isTelling(key: string): boolean {
  let words = key === "" ? 0 : 1;
  for (let at = key.indexOf(" "); at >= 0 && words < TELLING_WORDS; at = key.indexOf(" ", at + 1))
    words += 1;
  return words >= TELLING_WORDS;
}

function wordsOf(key: string): string[] {
  return key.split(" ");
}

/** The entry whose telling title stands within a longer line, authors and year around it; the longest such title. */
function findWithin(key: string, byTitle: ReadonlyMap<string, Entry>, lengths: readonly number[]) {
  const words = wordsOf(key);
  if (words.length > MOST_WORDS_OF_A_LINE) return undefined;
  for (const length of lengths) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const found = byTitle.get(words.slice(from, from + length).join(" "));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
/** Beyond this a line is a paragraph and names no single work. */
const MOST_WORDS_OF_A_LINE = 60;

/** An answer whose words may name works: a list of them where the question asks for works, else a text in sentences. */
export type NamingAnswer = {
  readonly id: string;
  readonly respondent: string;
  readonly question: string;
  readonly kind: QuestionKind;
  readonly text: string;
};

/**
 * The works that answers name, by question, one entry a work: merged over all questions by address, and by title where the
 * titles are telling or one of them has no address. The most cited come first, then by title.
 */
export function collectWorks(answers: readonly NamingAnswer[]): ReadonlyMap<string, Work[]> {
  const namings = answers.flatMap(({ id, respondent, question, kind, text }) =>
    ((kind === "works" ? parseWorks(text) : citedInText(text)) ?? []).map(
      ({ title, address, details }): Naming => ({
        title,
        address,
        details,
        answer: id,
        respondent,
        question,
        key: titleKey(title),
      }),
    ),
  );
  const works = mergeNamings(namings)
    .flatMap(toWorks)
    .sort(
      (a, b) =>
        b.work.citedBy - a.work.citedBy ||
        (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) ||
        (a.work.id < b.work.id ? -1 : 1),
    );
  const byQuestion = new Map<string, Work[]>();
  for (const { question, work } of works) {
    const own = byQuestion.get(question);
    if (own === undefined) byQuestion.set(question, [work]);
    else own.push(work);
  }
  return byQuestion;
}

/** What names the same work, together. */
function mergeNamings(namings: readonly Naming[]): Entry[] {
  const byId = new Map<string, Entry>();
  const unplaced: Naming[] = [];
  for (const naming of namings) {
    const address = readWorkAddress(naming.address);
    if (address === null) unplaced.push(naming);
    else {
      const entry = byId.get(address.id) ?? { address, namings: [] };
      entry.namings.push(naming);
      byId.set(address.id, entry);
    }
  }
  const byTitle = new Map<string, Entry>();
  const placed = new Set<Entry>();
  // In an order of their own, so that no order of the input decides what joins what.
  for (const entry of byLasting(byId)) {
    const keys = distinct(entry.namings.map(({ key }) => key)).filter((key) => key !== "");
    const same = keys
      .filter(isTelling)
      .map((key) => byTitle.get(key))
      .find((other) => other !== undefined);
    if (same !== undefined) same.namings.push(...entry.namings);
    else placed.add(entry);
    for (const key of keys) if (!byTitle.has(key)) byTitle.set(key, same ?? entry);
  }
  // Short titles first: a longer line may hold one of them.
  const waiting = unplaced
    .map((naming) => ({ naming, key: naming.key }))
    .filter(({ key }) => key !== "")
    .sort(
      (a, b) =>
        a.key.length - b.key.length ||
        (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) ||
        (a.naming.answer < b.naming.answer ? -1 : 1),
    );
  const lengths = new Set<number>();
  if (waiting.length > 0)
    for (const key of byTitle.keys()) if (isTelling(key)) lengths.add(wordsOf(key).length);
  let longestFirst: readonly number[] | null = null;
  for (const { naming, key } of waiting) {
    const exact = byTitle.get(key);
    longestFirst ??= [...lengths].sort((a, b) => b - a);
    const within = exact === undefined ? findWithin(key, byTitle, longestFirst) : undefined;
    const entry = exact ?? within ?? { address: null, namings: [] };
    // The line around a title is no title.
    entry.namings.push(within === undefined ? naming : { ...naming, title: "", key: "" });
    placed.add(entry);
    if (within !== undefined) continue;
    byTitle.set(key, entry);
    const length = wordsOf(key).length;
    if (length < TELLING_WORDS || lengths.has(length)) continue;
    lengths.add(length);
    longestFirst = null;
  }
  return [...placed];
}
