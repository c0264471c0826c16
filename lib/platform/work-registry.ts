import type { WorkAddress } from "@/lib/core/synthesis/work-address";

/** Where titles are asked for: the registries of DOIs (Crossref, then DataCite) and arXiv's own. No other host is asked. */
export type Registries = {
  readonly crossref: string;
  readonly datacite: string;
  readonly arxiv: string;
};

export const registries: Registries = {
  crossref: "https://api.crossref.org",
  datacite: "https://api.datacite.org",
  arxiv: "https://export.arxiv.org",
};

const timeoutMs = 4000;
const limitBytes = 512_000;
const longestTitle = 500;

/** The title that the registries have for a work; null where they have none, do not answer, or answer too much. */
export async function findWorkTitle(
  work: Pick<WorkAddress, "id">,
  at: Registries = registries,
): Promise<string | null> {
  const [, place, id = ""] = /^(doi|arxiv):(.+)$/s.exec(work.id) ?? [];
  if (place === "arxiv") {
    const feed = await read(
      `${at.arxiv}/api/query?max_results=1&id_list=${encodeURIComponent(id)}`,
    );
    return feed === null ? null : titleOfFeed(feed);
  }
  if (place !== "doi") return null;
  const name = encodeURIComponent(id);
  const crossref = titleAt(await readJson(`${at.crossref}/works/${name}`), ["message", "title", 0]);
  if (crossref !== null) return crossref;
  return titleAt(await readJson(`${at.datacite}/dois/${name}`), [
    "data",
    "attributes",
    "titles",
    0,
    "title",
  ]);
}

async function readJson(address: string): Promise<unknown> {
  const text = await read(address);
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Reads an answer of bounded size in bounded time; follows no redirect, so that only the named host is ever asked. */
async function read(address: string): Promise<string | null> {
  try {
    const response = await fetch(address, {
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
      headers: { Accept: "application/json, application/atom+xml;q=0.9" },
    });
    if (!response.ok || response.body === null) return null;
    const decoder = new TextDecoder();
    let text = "";
    let bytes = 0;
    for await (const chunk of response.body) {
      bytes += chunk.byteLength;
      if (bytes > limitBytes) return null;
      text += decoder.decode(chunk, { stream: true });
    }
    return text + decoder.decode();
  } catch {
    return null;
  }
}

function titleAt(json: unknown, path: readonly (string | number)[]): string | null {
  let found = json;
  for (const step of path) {
    if (typeof found !== "object" || found === null) return null;
    found = Object.entries(found).find(([key]) => key === String(step))?.[1];
  }
  return typeof found === "string" ? tidy(found) : null;
}

/** The title of the entry in arXiv's Atom feed; the feed's own title stands before it. */
function titleOfFeed(feed: string): string | null {
  const entry = /<entry\b[^>]*>([\s\S]*?)<\/entry>/.exec(feed)?.[1];
  const title = entry && /<title\b[^>]*>([\s\S]*?)<\/title>/.exec(entry)?.[1];
  return title ? tidy(title) : null;
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** Plain words of a title: registries put tags and entities into them. */
function tidy(raw: string): string | null {
  const words = raw
    .replace(/<\/?[a-z][^>]{0,100}>/gi, "")
    .replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/[\p{Cc}\s]+/gu, " ")
    .normalize("NFC")
    .trim();
  return words === "" ? null : words.slice(0, longestTitle);
}
