import { withdrawnWork } from "../publication/seal-overlay";
import { listAllWorks } from "../publication/works-list";
import type { Synthesis, Work } from "../synthesis/synthesis-schema";
import { cleanLine, webAddress } from "./clean-text";
import type { ExportMeta } from "./export-meta";
import { citationWords, fictionalNote } from "./plain-words";

const texForms: Readonly<Record<string, string>> = {
  "\\": "\\textbackslash{}",
  // Not \{ and \}: BibTeX counts braces without looking at what stands before them.
  "{": "\\textbraceleft{}",
  "}": "\\textbraceright{}",
  "^": "\\textasciicircum{}",
  "~": "\\textasciitilde{}",
  "<": "\\textless{}",
  ">": "\\textgreater{}",
  "|": "\\textbar{}",
  "#": "\\#",
  $: "\\$",
  "%": "\\%",
  "&": "\\&",
  _: "\\_",
};

/** Words as the value of a BibTeX field, between braces. */
export function texText(text: string): string {
  return cleanLine(text).replace(/[\\{}^~<>|#$%&_]/g, (char) => texForms[char] ?? char);
}

type Field = readonly [name: string, value: string | null];

/** The synthesis itself and every work that respondents named, as BibTeX entries. */
export function toBibtex(synthesis: Synthesis, meta: ExportMeta = {}): string {
  const keys = new Set<string>();
  const works = listAllWorks(synthesis, {
    question: null,
    order: "named",
    descending: true,
  }).filter(({ title }) => title !== withdrawnWork);
  return [
    entry(uniqueKey(keys, synthesisKey(synthesis, meta)), synthesisFields(synthesis, meta)),
    ...works.map((work) =>
      entry(uniqueKey(keys, workKey(work)), [
        ...workFields(work),
        ["annote", texText(citationWords(work.citations, synthesis.sections))],
      ]),
    ),
  ].join("\n");
}

function entry(key: string, fields: readonly Field[]): string {
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}}`] : []));
  return `@misc{${key},\n${lines.join(",\n")}\n}\n`;
}

function synthesisFields(synthesis: Synthesis, meta: ExportMeta): Field[] {
  const { survey, methods } = synthesis;
  const [, year, month] = /^(\d{4})-(\d{2})/.exec(meta.date ?? methods.to ?? "") ?? [];
  const note = [
    meta.version === undefined ? "" : `Version ${meta.version}`,
    `Synthesis of the answers of ${methods.answered} ${methods.answered === 1 ? "respondent" : "respondents"}`,
    survey.fictional ? fictionalNote : "",
  ];
  return [
    ["title", `{${texText(survey.title)}}`],
    ["author", survey.authors.map(({ name }) => authorName(name)).join(" and ")],
    ["year", year ?? null],
    ["month", month ? String(Number(month)) : null],
    ["url", webAddress(meta.url)],
    ["note", texText(note.filter(Boolean).join(". "))],
  ];
}

function workFields(work: Work): Field[] {
  const doi = after(work.id, "doi:");
  const arxiv =
    after(work.id, "arxiv:") ?? /^10\.48550\/arxiv\.(.+)$/i.exec(doi ?? "")?.[1] ?? null;
  const detail = (...names: string[]) => {
    const found = Object.entries(work.details).find(([key]) => names.includes(key.toLowerCase()));
    return found?.[1].trim() ? found[1] : null;
  };
  const authors = detail("authors", "author");
  const year = /\b(?:19|20)\d{2}\b/.exec(detail("year", "date", "published") ?? "")?.[0];
  const url =
    webAddress(work.url) ??
    (doi ? webAddress(`https://doi.org/${doi}`) : null) ??
    (arxiv ? webAddress(`https://arxiv.org/abs/${arxiv}`) : null);
  return [
    ["title", `{${texText(work.title || work.id)}}`],
    ["author", authors ? authorList(authors) : null],
    ["year", year ?? yearOfArxiv(arxiv)],
    ["doi", doi ? verbatim(doi) : null],
    ["eprint", arxiv ? verbatim(arxiv) : null],
    ["archivePrefix", arxiv ? "arXiv" : null],
    ["url", url],
  ];
}

function after(id: string, prefix: string): string | null {
  return id.toLowerCase().startsWith(prefix) && id.length > prefix.length
    ? id.slice(prefix.length)
    : null;
}

/** An identifier that styles print as it is; what could end the field is percent-encoded. */
function verbatim(identifier: string): string {
  return cleanLine(identifier).replace(
    /[\\{}%#^~$" ]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Braced where a comma or "and" inside would be read as a boundary between names. */
function authorName(name: string): string {
  const text = texText(name);
  return /,|\band\b/i.test(text) ? `{${text}}` : text;
}

function authorList(names: string): string {
  return names
    .split(/\s*;\s*|\s+and\s+|\s*,\s*/)
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .map((name) => (/^et al\.?$/i.test(name) ? "others" : authorName(name)))
    .join(" and ");
}

/** Identifiers since April 2007 begin with two digits of the year. */
function yearOfArxiv(arxiv: string | null): string | null {
  const digits = /^(\d{2})(?:0[1-9]|1[0-2])\.\d{4,5}/.exec(arxiv ?? "")?.[1];
  return digits ? `20${digits}` : null;
}

function synthesisKey({ survey, methods }: Synthesis, meta: ExportMeta): string {
  const surname = survey.authors[0]?.name.trim().split(/\s+/).at(-1) ?? "";
  const year = /^\d{4}/.exec(meta.date ?? methods.to ?? "")?.[0] ?? "";
  return keyOf([surname, year, ...survey.title.split(/\s+/).slice(0, 4)].join(" "));
}

function workKey(work: Work): string {
  return keyOf(/^(?:title|url):/.test(work.id) ? work.title : work.id);
}

function keyOf(text: string): string {
  const key = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60)
    .replace(/-$/, "");
  return key || "work";
}

function uniqueKey(taken: Set<string>, wanted: string): string {
  let key = wanted;
  for (let number = 2; taken.has(key); number += 1) key = `${wanted}-${number}`;
  taken.add(key);
  return key;
}
