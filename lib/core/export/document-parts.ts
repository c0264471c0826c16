import type { SynthesisAnswer } from "../synthesis/synthesis-schema";
import { type Block, type Inline, text } from "./blocks";
import { cleanLine, webAddress } from "./clean-text";

// The pieces that a document is laid out of.

export function banner(words: string): Block {
  return { type: "banner", text: words };
}

export function heading(level: number, words: string, id?: string): Block {
  return { type: "heading", level, children: [text(words)], ...(id ? { id } : {}) };
}

export function paragraph(children: readonly Inline[], role?: "finding" | "aside"): Block {
  return { type: "paragraph", children, ...(role ? { role } : {}) };
}

export function emphasis(words: string): Inline {
  return { type: "emphasis", children: [text(words)] };
}

export function linked(words: string, url: string | null | undefined): Inline {
  const href = webAddress(url);
  return href && cleanLine(words) !== ""
    ? { type: "link", href, children: [text(words)] }
    : text(words);
}

export function joined(parts: readonly (readonly Inline[])[], separator: string): Inline[] {
  return parts.flatMap((part, index) => (index > 0 ? [text(separator), ...part] : part));
}

export function who(answer: SynthesisAnswer | undefined): string {
  return cleanLine(answer?.shownAs ?? "") || "a respondent";
}

export function table(
  head: readonly string[],
  rows: readonly (readonly (string | Inline)[])[],
  figures: readonly number[],
): Block {
  return {
    type: "table",
    head: head.map((words) => [text(words)]),
    rows: rows.map((row) => row.map((cell) => [typeof cell === "string" ? text(cell) : cell])),
    figures,
  };
}
