import type { NamedWork } from "./parse-works";
import { parseWorks, trimAddress } from "./parse-works";
import type { Work } from "./synthesis-schema";

const arxivNew = /\b(\d{4}\.\d{4,5})(?:v\d+)?\b/;
const arxivOld = /\b([a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?\b/i;
const arxivPlace =
  /(?:^|\/\/|\.)(?:arxiv|alphaxiv)\.org\/|huggingface\.co\/papers\/|^\s*arxiv:|10\.48550\/arxiv\./i;
const doiForm = /\b(10\.\d{4,9}\/[^\s<>"']+)/;
const trackingKeys = /^(?:utm_.*|fbclid|gclid|mc_[a-z]+|ref|ref_src|source|igshid)$/i;

/** Where a work is found: a stable id and a canonical address. */
export type WorkAddress = { readonly id: string; readonly url: string };

function arxivAddress(address: string): WorkAddress | null {
  if (!arxivPlace.test(address)) return null;
  const number = arxivNew.exec(address)?.[1] ?? arxivOld.exec(address)?.[1]?.toLowerCase();
  if (number === undefined) return null;
  // A subject class ("math.GT/0309136") is no part of the id.
  const plain = number.replace(/^([a-z-]+)\.[a-z]{2}\//, "$1/");
  return { id: `arxiv:${plain}`, url: `https://arxiv.org/abs/${plain}` };
}

function doiAddress(address: string): WorkAddress | null {
  let decoded = address;
  try {
    decoded = decodeURIComponent(address);
  } catch {
    // A stray per cent sign: the address stands as written.
  }
  const found = doiForm.exec(decoded)?.[1];
  if (found === undefined) return null;
  const inUrl = /^https?:/i.test(address.trim());
  const bare = inUrl
    ? found.replace(/[?#].*$/, "").replace(/\/(?:full|pdf|abstract|epdf)$/i, "")
    : found;
  const doi = trimAddress(bare).toLowerCase();
  return { id: `doi:${doi}`, url: `https://doi.org/${encodeURI(doi)}` };
}

/** The registry's own number of a preprint, which is the end of its DOI. */
function ssrnAddress(address: string): WorkAddress | null {
  const number =
    /\bssrn\.com\/(?:sol3\/papers\.cfm\?(?:.*&)?abstract_id=|abstract=)(\d{4,9})\b/i.exec(
      address,
    )?.[1];
  if (number === undefined) return null;
  return { id: `doi:10.2139/ssrn.${number}`, url: `https://doi.org/10.2139/ssrn.${number}` };
}

function webAddress(address: string): WorkAddress | null {
  const spelled = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  if (!URL.canParse(spelled)) return null;
  const url = new URL(spelled);
  if (!/^https?:$/.test(url.protocol) || !url.hostname.includes(".")) return null;
  if (/(?:^|\.)openreview\.net$/.test(url.hostname)) {
    const forum = url.searchParams.get("id");
    if (forum !== null && /^[\w-]{1,60}$/.test(forum)) {
      return { id: `openreview:${forum}`, url: `https://openreview.net/forum?id=${forum}` };
    }
  }
  url.protocol = "https:";
  url.username = "";
  url.password = "";
  url.hash = "";
  if (url.port === "80" || url.port === "443") url.port = "";
  for (const key of [...url.searchParams.keys()]) {
    if (trackingKeys.test(key)) url.searchParams.delete(key);
  }
  url.searchParams.sort();
  url.pathname = url.pathname.replace(/\/(?:index\.html?)?$/, "") || "/";
  const shown = url.href.replace(/\/$/, "");
  return { id: `url:${shown.replace(/^https:\/\/(?:www\.)?/, "")}`, url: shown };
}

/** Recognises arXiv (old and new ids, any version, abs or pdf), DOI, OpenReview, and normalises other web addresses. */
export function readWorkAddress(raw: string): WorkAddress | null {
  const address = trimAddress(raw);
  if (address === "") return null;
  return (
    arxivAddress(address) ?? doiAddress(address) ?? ssrnAddress(address) ?? webAddress(address)
  );
}

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

type Naming = NamedWork & { readonly answer: string; readonly respondent: string };
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

function toWork(entry: Entry): Work | null {
  const titles = entry.namings.map((naming) => naming.title).filter((title) => title !== "");
  const title = mostFrequent(titles) || (entry.address?.url ?? "");
  if (title === "") return null;
  const columns = [...new Set(entry.namings.flatMap((naming) => Object.keys(naming.details)))];
  const details = columns.sort().map((column) => {
    const wordings = entry.namings.map((naming) => naming.details[column] ?? "");
    return [column, mostFrequent(wordings.filter((wording) => wording !== ""))] as const;
  });
  return {
    id: entry.address?.id ?? `title:${titleKey(title)}`,
    title,
    url: entry.address?.url ?? null,
    citedBy: new Set(entry.namings.map((naming) => naming.respondent)).size,
    details: Object.fromEntries(details),
    answers: [...new Set(entry.namings.map((naming) => naming.answer))],
  };
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

/**
 * The works that answers name, one entry a work: merged by address, and by title where the titles are telling or one of
 * them has no address. The most cited come first, then by title.
 */
export function collectWorks(
  answers: readonly { readonly id: string; readonly respondent: string; readonly text: string }[],
): Work[] {
  const byId = new Map<string, Entry>();
  const unplaced: Naming[] = [];
  for (const answer of answers) {
    for (const named of parseWorks(answer.text) ?? []) {
      const naming = { ...named, answer: answer.id, respondent: answer.respondent };
      const address = readWorkAddress(named.address);
      if (address === null) unplaced.push(naming);
      else {
        const entry = byId.get(address.id) ?? { address, namings: [] };
        entry.namings.push(naming);
        byId.set(address.id, entry);
      }
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
  return [...placed]
    .map(toWork)
    .filter((work) => work !== null)
    .map((work) => ({ work, key: titleKey(work.title) }))
    .sort(
      (a, b) =>
        b.work.citedBy - a.work.citedBy ||
        (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) ||
        (a.work.id < b.work.id ? -1 : 1),
    )
    .map(({ work }) => work);
}
