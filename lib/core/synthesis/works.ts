import type { NamedWork } from "./parse-works";
import { parseWorks, trimAddress } from "./parse-works";
import type { Work } from "./synthesis-schema";

const arxivNew = /\b(\d{4}\.\d{4,5})(?:v\d+)?\b/;
const arxivOld = /\b([a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?\b/i;
const arxivPlace = /(?:^|\/\/|\.)arxiv\.org\/|^\s*arxiv:|10\.48550\/arxiv\./i;
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
  return arxivAddress(address) ?? doiAddress(address) ?? webAddress(address);
}

/** A title without case, accents, punctuation and articles: what two spellings of one title share. */
export function titleKey(title: string): string {
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

/**
 * The works that answers name, one entry a work: merged by address, and by title where one of them has no address. The
 * most cited come first, then by title.
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
  // In the order of their ids, so that which of two equal titles takes an unplaced naming depends on no input order.
  for (const [, entry] of [...byId].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const naming of entry.namings) {
      const key = titleKey(naming.title);
      if (key !== "" && !byTitle.has(key)) byTitle.set(key, entry);
    }
  }
  for (const naming of unplaced) {
    const key = titleKey(naming.title);
    if (key === "") continue;
    const entry = byTitle.get(key) ?? { address: null, namings: [] };
    entry.namings.push(naming);
    byTitle.set(key, entry);
  }
  const entries = new Set([...byId.values(), ...byTitle.values()]);
  return [...entries]
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
