import type { QuestionKind } from "../survey/survey-schema";
import { citedInText } from "./cited-in-text";
import type { NamedWork } from "./parse-works";
import { parseWorks } from "./parse-works";
import type { Work } from "./synthesis-schema";
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
};
type Entry = { address: WorkAddress | null; namings: Naming[] };

/** The most frequent of several wordings; the longer, then the first in order, breaks a tie. */
function mostFrequent(wordings: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const wording of wordings) counts.set(wording, (counts.get(wording) ?? 0) + 1);
  const [best] = [...counts].sort(
    ([a, m], [b, n]) => n - m || b.length - a.length || (a < b ? -1 : 1),
  );
  return best?.[0] ?? "";
}

/** A work as the answers to each question name it: its title is that of all, who names it and the details are the question's. */
function toWorks(entry: Entry): (readonly [question: string, work: Work])[] {
  const titles = entry.namings.map((naming) => naming.title).filter((title) => title !== "");
  const title = mostFrequent(titles) || (entry.address?.url ?? "");
  if (title === "") return [];
  const id = entry.address?.id ?? `title:${titleKey(title)}`;
  const url = entry.address?.url ?? null;
  const byQuestion = Map.groupBy(entry.namings, ({ question }) => question);
  return [...byQuestion].map(([question, namings]) => {
    const columns = [...new Set(namings.flatMap((naming) => Object.keys(naming.details)))];
    const details = columns.sort().map((column) => {
      const wordings = namings.map((naming) => naming.details[column] ?? "");
      return [column, mostFrequent(wordings.filter((wording) => wording !== ""))] as const;
    });
    return [
      question,
      {
        id,
        title,
        url,
        citedBy: new Set(namings.map((naming) => naming.respondent)).size,
        details: Object.fromEntries(details),
        answers: [...new Set(namings.map((naming) => naming.answer))],
      },
    ];
  });
}

/** A title of so many words is told from others by them, wherever it stands. */
const TELLING_WORDS = 4;
/** Where one work has several addresses, the more lasting one is shown. */
const lasting = ["doi", "arxiv", "openreview", "url"];

function byLasting(a: Entry, b: Entry): number {
  const rank = ({ address }: Entry) => lasting.indexOf(address?.id.split(":")[0] ?? "");
  const id = (entry: Entry) => entry.address?.id ?? "";
  return rank(a) - rank(b) || (id(a) < id(b) ? -1 : 1);
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
      (named): Naming => ({ ...named, answer: id, respondent, question }),
    ),
  );
  const works = mergeNamings(namings)
    .flatMap(toWorks)
    .map(([question, work]) => ({ question, work, key: titleKey(work.title) }))
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
  // From the most lasting address, then in the order of ids, so that no order of the input decides what joins what.
  for (const entry of [...byId.values()].sort(byLasting)) {
    const keys = [...new Set(entry.namings.map(({ title }) => titleKey(title)))].filter(
      (key) => key !== "",
    );
    const same = keys
      .filter((key) => wordsOf(key).length >= TELLING_WORDS)
      .map((key) => byTitle.get(key))
      .find((other) => other !== undefined);
    if (same !== undefined) same.namings.push(...entry.namings);
    else placed.add(entry);
    for (const key of keys) if (!byTitle.has(key)) byTitle.set(key, same ?? entry);
  }
  // Short titles first: a longer line may hold one of them.
  const waiting = unplaced
    .map((naming) => ({ naming, key: titleKey(naming.title) }))
    .filter(({ key }) => key !== "")
    .sort(
      (a, b) =>
        a.key.length - b.key.length ||
        (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) ||
        (a.naming.answer < b.naming.answer ? -1 : 1),
    );
  const lengths = new Set(
    [...byTitle.keys()].map((key) => wordsOf(key).length).filter((n) => n >= TELLING_WORDS),
  );
  for (const { naming, key } of waiting) {
    const exact = byTitle.get(key);
    const within =
      exact === undefined
        ? findWithin(
            key,
            byTitle,
            [...lengths].sort((a, b) => b - a),
          )
        : undefined;
    const entry = exact ?? within ?? { address: null, namings: [] };
    // The line around a title is no title.
    entry.namings.push(within === undefined ? naming : { ...naming, title: "" });
    placed.add(entry);
    if (within !== undefined) continue;
    byTitle.set(key, entry);
    const length = wordsOf(key).length;
    if (length >= TELLING_WORDS) lengths.add(length);
  }
  return [...placed];
}
