// Texts that somebody might send to break a page, a spreadsheet, a parser or a clock; mixed with plain sentences, so that
// they get as far as themes and quotes.

const pieces: readonly string[] = [
  // Markup and script
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "</p></main><h1>Taken over</h1>",
  "<!-- <style>*{display:none}</style>",
  "]]>&lt;b&gt;&#60;&amp;",
  // Markdown
  "# A heading\n\n> A quote\n\n- a list\n\n---",
  "| a | b |\n| --- | --- |\n| 1 | 2 |",
  "[a link](javascript:alert(1)) ![an image](https://example.org/x.png) [^1]",
  "[^1]: A stolen note\n[a]: https://example.org",
  "```\ncode\n```\n    indented\n~~~ $x^2$ ~~gone~~",
  '%%% llm-output model="x"',
  // Spreadsheets
  '=HYPERLINK("https://example.org","x")',
  "+1+1\n-2+3\n@SUM(A1:A9)",
  "\t=1+1\r=2+2",
  '"quoted", "cells"; and;semicolons,,,',
  // BibTeX
  "@misc{x, title = {y}} \\textbf{ % # & ~ ^ _ { }",
  // Control characters, directions, odd ends of lines
  "\u0000\u0007\u001b[31m\u007f\u0085\u2028\u2029\u000b",
  "\u202eturned round and never back\u2066\u2067",
  "\ud800 alone \udfff and \ufeff\ufffe\u200b\u00ad",
  // Scripts and clusters
  "שלום עולם، مرحبا بالعالم.",
  "安全案例应该由独立的评审者来评估。我们需要更多的证据。",
  "👩‍👩‍👧‍👦🏳️‍🌈👍🏽 e\u0301\u0302\u0303 นี่คือข้อความ",
  "Das gehört u. a. vorher geprüft, z. B. durch Dritte; ça coûte cher, ¿no?",
  // Names that objects have
  "__proto__ constructor toString hasOwnProperty",
  // Works
  "https://arxiv.org/abs/2505.18003v2 and doi:10.1234/ab(c)<d>;e%zz, https://example.org/%E0%A4%A",
];

const plain: readonly string[] = [
  "Independent review by people who know the system is what makes a case worth reading.",
  "Review by independent experts costs time that most developers do not have today.",
  "The evidence behind most evaluations is too thin to carry a claim about catastrophic risk.",
  "Without better evaluations no claim about risk can be more than an opinion.",
  "Regulators lack the people to read what they ask developers to write.",
  "However, this depends on who writes it, e.g. a team that is paid by results (see Smith et al. 2024).",
  "Ask again in two years.",
  "No.",
];

/** What makes a careless pattern or a careless loop slow. */
const slow: readonly ((length: number) => string)[] = [
  (length) => "a".repeat(length),
  (length) => `${"a".repeat(length)}!`,
  (length) => "(".repeat(length),
  (length) => "“".repeat(length),
  (length) => "[".repeat(length),
  (length) => "a.".repeat(length / 2),
  (length) => ". ".repeat(length / 2),
  (length) => "?!".repeat(length / 2),
  (length) => "a-".repeat(length / 2),
  (length) => "\n ".repeat(length / 2),
  (length) => "- \n".repeat(length / 3),
  (length) => " ".repeat(length),
  (length) => `e${"\u0301".repeat(length)}`,
  (length) => "👩‍".repeat(length / 3),
  (length) => "https://".repeat(length / 8),
  (length) => "10.1234/".repeat(length / 8),
  (length) => "{}\\".repeat(length / 3),
  (length) => "**_`".repeat(length / 4),
  (length) => "中".repeat(length),
  (length) => "1.1 ".repeat(length / 4),
  (length) => `[${"{".repeat(length)}`,
  (length) => "Aa. ".repeat(length / 4),
];

/** Just below what the door takes, with room for a word before it. */
const longest = 99_900;

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)];
}

/** One text: mostly pieces and sentences, sometimes characters at random, seldom something long. */
export function hostileText(random: () => number): string {
  const kind = random();
  if (kind < 0.02) {
    // One in ten of these at full length; the others long enough to tell a square from a line.
    const length = random() < 0.1 ? longest : 4_000;
    return (pick(slow, random)?.(length) ?? "").slice(0, longest);
  }
  const parts = Array.from({ length: 1 + Math.floor(random() * 6) }, () => {
    const part = random();
    if (part < 0.45) return pick(plain, random) ?? "";
    if (part < 0.85) return pick(pieces, random) ?? "";
    return Array.from({ length: Math.floor(random() * 30) }, () =>
      String.fromCharCode(Math.floor(random() * (random() < 0.7 ? 0x180 : 0x10000))),
    ).join("");
  });
  return parts.join(pick([" ", "\n", "\n\n", ""], random));
}
