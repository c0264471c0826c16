import MarkdownIt, { type Token } from "markdown-it";
import type { Block, Inline } from "./blocks";
import { cleanText, webAddress } from "./clean-text";

// The same settings as on the page: no HTML, no pictures from elsewhere.
const markdown = new MarkdownIt({ html: false, linkify: true }).disable(["image"]);

/** The author's light Markdown as blocks, so that every format writes it in its own marks. */
export function parseOpening(source: string): Block[] {
  return readBlocks(markdown.parse(cleanText(source), {}));
}

function readBlocks(tokens: readonly Token[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (!token) break;
    const end = token.nesting === 1 ? closing(tokens, at) : at;
    const block = readBlock(token, tokens.slice(at + 1, end));
    if (block) blocks.push(block);
    at = end + 1;
  }
  return blocks;
}

/** Where the token that opens at `from` is closed. */
function closing(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at += 1) {
    depth += tokens[at]?.nesting ?? 0;
    if (depth === 0) return at;
  }
  return tokens.length;
}

function readBlock(token: Token, inside: readonly Token[]): Block | null {
  switch (token.type) {
    case "paragraph_open":
      return { type: "paragraph", children: readLine(inside) };
    case "heading_open":
      // The page has its own first two levels.
      return {
        type: "heading",
        level: Math.min(6, Number(token.tag.slice(1)) + 2),
        children: readLine(inside),
      };
    case "bullet_list_open":
      return { type: "list", start: null, items: parts(inside).map(({ own }) => readBlocks(own)) };
    case "ordered_list_open":
      return {
        type: "list",
        start: Number(token.attrGet("start") ?? 1),
        items: parts(inside).map(({ own }) => readBlocks(own)),
      };
    case "blockquote_open":
      return { type: "quote", blocks: readBlocks(inside), attribution: [] };
    case "table_open":
      return readTable(inside);
    case "fence":
    case "code_block":
      return { type: "code", text: token.content };
    case "hr":
      return { type: "rule" };
    default:
      return null;
  }
}

/** The tokens inside each element of a sequence. */
function parts(tokens: readonly Token[]): { open: Token; own: readonly Token[] }[] {
  const found: { open: Token; own: readonly Token[] }[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const open = tokens[at];
    if (open?.nesting !== 1) continue;
    const end = closing(tokens, at);
    found.push({ open, own: tokens.slice(at + 1, end) });
    at = end;
  }
  return found;
}

function readTable(tokens: readonly Token[]): Block {
  const rows = parts(tokens).flatMap(({ own }) => parts(own).map((row) => parts(row.own)));
  const [head = [], ...body] = rows.map((row) => row.map(({ own }) => readLine(own)));
  return { type: "table", head, rows: body, figures: [] };
}

function readLine(tokens: readonly Token[]): Inline[] {
  return tokens.flatMap((token) => (token.type === "inline" ? readRuns(token.children ?? []) : []));
}

function readRuns(tokens: readonly Token[]): Inline[] {
  const runs: Inline[] = [];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (!token) break;
    const end = token.nesting === 1 ? closing(tokens, at) : at;
    runs.push(...readRun(token, tokens.slice(at + 1, end)));
    at = end + 1;
  }
  return runs;
}

function readRun(token: Token, inside: readonly Token[]): Inline[] {
  switch (token.type) {
    case "text":
    case "text_special":
      return token.content ? [{ type: "text", text: token.content }] : [];
    case "code_inline":
      return [{ type: "code", text: token.content }];
    case "softbreak":
      return [{ type: "text", text: " " }];
    case "hardbreak":
      return [{ type: "break" }];
    case "em_open":
      return [{ type: "emphasis", children: readRuns(inside) }];
    case "strong_open":
      return [{ type: "strong", children: readRuns(inside) }];
    case "link_open": {
      const href = webAddress(String(token.attrGet("href") ?? ""));
      const children = readRuns(inside);
      return href ? [{ type: "link", href, children }] : children;
    }
    default:
      return token.nesting === 1 ? readRuns(inside) : [];
  }
}
