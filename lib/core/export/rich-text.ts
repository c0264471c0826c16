import type { Synthesis } from "../synthesis/synthesis-schema";
import { cleanLine } from "./clean-text";
import { toDocument } from "./document";
import type { ExportMeta } from "./export-meta";
import { escapeHtml, type NoteMark, writeBlock, writeRuns } from "./html";

// What office programs and forum editors keep of a paste: elements, no classes; notes as Google Docs writes them, which
// editors know and turn into footnotes of their own.

const reference: NoteMark = (number) =>
  `<sup><a href="#ftnt${number}" id="ftnt_ref${number}">[${number}]</a></sup>`;

/** A synthesis as rich text for the clipboard: a page of its own that can also be selected and copied by hand. */
export function toRichText(synthesis: Synthesis, meta: ExportMeta = {}): string {
  const { title, blocks, notes } = toDocument(synthesis, meta);
  const line = escapeHtml(cleanLine(title));
  const written = notes.map(
    (note, index) =>
      `<p><a href="#ftnt_ref${index + 1}" id="ftnt${index + 1}">[${index + 1}]</a> ${writeRuns(note, reference)}</p>`,
  );
  return [
    "<!doctype html>",
    `<html lang="en"><head><meta charset="utf-8"><title>${line}</title>`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'">`,
    `<meta name="robots" content="noindex"></head><body>`,
    `<h1>${line}</h1>`,
    ...blocks.map((block) => plain(writeBlock(block, reference))),
    ...(written.length > 0 ? ["<hr>", ...written] : []),
    "</body></html>",
    "",
  ].join("\n");
}

/** Without what only a page of our own style needs. Text holds no bare quotes or brackets, so only our marks match. */
function plain(html: string): string {
  return html
    .replace(/ (?:class|dir|role|tabindex|aria-label)="[^"]*"/g, "")
    .replace(/<\/?(?:figure|figcaption|div)>/g, (tag) =>
      tag === "<figcaption>" ? "<p>" : tag === "</figcaption>" ? "</p>" : "",
    );
}
