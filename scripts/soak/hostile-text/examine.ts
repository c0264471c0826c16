import { isDeepStrictEqual } from "node:util";
import { parse as parseCsv } from "csv-parse/sync";
import MarkdownIt from "markdown-it";
import { toBibtex } from "@/lib/core/export/bibtex";
import { citationText } from "@/lib/core/export/citation";
import { toCslJson } from "@/lib/core/export/csl";
import { answersCsv } from "@/lib/core/export/csv";
import { toFileForm } from "@/lib/core/export/file-form";
import { toHtml } from "@/lib/core/export/html";
import { toJson } from "@/lib/core/export/json";
import { toMarkdown } from "@/lib/core/export/markdown";
import { inexactQuotes } from "@/lib/core/publication/exact-quotes";
import { openVersion } from "@/lib/core/publication/open-version";
import { sealVersion, verifyVersion } from "@/lib/core/publication/version";
import type { Sentence, Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { type HostilePanel, secret } from "./panel";

const editor = new MarkdownIt({ html: false });
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/;
/** Every tag that the HTML file has, with the attributes it may carry. */
const tag =
  /<\/?(?:!doctype|html|head|body|main|meta|title|style|link|h[1-6]|p|strong|em|code|pre|ul|ol|li|hr|br|div|table|thead|tbody|tr|th|td|blockquote|figure|figcaption|sup|a)(?: (?:[a-z-]+="[^"<>]*"|html))*>/g;

function sentencesOf({ overview, keyPoints, sections, groups }: Synthesis): readonly Sentence[] {
  return [
    ...overview,
    ...keyPoints,
    ...sections.flatMap(({ summary }) => summary),
    ...(groups?.summary ?? []),
  ];
}

/** Sentences and quotes whose sources are not what they say. */
function examineSources(synthesis: Synthesis): string[] {
  const faults = inexactQuotes(synthesis).map(
    ({ at, message }) => `${at}: no such quote: ${message}`,
  );
  const texts = new Map(synthesis.answers.map(({ id, text }) => [id, text]));
  const whole = (text: string, at: number) =>
    at === text.length || graphemes.segment(text.slice(0, at + 64)).containing(at)?.index === at;
  const ranges = [
    ...synthesis.sections.flatMap(({ themes }) => themes.flatMap(({ quotes }) => quotes)),
    ...sentencesOf(synthesis).flatMap(({ sources }) =>
      sources.flatMap((source) => ("start" in source ? [source] : [])),
    ),
  ];
  for (const { answer, start, end } of ranges) {
    const text = texts.get(answer);
    if (text === undefined || start < 0 || start >= end || end > text.length)
      faults.push(`a range ${start} to ${end} of ${answer} that is none`);
    // Segmenting tells nothing new of a text of one endless cluster, and takes its time.
    else if (end < 10_000 && !(whole(text, start) && whole(text, end)))
      faults.push(`a range ${start} to ${end} that cuts a character in two`);
  }
  for (const { text, sources } of sentencesOf(synthesis)) {
    if (sources.length === 0) faults.push(`a sentence without a source: ${text.slice(0, 80)}`);
    for (const source of sources)
      if ("answer" in source && !texts.has(source.answer))
        faults.push(`a sentence that rests on nothing: ${text.slice(0, 80)}`);
  }
  return faults;
}

function examineHtml(html: string): string[] {
  const body = html.replace(/<style>[\s\S]*?<\/style>/, "");
  const left = body.replace(tag, "");
  const faults: string[] = [];
  const wild = /[<>]|&(?!(?:amp|lt|gt|quot|#39);)/.exec(left);
  if (wild) faults.push(`html: “${left.slice(Math.max(0, wild.index - 20), wild.index + 40)}”`);
  if (/(?:href|src)="(?!https?:|mailto:|#)/.test(body))
    faults.push("html: an address of another kind");
  if (/\son[a-z]+="/.test([...body.matchAll(tag)].join(""))) faults.push("html: a handler");
  return faults;
}

function examineMarkdown(markdown: string): string[] {
  const faults: string[] = [];
  if (/[<>](?<!^>)(?<!^> )/m.test(markdown)) faults.push("markdown: a bare bracket");
  for (const token of editor.parse(markdown, {})) {
    const inner = token.children ?? [];
    if (token.type === "html_block") faults.push("markdown: html_block");
    for (const child of inner) {
      if (child.type === "html_inline" || child.type === "image")
        faults.push(`markdown: ${child.type}`);
      const href = child.attrGet("href");
      if (href !== null && !/^(?:https?:|mailto:)/i.test(String(href)))
        faults.push(`markdown: ${href}`);
    }
  }
  return faults;
}

function examineCsv(csv: string): string[] {
  const rows = parseCsv(csv).map((row) => row.map(String));
  const width = rows[0]?.length ?? 0;
  return rows.flatMap((row, line) => [
    ...(row.length === width ? [] : [`csv: row ${line} has ${row.length} cells`]),
    ...row.flatMap((one) => (/^[=+\-@\t\r]/.test(one) ? [`csv: a formula in row ${line}`] : [])),
  ]);
}

function examineBibtex(bibtex: string, synthesis: Synthesis): string[] {
  const entries = bibtex.match(/^@\w+\{/gm)?.length ?? 0;
  const works = new Set(synthesis.sections.flatMap((section) => section.works.map(({ id }) => id)));
  let depth = 0;
  for (const char of bibtex) {
    if (char === "{") depth += 1;
    if (char === "}") depth -= 1;
    if (depth < 0) return ["bibtex: a brace too many"];
  }
  return [
    ...(depth === 0 ? [] : ["bibtex: an open brace"]),
    ...(entries === works.size + 1 ? [] : [`bibtex: ${entries} entries for ${works.size} works`]),
  ];
}

function examineSeal(published: Synthesis): string[] {
  let salts = 0;
  const sealed = sealVersion(published, () => String(salts++).padStart(32, "0"));
  return [
    ...(verifyVersion(sealed.document, sealed.fields, sealed.sha256)
      ? []
      : ["a seal that does not hold"]),
    ...(isDeepStrictEqual(
      JSON.parse(JSON.stringify(openVersion(sealed.document, sealed.fields))),
      JSON.parse(JSON.stringify(published)),
    )
      ? []
      : ["a version that opens to another synthesis"]),
  ];
}

/** Everything about a panel's syntheses and their exports that should not be, in words. */
export function examine({ complete, published }: HostilePanel): string[] {
  const faults = [
    ...examineSources(complete),
    ...examineSources(published),
    ...examineSeal(published),
  ];
  for (const synthesis of [complete, published]) {
    const written = {
      json: toJson(toFileForm(synthesis)),
      csl: toCslJson(synthesis),
      html: toHtml(synthesis),
      markdown: toMarkdown(synthesis),
      csv: answersCsv(synthesis),
      bibtex: toBibtex(synthesis),
      citation: citationText(synthesis, {}),
    };
    for (const [format, text] of Object.entries(written)) {
      if (controls.test(text)) faults.push(`${format}: a control character`);
      if (!text.isWellFormed()) faults.push(`${format}: half a character`);
      if (!synthesis.private && text.includes(secret))
        faults.push(`${format}: words that may not be quoted`);
    }
    if (!isDeepStrictEqual(JSON.parse(written.json).answers?.length, synthesis.answers.length))
      faults.push("json: not the same answers");
    faults.push(
      ...examineHtml(written.html),
      ...examineMarkdown(written.markdown),
      ...examineCsv(written.csv),
      ...examineBibtex(written.bibtex, synthesis),
    );
  }
  return faults;
}
