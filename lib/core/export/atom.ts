import { cleanText, webAddress } from "./clean-text";

export type AtomEntry = {
  /** Full address; also the entry's id, so it must stay. */
  readonly url: string;
  readonly title: string;
  readonly published: Date;
  readonly updated: Date;
  readonly authors: readonly string[];
  /** Plain text. */
  readonly summary: string;
};

export type AtomFeed = {
  /** Full address of the feed; its id. */
  readonly url: string;
  /** The page that the feed is about. */
  readonly page: string;
  readonly title: string;
  /** Where there is no entry. */
  readonly updated: Date;
  readonly entries: readonly AtomEntry[];
};

/** A feed as Atom (RFC 4287). */
export function toAtom(feed: AtomFeed): string {
  const times = feed.entries.map((entry) => entry.updated.getTime());
  const updated = times.length > 0 ? new Date(Math.max(...times)) : feed.updated;
  return [
    `<?xml version="1.0" encoding="utf-8"?>`,
    `<feed xmlns="http://www.w3.org/2005/Atom">`,
    element("id", feed.url),
    element("title", feed.title),
    element("updated", updated.toISOString()),
    `<link rel="self" type="application/atom+xml" href="${escapeXml(address(feed.url))}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(address(feed.page))}"/>`,
    `<author><name>Consilience</name></author>`,
    ...feed.entries.map(writeEntry),
    `</feed>`,
    "",
  ].join("\n");
}

function writeEntry(entry: AtomEntry): string {
  return [
    "<entry>",
    element("id", entry.url),
    element("title", entry.title),
    element("published", entry.published.toISOString()),
    element("updated", entry.updated.toISOString()),
    `<link rel="alternate" type="text/html" href="${escapeXml(address(entry.url))}"/>`,
    ...entry.authors.map((name) => `<author>${element("name", name)}</author>`),
    element("summary", entry.summary),
    "</entry>",
  ].join("\n");
}

function address(url: string): string {
  return webAddress(url) ?? "";
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

/** Text as the content of an element or a quoted attribute of XML. */
export function escapeXml(text: string): string {
  return cleanText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}
