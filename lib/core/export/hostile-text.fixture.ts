import fc from "fast-check";

const nasty = [
  "<script>alert(1)</script>",
  "<br>",
  "<!-- x",
  "]]>",
  "&lt;b&gt; &amp; &#60;",
  "**bold** _under_ __init__ a_b_c `code`",
  "``` ~~~ ~~gone~~ H~2~O",
  "$x^2$ $$y$$",
  "[link](javascript:alert(1)) [^1] ![i](https://e.org/x.png)",
  "[^1]: stolen note",
  "[a]: https://e.org",
  "| a | b |\n| --- | --- |",
  "# heading #",
  "> quote",
  "- item\n+ item\n* item",
  "1. item 2) item",
  "---",
  "===",
  "***",
  "%%% llm-output",
  ":::",
  "    code",
  "\tcode",
  "a\\",
  "\\| \\\\",
  "wow!",
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  '"quoted", "cells"',
  "a;b,c",
  "line\r\nline\n\n\nline\u2028line\u0085line",
  "\u0000\u0007\u001b[31m\u007f\u0090",
  "\u202Eturned round",
  "\u2067שלום\u2066",
  "مرحبا",
  "👩‍👩‍👧‍👦 é e\u0301",
  "\ud800 \udc00",
  "\uFEFF\u00A0\u200B\uFFFE",
  "{unbalanced } \\textbf{ % # & ~ ^ _ @misc{x,",
  "https://example.org/~user/a_b_(c)?x=1&y=2#$z https://e.org/*",
  "__proto__",
  "Smith, A. and B",
];

/** Words that somebody might put in to break out of a format. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...nasty) },
      fc.string({ unit: "binary", maxLength: 12 }),
      fc.string({ maxLength: 12 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .chain((parts) => fc.constantFrom("", " ", "\n").map((between) => parts.join(between)));

/** Gives one of the texts for each place in turn. */
export function inTurn(texts: readonly string[]): () => string {
  let at = -1;
  return () => {
    at += 1;
    return texts[at % texts.length] ?? "";
  };
}
