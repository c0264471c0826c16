import { expect, it } from "vitest";
import { fillSlots, slot } from "./mail-template";

it("fills texts in, escaped, in elements and attributes", () => {
  const html = `<a href="${slot(1)}">${slot(0)}</a>`;
  expect(fillSlots(html, [`<b>"A" & 'B'</b>`, `http://x/?a=1&b="`])).toBe(
    `<a href="http://x/?a=1&amp;b=&quot;">&lt;b&gt;&quot;A&quot; &amp; &#x27;B&#x27;&lt;/b&gt;</a>`,
  );
});

it("takes a text that looks like a slot for a text", () => {
  expect(fillSlots(`${slot(0)}|${slot(1)}`, [slot(1), "$& $1"])).toBe(`${slot(1)}|$&amp; $1`);
});
