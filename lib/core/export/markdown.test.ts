import fc from "fast-check";
import MarkdownIt, { type Token } from "markdown-it";
import { describe, expect, it } from "vitest";
import type { Synthesis } from "../synthesis/synthesis-schema";
import { cleanLine, cleanText, paragraphsOf } from "./clean-text";
import { hostileText, inTurn } from "./hostile-text.fixture";
import { escapeMarkdown, toMarkdown } from "./markdown";
import { sampleSynthesis } from "./sample-synthesis.fixture";

const editors = [
  new MarkdownIt({ html: false }),
  new MarkdownIt({ html: false, linkify: true, breaks: true }),
];

type Parsed = {
  headings: string[];
  cells: string[];
  quotes: string[][];
  html: number;
  code: number;
};

/** Text of one line as a reader sees it; notes are left out. */
function visible(token: Token | undefined): string {
  return (token?.children ?? [])
    .map((child) => {
      if (child.type === "softbreak") return "\n";
      if (child.type === "hardbreak") return "\n";
      return child.type === "text" || child.type === "code_inline" ? child.content : "";
    })
    .join("");
}

function parse(source: string, editor: (typeof editors)[number]): Parsed {
  const found: Parsed = { headings: [], cells: [], quotes: [], html: 0, code: 0 };
  const tokens = editor.parse(source, {});
  let quote: string[] | null = null;
  tokens.forEach((token, at) => {
    const line = visible(tokens[at + 1]);
    if (token.type === "heading_open") found.headings.push(line);
    if (token.type === "th_open" || token.type === "td_open") found.cells.push(line);
    if (token.type === "blockquote_open") quote = [];
    if (token.type === "paragraph_open" && quote) quote.push(line);
    if (token.type === "blockquote_close" && quote) {
      found.quotes.push(quote);
      quote = null;
    }
    if (token.type === "html_block") found.html += 1;
    if (token.type === "fence" || token.type === "code_block") found.code += 1;
    found.html += (token.children ?? []).filter(({ type }) => type === "html_inline").length;
  });
  return found;
}

function headingsOf({ survey, sections, answers }: Synthesis): string[] {
  const named = answers.some(
    ({ attribution, shownAs }) => attribution === "named" && cleanLine(shownAs) !== "",
  );
  return [
    survey.title,
    "Questions addressed",
    ...sections.flatMap(({ question, themes, dissent }) => [
      question.prompt,
      ...themes.map(({ title }) => title),
      ...(dissent ? ["Dissent"] : []),
    ]),
    ...(named ? ["Who answered"] : []),
    "Methods",
  ]
    .map(cleanLine)
    .filter((heading) => heading !== "");
}

function quotesOf({ sections }: Synthesis): string[][] {
  return sections
    .flatMap(({ themes, dissent }) => [
      ...themes.flatMap(({ quotes }) => quotes),
      ...(dissent?.quote ? [dissent.quote] : []),
    ])
    .map(({ text }) =>
      text === ""
        ? ["Withdrawn by the respondent."]
        : paragraphsOf(text).map((lines) => lines.join("\n")),
    );
}

/** Escaped and coded characters taken away, what is left is active. */
function active(source: string): string {
  return source.replace(/\\[\s\S]/g, "");
}

describe("toMarkdown", () => {
  const meta = {
    url: "https://example.org/s/sample",
    version: 2,
    date: "2026-01-21",
    sha256: "f".repeat(64),
  };
  const source = toMarkdown(sampleSynthesis(), meta);

  it("says what the page says, in its order", () => {
    expect(source).toMatch(/^# Should the field do this\?\n\n\*\*This is a demonstration: /);
    expect(source).toContain(
      "[Demo author](https://example.org/author) · 21 January 2026 · Version 2",
    );
    expect(source).toContain("2. Will it have a strong influence? - *Experts disagree* (6 to 4)");
    expect(source).toContain(
      "12 of 20 invited experts answered (60\u00A0%); 1 of them in part; 2 declined; 3 January 2026 to 20 January 2026.",
    );
    expect(source).toContain("- One reason\n- Another");
    expect(source).toContain(
      "> Independent review is what keeps a case honest.\n>\n> — Respondent A, Assurance engineer, Probably, confidence 7 of 10",
    );
    expect(source).toContain(`SHA-256 of this version: ${"f".repeat(64)}`);
    expect(source.indexOf("## Methods")).toBeGreaterThan(source.indexOf("## What else?"));
  });

  it("keeps findings and methods line within the first 3,000 characters", () => {
    const sample = sampleSynthesis();
    const long = toMarkdown({
      ...sample,
      survey: { ...sample.survey, introduction: "A word and another. ".repeat(400) },
    });
    expect(long.indexOf("12 of 20 invited")).toBeLessThan(3000);
    expect(long.indexOf("12 of 20 invited")).toBeGreaterThan(0);
  });

  it("gives each sourced sentence a note in plain words", () => {
    expect(source).toContain("say yes.[^2] The others doubt it.[^3]");
    expect(source).toContain(
      "[^1]: Rests on people who answered 12; question 2, finding “Experts disagree” (6 to 4)",
    );
    expect(source).toContain(
      "[^2]: Rests on “Probably or Definitely”, 95\u00A0% interval 25\u00A0% to 75\u00A0%; Respondent A: “Independent review is what keeps a case honest.”",
    );
    expect(source).toContain(
      "[^3]: Written by the author, resting on a researcher at a laboratory",
    );
  });

  it("parses back to the same headings, tables and quotes", () => {
    const { headings, cells, quotes, html } = parse(source, new MarkdownIt({ html: false }));
    expect(headings).toEqual(headingsOf(sampleSynthesis()));
    expect(cells.slice(0, 9)).toEqual([
      "Work",
      "Institutions",
      "Named by",
      "An example | of a case",
      "Somewhere & Co",
      "3",
      "A handbook",
      "",
      "1",
    ]);
    expect(quotes.map((quote) => quote[0])).toEqual([
      "Independent review is what keeps a case honest.",
      "Nobody reads them.",
    ]);
    expect(html).toBe(0);
  });

  it("escapes no more than it must", () => {
    expect(escapeMarkdown("R & D (2019): 5% < 10%, snake_case, well-known! #1 — “so”")).toBe(
      "R & D (2019): 5% &lt; 10%, snake_case, well-known! \\#1 — “so”",
    );
    expect(escapeMarkdown("https://example.org/a_b?c=1&d=2")).toBe(
      "https://example.org/a_b?c=1&d=2",
    );
  });

  it("sets what a model worded between its marks", () => {
    const sample = sampleSynthesis();
    const worded = toMarkdown({
      ...sample,
      methods: { ...sample.methods, textBy: 'local "model" 3' },
      overview: [{ text: "Worded.", by: "model", sources: [{ statistic: "methods.answered" }] }],
    });
    expect(worded).toContain(
      '%%% llm-output model="local model 3"\n\nWorded.[^1]\n\n%%% /llm-output',
    );
  });

  it("shows no words that may not be quoted, and says where a quote was withdrawn", () => {
    const sample = sampleSynthesis();
    expect(source).not.toContain("would not have printed");
    const withdrawn = toMarkdown({
      ...sample,
      sections: sample.sections.map((section) => ({
        ...section,
        themes: section.themes.map((theme) => ({
          ...theme,
          quotes: theme.quotes.map((quote) => ({ ...quote, text: "" })),
        })),
      })) as Synthesis["sections"],
    });
    expect(withdrawn).toContain("> *Withdrawn by the respondent.*");
  });

  it("keeps every hostile text as text", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 7 }), (texts) => {
        const write = inTurn(texts);
        const written = sampleSynthesis(write);
        const synthesis = { ...written, survey: { ...written.survey, introduction: "" } };
        const markdown = toMarkdown(synthesis);
        expect(markdown).not.toMatch(/[<>](?<!^>)(?<!^> )/m);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
        expect(markdown).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029]/);
        expect(markdown.isWellFormed()).toBe(true);
        expect(active(markdown)).not.toMatch(/[~$`]/);
        const references = [...active(markdown).matchAll(/\[\^(\d+)\](?!:)/g)].map(([, n]) => n);
        const definitions = [...active(markdown).matchAll(/^\[\^(\d+)\]: /gm)].map(([, n]) => n);
        expect(references).toEqual(definitions);
        for (const editor of editors) {
          const { headings, quotes, html, code } = parse(markdown, editor);
          expect(headings).toEqual(headingsOf(synthesis));
          expect(quotes.map((quote) => quote.slice(0, -1))).toEqual(quotesOf(synthesis));
          expect({ html, code }).toEqual({ html: 0, code: 0 });
        }
        const { cells } = parse(markdown, new MarkdownIt({ html: false }));
        const [works] = synthesis.sections;
        for (const work of works?.works ?? []) {
          expect(cells).toContain(cleanLine(work.title || work.id));
          for (const column of works?.question.columns?.slice(1) ?? []) {
            const detail = Object.hasOwn(work.details, column) ? work.details[column] : "";
            expect(cells).toContain(cleanLine(detail ?? ""));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("keeps a hostile opening within its bounds", () => {
    const reader = new MarkdownIt({ html: false }).disable(["image"]);
    const page = new MarkdownIt({ html: false, linkify: true }).disable(["image"]);
    const letters = (source: string, by: typeof reader) =>
      parseText(by.parse(source, {})).replace(/[^\p{L}\p{N}]/gu, "");
    fc.assert(
      fc.property(hostileText, (introduction) => {
        const sample = sampleSynthesis();
        const markdown = toMarkdown({ ...sample, survey: { ...sample.survey, introduction } });
        const start = markdown.indexOf("\n\n", markdown.indexOf("By [Demo")) + 2;
        const opening = markdown.slice(start, markdown.indexOf("## Questions addressed"));
        expect(opening).not.toMatch(/<|[~$`](?<!\\[~$`])/);
        expect(letters(opening, reader)).toBe(letters(cleanText(introduction), page));
        const { headings } = parse(markdown, reader);
        expect(headings.slice(-3)).toEqual(["What else?", "Who answered", "Methods"]);
      }),
      { numRuns: 300 },
    );
  });
});

function parseText(tokens: readonly Token[]): string {
  return tokens
    .map((token) => (token.children ? parseText(token.children) : token.content))
    .join("");
}

it("says which points the author named", () => {
  const [section, ...rest] = sampleSynthesis().sections.filter(({ themes }) => themes.length > 0);
  if (section === undefined) throw new Error("the sample has points");
  const named = (titleBy: { titleBy?: "author" }) =>
    toMarkdown({
      ...sampleSynthesis(),
      sections: [
        { ...section, themes: section.themes.map((theme) => ({ ...theme, ...titleBy })) },
        ...rest,
      ] as Synthesis["sections"],
    });
  expect(named({})).not.toContain("Named by the author.");
  expect(named({ titleBy: "author" })).toContain("Named by the author.");
});
