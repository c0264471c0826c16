import { inflateSync } from "node:zlib";

type Font = { readonly letters: ReadonlyMap<number, string>; readonly digits: number };

/** The objects of a PDF by their numbers: what they say, and what their stream holds where it is compressed text. */
function objectsOf(pdf: Buffer): ReadonlyMap<string, { head: string; stream: string }> {
  const text = pdf.toString("latin1");
  const found = new Map<string, { head: string; stream: string }>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\b/g)) {
    const from = match.index + match[0].length;
    const end = text.indexOf("endobj", from);
    const begin = text.indexOf("stream", from);
    const hasStream = begin !== -1 && begin < end;
    const head = text.slice(from, hasStream ? begin : end);
    let stream = "";
    if (hasStream && head.includes("/FlateDecode")) {
      const at = begin + (text[begin + 6] === "\r" ? 8 : 7);
      const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? end - at);
      stream = inflateSync(pdf.subarray(at, at + length)).toString("latin1");
    }
    found.set(match[1] ?? "", { head, stream });
  }
  return found;
}

const hex = (digits = "") => Number.parseInt(digits, 16);
const letters = (digits = "") =>
  String.fromCharCode(...(digits.match(/.{4}/g) ?? []).map((unit) => hex(unit)));

/** What the glyphs of a font stand for, from its map to Unicode. */
function fontOf(map: string): Font {
  const found = new Map<number, string>();
  for (const [, block = ""] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, to] of block.matchAll(/<([0-9A-F]+)>\s*<([0-9A-F]+)>/gi)) {
      found.set(hex(glyph), letters(to));
    }
  }
  for (const [, block = ""] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first, last, to] of block.matchAll(
      /<([0-9A-F]+)>\s*<([0-9A-F]+)>\s*<([0-9A-F]{4})>/gi,
    )) {
      for (let glyph = hex(first); glyph <= hex(last); glyph += 1) {
        found.set(glyph, String.fromCharCode(hex(to) + glyph - hex(first)));
      }
    }
  }
  const code = /begincodespacerange\s*<([0-9A-F]+)>/i.exec(map)?.[1] ?? "0000";
  return { letters: found, digits: code.length };
}

/** The letters of a PDF as Chromium prints it, without spaces, which stand inside words too where the type is set so. */
export function lettersOfPdf(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const fonts = new Map<string, Font>();
  for (const [number, { head }] of objects) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(head)?.[1];
    // Chromium calls a font by the number of its object.
    if (map !== undefined) fonts.set(`F${number}`, fontOf(objects.get(map)?.stream ?? ""));
  }
  const said: string[] = [];
  for (const { stream } of objects.values()) {
    let font: Font | undefined;
    for (const [, name, codes = ""] of stream.matchAll(
      /\/(F\d+) [\d.]+ Tf|<([0-9A-F]+)>\s*(?=Tj|TJ|\]|-?[\d.]+\s*[<\]])/gi,
    )) {
      if (name !== undefined) font = fonts.get(name);
      else if (font !== undefined) {
        const one = new RegExp(`.{${font.digits}}`, "g");
        for (const code of codes.match(one) ?? []) said.push(font.letters.get(hex(code)) ?? "");
      }
    }
  }
  return said.join("").replace(/\s/g, "");
}
