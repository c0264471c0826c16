import { expect, it } from "vitest";
import { toDocument } from "./document";
import { toRichText } from "./rich-text";
import { sampleSynthesis } from "./sample-synthesis.fixture";

it("holds headings, tables, quotes and notes that lead there and back, and nothing that a paste would lose", () => {
  const synthesis = sampleSynthesis();
  const html = toRichText(synthesis, { version: 2 });
  const { blocks, notes } = toDocument(synthesis, { version: 2 });
  const count = (pattern: RegExp) => html.match(pattern)?.length ?? 0;
  const of = (type: string) => blocks.filter((block) => block.type === type).length;
  expect(count(/<h[2-6]/g)).toBe(of("heading"));
  expect(count(/<table>/g)).toBe(of("table"));
  expect(count(/<blockquote>/g)).toBe(of("quote"));
  for (let number = 1; number <= notes.length; number += 1) {
    expect(html).toContain(`<a href="#ftnt${number}" id="ftnt_ref${number}">`);
    expect(html).toContain(`<a href="#ftnt_ref${number}" id="ftnt${number}">`);
  }
  expect(notes.length).toBeGreaterThan(2);
  expect(html).not.toMatch(/<(?:figure|figcaption|div|script)| class=/);
});
