import type { Synthesis } from "../synthesis/synthesis-schema";
import { type Block, type Inline, text } from "./blocks";
import { cleanText, webAddress } from "./clean-text";
import { prose, toDocument } from "./document";
import type { ExportMeta } from "./export-meta";

/**
 * A synthesis as Markdown for the editors of forums: headings, pipe tables, quotes and footnotes. It holds no HTML, and
 * whatever people wrote parses to the same words.
 */
export function toMarkdown(synthesis: Synthesis, meta: ExportMeta = {}): string {
  const { title, blocks, notes } = toDocument(synthesis, meta);
  const parts = [
    writeBlock({ type: "heading", level: 1, children: [text(title)] }),
    ...blocks.map(writeBlock),
    ...notes.map((note, index) => `[^${index + 1}]: ${line(note, true)}`),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function writeBlocks(blocks: readonly Block[]): string {
  return blocks
    .map(writeBlock)
    .filter((part) => part !== "")
    .join("\n\n");
}

function writeBlock(block: Block): string {
  switch (block.type) {
    case "banner":
      return `**${line([text(block.text)], false)}**`;
    case "heading": {
      const words = line(block.children, false);
      return words === "" ? "" : `${"#".repeat(block.level)} ${words}`;
    }
    case "paragraph":
      return line(block.children, true);
    case "list":
      return writeList(block);
    case "table":
      return writeTable(block);
    case "quote": {
      const attribution = line(block.attribution, true);
      const inside = [writeBlocks(block.blocks), attribution].filter((part) => part !== "");
      return inside
        .join("\n\n")
        .split("\n")
        .map((words) => (words === "" ? ">" : `> ${words}`))
        .join("\n");
    }
    case "code":
      // Inside a code block nothing can be escaped.
      return writeBlocks(prose(block.text));
    case "rule":
      return "***";
    case "model":
      return [
        `%%% llm-output model="${block.model.replace(/[^\w.:/ -]/g, "")}"`,
        writeBlocks(block.blocks),
        "%%% /llm-output",
      ].join("\n\n");
  }
}

function writeList({ start, items }: Extract<Block, { type: "list" }>): string {
  const written = items.map((item, index) => {
    const marker = start === null ? "- " : `${Math.min(start + index, 999_999_999)}. `;
    const indent = " ".repeat(marker.length);
    const lines = writeBlocks(item).split("\n");
    return lines
      .map((words, at) => (at === 0 ? marker + words : words === "" ? "" : indent + words))
      .join("\n")
      .trimEnd();
  });
  const tight = items.every((item) => item.length <= 2 && item[0]?.type !== "list");
  return written.join(tight ? "\n" : "\n\n");
}

function writeTable({ head, rows, figures }: Extract<Block, { type: "table" }>): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    row(head.map((cell) => line(cell, false))),
    row(head.map((_, index) => (figures.includes(index) ? "---:" : "---"))),
    ...rows.map((cells) => row(head.map((_, index) => line(cells[index] ?? [], false)))),
  ].join("\n");
}

type Position = { readonly lineStart: boolean; readonly inside: readonly Inline["type"][] };

/** Runs as one line, or lines joined by hard breaks where the place can hold them. */
function line(children: readonly Inline[], block: boolean): string {
  return writeRuns(children, { lineStart: block, inside: [] }, block).trim();
}

function writeRuns(children: readonly Inline[], position: Position, block: boolean): string {
  let written = "";
  let lineStart = position.lineStart;
  let before: Inline | undefined;
  for (const run of merged(children)) {
    const here = { ...position, lineStart };
    const words =
      run.type === "break" ? (block ? "\\\n" : " ") : writeRun(run, here, before, block);
    // Before a note or a link it would make a picture of them.
    if (words.startsWith("[")) written = written.replace(/!$/, "\\!");
    // Space at the beginning of a line would vanish or, four deep, make it code.
    written += lineStart ? words.trimStart() : words;
    if (words.trim() !== "" || run.type === "break") lineStart = block && run.type === "break";
    before = run;
  }
  return written;
}

function writeRun(
  run: Exclude<Inline, { type: "break" }>,
  position: Position,
  before: Inline | undefined,
  block: boolean,
): string {
  switch (run.type) {
    case "text":
    case "code":
      return escapeMarkdown(run.text, position.lineStart);
    case "note":
      return `[^${run.number}]`;
    case "emphasis":
    case "strong": {
      const nested = position.inside.includes(run.type);
      const touching = before?.type === "emphasis" || before?.type === "strong";
      const inner = {
        lineStart: nested && position.lineStart,
        inside: [...position.inside, run.type],
      };
      const words = writeRuns(run.children, inner, block);
      // Two runs of stars side by side would be read as one.
      if (nested || touching || words.trim() === "") return words;
      const stars = run.type === "strong" ? "**" : "*";
      return `${stars}${words.trim()}${stars}`;
    }
    case "link": {
      const href = webAddress(run.href);
      const words = writeRuns(run.children, { ...position, lineStart: false }, false).trim();
      if (href === null || position.inside.includes("link")) return words;
      return words === "" ? "" : `[${words}](${href.replace(/&(?=#?\w+;)/g, "&amp;")})`;
    }
  }
}

/** Neighbouring runs of text as one, because what is active depends on the characters around it. */
function merged(children: readonly Inline[]): Inline[] {
  const runs: Inline[] = [];
  for (const run of children) {
    const last = runs.at(-1);
    const words =
      run.type === "text" || run.type === "code"
        ? cleanText(run.text).replace(/[ \t\n]+/g, " ")
        : null;
    if (words === null) runs.push(run);
    else if (last?.type === "text")
      runs[runs.length - 1] = { type: "text", text: last.text + words };
    else if (words !== "") runs.push({ type: "text", text: words });
  }
  return runs;
}

/**
 * One line of plain text as Markdown that parses to the same text. Only what would be active is escaped, so that the
 * source stays readable; < and > become entities, so that no reader can take them for HTML.
 */
export function escapeMarkdown(words: string, lineStart = true): string {
  const from = lineStart ? words.trimStart() : words;
  return from.replace(/\S+/g, (word, at: number) => escapeWord(word, lineStart && at === 0));
}

function escapeWord(word: string, lineStart: boolean): string {
  const inline = word
    .replace(/&(?=#|[a-z][a-z0-9]*;)/gi, "&amp;")
    .replace(/[\\`*[\]~$^|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|!(?=\[)/gu, "\\$&")
    .replace(/^#/, "\\#")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
  const start = lineStart
    ? inline.replace(/^[-+=:%]/, "\\$&").replace(/^(\d{1,9})([.)])$/, "$1\\$2")
    : inline;
  // An editor that links bare addresses would take the backslashes into the address.
  return start === word ? word : start.replaceAll("://", "\\://");
}
