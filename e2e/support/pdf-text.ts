import { inflateSync } from "node:zlib";

/** The streams of a PDF that are compressed as browsers print them. */
function streamsOf(pdf: Buffer): string[] {
  const text = pdf.toString("latin1");
  return [...text.matchAll(/stream\r?\n/g)].flatMap((match) => {
    const from = match.index + match[0].length;
    const to = text.indexOf("endstream", from);
    try {
      return [inflateSync(pdf.subarray(from, to)).toString("latin1")];
    } catch {
      // A picture, or the word "endstream" itself.
      return [];
    }
  });
}

/** What the glyphs of a font stand for. */
function lettersOf(map: string): ReadonlyMap<number, string> {
  const letters = new Map<number, string>();
  const hex = (digits = "") => Number.parseInt(digits, 16);
  const word = (digits = "") =>
    String.fromCharCode(...(digits.match(/.{4}/g) ?? []).map((unit) => hex(unit)));
  for (const [, block = ""] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, to] of block.matchAll(/<([0-9A-F]{4})>\s*<([0-9A-F]+)>/gi)) {
      letters.set(hex(glyph), word(to));
    }
  }
  for (const [, block = ""] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    const ranges = block.matchAll(/<([0-9A-F]{4})>\s*<([0-9A-F]{4})>\s*<([0-9A-F]{4})>/gi);
    for (const [, first, last, to] of ranges) {
      for (let glyph = hex(first); glyph <= hex(last); glyph += 1) {
        letters.set(glyph, String.fromCharCode(hex(to) + glyph - hex(first)));
      }
    }
  }
  return letters;
}

/**
 * The letters of a PDF as Chromium prints it, without spaces, which stand inside words too where the type is set so: every
 * text read with every font of the file, one line a font. Read with another font than its own a text is noise.
 */
export function lettersOfPdf(pdf: Buffer): string {
  const streams = streamsOf(pdf);
  const fonts = streams.filter((stream) => stream.includes("begincmap")).map(lettersOf);
  const texts = streams.flatMap((stream) =>
    [...stream.matchAll(/<([0-9A-F]+)>\s*(?=-?[\d.]*\s*(?:<|\]|Tj))/gi)].map(([, hex = ""]) => hex),
  );
  return fonts
    .map((letters) =>
      texts
        .map((hex) =>
          (hex.match(/.{4}/g) ?? [])
            .map((glyph) => letters.get(Number.parseInt(glyph, 16)) ?? "")
            .join(""),
        )
        .join("")
        .replace(/\s/g, ""),
    )
    .join("\n");
}
