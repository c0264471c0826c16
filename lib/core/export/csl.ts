import { withdrawnWork } from "../publication/seal-overlay";
import { listAllWorks } from "../publication/works-list";
import type { Synthesis, Work } from "../synthesis/synthesis-schema";
import { cleanLine, webAddress } from "./clean-text";
import type { ExportMeta } from "./export-meta";
import { citationWords, fictionalNote } from "./plain-words";

type CslName = { readonly literal: string };

/** An item of CSL-JSON, with the fields that we write. */
export type CslItem = {
  readonly id: string;
  readonly type: "report" | "article" | "document";
  readonly title: string;
  readonly author?: readonly CslName[];
  readonly issued?: { readonly "date-parts": readonly (readonly number[])[] };
  readonly URL?: string;
  readonly DOI?: string;
  readonly publisher?: string;
  readonly version?: string;
  readonly note?: string;
  /** Who names the work. */
  readonly annote?: string;
};

/** The synthesis itself and every work that respondents named, as CSL-JSON, for those who manage references. */
export function toCslJson(synthesis: Synthesis, meta: ExportMeta = {}): string {
  const works = listAllWorks(synthesis, {
    question: null,
    order: "named",
    descending: true,
  }).filter(({ title }) => title !== withdrawnWork);
  const items = [
    synthesisItem(synthesis, meta),
    ...works.map((work) => {
      const annote = cleanLine(citationWords(work.citations, synthesis.sections));
      return annote === "" ? workItem(work) : { ...workItem(work), annote };
    }),
  ];
  return `${JSON.stringify(items, null, 2)}\n`;
}

function synthesisItem({ survey, methods }: Synthesis, meta: ExportMeta): CslItem {
  const date = /^(\d{4})-(\d{2})-(\d{2})/.exec(meta.date ?? methods.to ?? "");
  const url = webAddress(meta.url);
  return {
    id: url ?? "synthesis",
    type: "report",
    title: cleanLine(survey.title),
    ...names(survey.authors.map(({ name }) => name)),
    ...(date ? { issued: { "date-parts": [date.slice(1, 4).map(Number)] } } : {}),
    ...(url ? { URL: url } : {}),
    publisher: "Consilience",
    ...(meta.version === undefined ? {} : { version: String(meta.version) }),
    ...(survey.fictional ? { note: fictionalNote } : {}),
  };
}

function workItem(work: Work): CslItem {
  const doi = /^doi:(.+)$/i.exec(work.id)?.[1];
  const detail = (...wanted: string[]) =>
    Object.entries(work.details).find(([key]) => wanted.includes(key.toLowerCase()))?.[1] ?? "";
  const year = /\b(?:19|20)\d{2}\b/.exec(detail("year", "date", "published"))?.[0];
  const url = webAddress(work.url);
  const authors = detail("authors", "author")
    .split(/\s*;\s*|\s+and\s+|\s*,\s*/)
    .filter((name) => name !== "");
  return {
    id: work.id,
    type: /^(?:doi|arxiv):/i.test(work.id) ? "article" : "document",
    title: cleanLine(work.title || work.id),
    ...names(authors),
    ...(year ? { issued: { "date-parts": [[Number(year)]] } } : {}),
    ...(url ? { URL: url } : {}),
    ...(doi ? { DOI: doi } : {}),
  };
}

function names(list: readonly string[]): { author?: readonly CslName[] } {
  const known = list.map(cleanLine).filter((name) => name !== "");
  return known.length === 0 ? {} : { author: known.map((literal) => ({ literal })) };
}
