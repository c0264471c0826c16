import type { Synthesis } from "../synthesis/synthesis-schema";
import type { Block, Inline } from "./blocks";
import { cleanLine, cleanText, webAddress } from "./clean-text";
import { type ExportDocument, toDocument } from "./document";
import type { ExportMeta } from "./export-meta";

/**
 * A synthesis as one HTML file that needs nothing else: readable on a phone, on paper and in the dark. Its policy lets it
 * load and run nothing.
 */
export function toHtml(synthesis: Synthesis, meta: ExportMeta = {}): string {
  const document = toDocument(synthesis, meta);
  const { authors, fictional } = synthesis.survey;
  const url = webAddress(meta.url);
  const date = /^\d{4}-\d{2}-\d{2}/.exec(meta.date ?? "")?.[0];
  const head = [
    `<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">`,
    `<meta name="referrer" content="no-referrer">`,
    `<meta name="color-scheme" content="light dark">`,
    ...(fictional || synthesis.private ? [`<meta name="robots" content="noindex">`] : []),
    `<title>${escapeHtml(cleanLine(document.title))}</title>`,
    `<meta name="citation_title" content="${escapeHtml(cleanLine(document.title))}">`,
    ...authors.map(
      ({ name }) => `<meta name="citation_author" content="${escapeHtml(cleanLine(name))}">`,
    ),
    ...(date
      ? [`<meta name="citation_publication_date" content="${date.replaceAll("-", "/")}">`]
      : []),
    ...(url ? [`<link rel="canonical" href="${escapeHtml(url)}">`] : []),
    `<style>${style}</style>`,
  ];
  return [
    "<!doctype html>",
    `<html lang="en">`,
    "<head>",
    ...head,
    "</head>",
    "<body>",
    "<main>",
    `<h1 dir="auto">${escapeHtml(cleanLine(document.title))}</h1>`,
    ...document.blocks.map((block) => writeBlock(block, pageNote)),
    ...writeNotes(document),
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** Text as the content of an element or of a quoted attribute. */
export function escapeHtml(text: string): string {
  return cleanText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** How a reference to a note is written. */
export type NoteMark = (number: number) => string;

const pageNote: NoteMark = (number) =>
  `<sup><a id="ref-${number}" href="#note-${number}" aria-label="Source ${number}">${number}</a></sup>`;

export function writeBlock(block: Block, mark: NoteMark): string {
  switch (block.type) {
    case "banner":
      return `<p class="banner" role="note"><strong>${escapeHtml(block.text)}</strong></p>`;
    case "heading": {
      const id = block.id ? ` id="${escapeHtml(block.id.replace(/[^\w-]+/g, "-"))}"` : "";
      return `<h${block.level}${id} dir="auto">${writeRuns(block.children, mark)}</h${block.level}>`;
    }
    case "paragraph": {
      const role = block.role ? ` class="${block.role}"` : "";
      return `<p${role} dir="auto">${writeRuns(block.children, mark)}</p>`;
    }
    case "list": {
      const items = block.items.map(
        (item) => `<li>${item.map((one) => writeBlock(one, mark)).join("\n")}</li>`,
      );
      const start = block.start === null || block.start === 1 ? "" : ` start="${block.start}"`;
      return block.start === null
        ? `<ul>\n${items.join("\n")}\n</ul>`
        : `<ol${start}>\n${items.join("\n")}\n</ol>`;
    }
    case "table":
      return writeTable(block, mark);
    case "quote": {
      const quote = `<blockquote>\n${block.blocks.map((one) => writeBlock(one, mark)).join("\n")}\n</blockquote>`;
      return block.attribution.length === 0
        ? quote
        : `<figure>\n${quote}\n<figcaption dir="auto">${writeRuns(block.attribution, mark)}</figcaption>\n</figure>`;
    }
    case "code":
      return `<pre><code>${escapeHtml(block.text)}</code></pre>`;
    case "rule":
      return "<hr>";
    case "model":
      return `<div class="model">\n<p class="aside">Worded by ${escapeHtml(cleanLine(block.model))}</p>\n${block.blocks.map((one) => writeBlock(one, mark)).join("\n")}\n</div>`;
  }
}

function writeTable(
  { head, rows, figures }: Extract<Block, { type: "table" }>,
  mark: NoteMark,
): string {
  const cell = (tag: string, at: number, children: readonly Inline[], more = "") =>
    `<${tag}${more}${figures.includes(at) ? ` class="figure"` : ""} dir="auto">${writeRuns(children, mark)}</${tag}>`;
  return [
    `<div class="scroll" role="group" aria-label="Table" tabindex="0"><table>`,
    `<thead><tr>${head.map((words, at) => cell("th", at, words, ` scope="col"`)).join("")}</tr></thead>`,
    "<tbody>",
    ...rows.map(
      (cells) =>
        `<tr>${head
          .map((_, at) =>
            at === 0
              ? cell("th", at, cells[at] ?? [], ` scope="row"`)
              : cell("td", at, cells[at] ?? []),
          )
          .join("")}</tr>`,
    ),
    "</tbody>",
    "</table></div>",
  ].join("\n");
}

export function writeRuns(children: readonly Inline[], mark: NoteMark): string {
  return children.map((run) => writeRun(run, mark)).join("");
}

function writeRun(run: Inline, mark: NoteMark): string {
  switch (run.type) {
    case "text":
      return escapeHtml(run.text);
    case "code":
      return `<code>${escapeHtml(run.text)}</code>`;
    case "emphasis":
      return `<em>${writeRuns(run.children, mark)}</em>`;
    case "strong":
      return `<strong>${writeRuns(run.children, mark)}</strong>`;
    case "link": {
      const href = webAddress(run.href);
      const words = writeRuns(run.children, mark);
      return href ? `<a href="${escapeHtml(href)}" rel="nofollow noopener">${words}</a>` : words;
    }
    case "note":
      return mark(run.number);
    case "break":
      return "<br>";
  }
}

function writeNotes({ notes }: ExportDocument): string[] {
  if (notes.length === 0) return [];
  return [
    `<h2 id="sources">Sources</h2>`,
    `<ol class="notes">`,
    ...notes.map(
      (note, index) =>
        `<li id="note-${index + 1}" dir="auto">${writeRuns(note, pageNote)} <a href="#ref-${index + 1}" aria-label="Back to sentence ${index + 1}">↑</a></li>`,
    ),
    "</ol>",
  ];
}

const style = `
:root { color-scheme: light dark; --ink: #1d1b18; --soft: #5d584f; --line: #d9d3c7; --paper: #fdfcf9; --link: #1f5a8a; --mark: #b4552d; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8df; --soft: #aaa395; --line: #454038; --paper: #1a1815; --link: #8fbfe8; --mark: #e39a73; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 Georgia, "Times New Roman", serif; overflow-wrap: anywhere; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; break-after: avoid; }
h1 { font-size: 2rem; margin: 1rem 0; }
h2 { font-size: 1.4rem; margin: 3rem 0 0.75rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.1rem; margin: 2rem 0 0.5rem; }
a { color: var(--link); }
.finding { font-size: 1.2rem; margin-top: 0; }
.aside, figcaption { color: var(--soft); font-size: 0.9375rem; }
.banner { border: 2px solid var(--mark); padding: 0.75rem 1rem; }
figure { margin: 1.25rem 0; break-inside: avoid; }
blockquote { margin: 0; padding-inline-start: 1rem; border-inline-start: 3px solid var(--line); }
figcaption { padding-inline-start: calc(1rem + 3px); }
.scroll { overflow-x: auto; margin: 1.25rem 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; overflow-wrap: normal; }
th, td { text-align: start; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); }
tbody th { font-weight: normal; }
.figure { text-align: end; font-variant-numeric: tabular-nums; }
li > p { margin: 0.25rem 0; }
sup { line-height: 0; }
sup a { text-decoration: none; }
.notes { font-size: 0.875rem; }
.model { border-inline-start: 3px solid var(--mark); padding-inline-start: 1rem; }
@media print { :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --link: #000; --mark: #000; } body { font-size: 11pt; } main { max-width: none; padding: 0; } .scroll { overflow: visible; } tr { break-inside: avoid; } }
`;
