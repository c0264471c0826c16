import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanLine } from "./clean-text";
import { hostileText, inTurn } from "./hostile-text.fixture";
import { toHtml } from "./html";
import { sampleSynthesis } from "./sample-synthesis.fixture";

const entities: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};
const tag =
  /<\/?(?:html|head|body|main|meta|title|link|h[1-6]|p|ul|ol|li|table|thead|tbody|tr|th|td|div|figure|figcaption|blockquote|strong|em|code|pre|a|sup|br|hr)(?: [a-z-]+="[^"<>]*")*>/g;

function body(html: string): string {
  return html.replace("<!doctype html>", "").replace(/<style>[\s\S]*?<\/style>/, "");
}

/** What a reader sees, after every tag that we write has been taken away. */
function words(html: string): string {
  return body(html)
    .replace(tag, "\u0001")
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? "");
}

describe("toHtml", () => {
  const meta = { url: "https://example.org/s/sample", version: 2, date: "2026-01-21" };
  const html = toHtml(sampleSynthesis(), meta);

  it("is one file that loads nothing", () => {
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<(?:script|img|iframe|object)|\bsrc=|@import|url\(/);
    expect(html).toContain('<link rel="canonical" href="https://example.org/s/sample">');
    expect(html).toContain('<meta name="citation_publication_date" content="2026/01/21">');
  });

  it("keeps a demonstration out of search engines and says what it is", () => {
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).toContain("the respondents are fictional");
    const sample = sampleSynthesis();
    const real = toHtml({ ...sample, survey: { ...sample.survey, fictional: false } });
    expect(real).not.toContain("noindex");
    expect(real).not.toContain("fictional");
  });

  it("links each note to its sentence and back", () => {
    const references = [...html.matchAll(/href="#note-(\d+)"/g)].map(([, number]) => number);
    const notes = [...html.matchAll(/<li id="note-(\d+)"/g)].map(([, number]) => number);
    expect(references).toEqual(notes);
    expect(notes.length).toBeGreaterThan(2);
  });

  it("lets no hostile text become markup", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 7 }), (texts) => {
        const written = sampleSynthesis(inTurn(texts));
        const page = toHtml(written);
        expect(body(page).replace(tag, "")).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
        expect(page).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/);
        expect(page.isWellFormed()).toBe(true);
        expect(page).not.toMatch(/href="(?!https?:|mailto:|#)/);
        const seen = words(page).split("\u0001").map(cleanLine);
        for (const { question } of written.sections) {
          expect(seen).toContain(cleanLine(question.prompt));
        }
      }),
      { numRuns: 200 },
    );
  });
});
