import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentences } from "./sentences";

const split = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end));

describe("sentences", () => {
  it.each([
    ["One thing. Another thing!", ["One thing.", "Another thing!"]],
    [
      "Dr. Smith agrees, e.g. on costs. We do not.",
      ["Dr. Smith agrees, e.g. on costs.", "We do not."],
    ],
    ["It rose by 3.5 percent. Then it fell.", ["It rose by 3.5 percent.", "Then it fell."]],
    [
      "See https://example.org/a.b?c=1. It helps.",
      ["See https://example.org/a.b?c=1.", "It helps."],
    ],
    [
      "As shown (Smith et al. 2020. See p. 3) it works. Good.",
      ["As shown (Smith et al. 2020. See p. 3) it works.", "Good."],
    ],
    [
      "He wrote “Stop. Now.” and left. We stayed.",
      ["He wrote “Stop. Now.” and left.", "We stayed."],
    ],
    ["That holds.[3][4] This too.", ["That holds.[3][4]", "This too."]],
    ["- First item\n- Second item", ["First item", "Second item"]],
    ["1. First item\n2. Second item", ["First item", "Second item"]],
    ["A wrapped\nline goes on. End.", ["A wrapped\nline goes on.", "End."]],
    ["Really?! Yes... maybe so.", ["Really?!", "Yes... maybe so."]],
    [
      "Das gilt z.B. am 3. Oktober. Danach nicht.",
      ["Das gilt z.B. am 3. Oktober.", "Danach nicht."],
    ],
    ["これは文です。次の文です。", ["これは文です。", "次の文です。"]],
    ["これは「はい。いいえ。」です。次。", ["これは「はい。いいえ。」です。", "次。"]],
    [
      "Das gilt, z. B. bei den Kosten, d. h. selten. Nr. 5 fehlt.",
      ["Das gilt, z. B. bei den Kosten, d. h. selten.", "Nr. 5 fehlt."],
    ],
    [
      "It follows Smith et al. (2020). The U.S. Treasury agreed. It left the U.S. We stayed.",
      [
        "It follows Smith et al. (2020).",
        "The U.S. Treasury agreed.",
        "It left the U.S.",
        "We stayed.",
      ],
    ],
    ["J. K. Smith agrees. So do we.", ["J. K. Smith agrees.", "So do we."]],
    [
      'She wrote "Stop. Now." and left. "It is done." We agreed.',
      ['She wrote "Stop. Now." and left.', '"It is done."', "We agreed."],
    ],
    [
      "C’est vrai, p. ex. ici. « Oui. Non. » dit-il. Vraiment ?",
      ["C’est vrai, p. ex. ici.", "« Oui. Non. » dit-il.", "Vraiment ?"],
    ],
    ["¿Por qué no? El Sr. Pérez lo dijo. Fin.", ["¿Por qué no?", "El Sr. Pérez lo dijo.", "Fin."]],
    ["Т.е. это так. Да.", ["Т.е. это так.", "Да."]],
    ["هل هذا ممكن؟ نعم.", ["هل هذا ممكن؟", "نعم."]],
    ["A) first thing\nB) second thing", ["first thing", "second thing"]],
    ["No space here.Next one follows.", ["No space here.", "Next one follows."]],
  ])("splits %j", (text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it("gives ordered, trimmed slices that lose nothing but space and list marks", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        let last = 0;
        for (const { start, end } of sentences(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });

  it("cuts on grapheme boundaries only", () => {
    const alphabet = fc.constantFrom(
      "a",
      "B",
      ".",
      "! ",
      " ",
      "\r\n",
      "\n",
      "e\u0301",
      "\u0301",
      "👩‍👩‍👧",
      "🇩🇪",
      "。",
      "\u200d",
      "“",
      "”",
      "ع",
      "- ",
      "1.",
    );
    const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const edges = new Set(
          [...segmenter.segment(text)].map(({ index }) => index).concat(text.length),
        );
        for (const { start, end } of sentences(text)) {
          expect(edges.has(start) && edges.has(end)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  /** The least of three times of this process on the processor, in milliseconds: what other processes take does not count. */
  const leastTime = (text: string): number =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const from = process.cpuUsage();
        sentences(text);
        const { user, system } = process.cpuUsage(from);
        return (user + system) / 1000;
      }),
    );

  it.each([
    ["one word", "", "a", 100_000],
    ["full stops", "", ".", 100_000],
    ["open brackets", "", "(", 100_000],
    ["straight quotations", "", ' "a. ', 30_000],
    ["open quotations", "", "“a. ", 30_000],
    ["blank lines", "", "\n ", 50_000],
    ["spaces", "", " ", 100_000],
    ["joined emoji", "", "👩‍", 30_000],
    ["combining marks", "a.", "\u0301", 100_000],
  ])("takes time in proportion to a text of nothing but %s", (_, start, piece, count) => {
    const short = leastTime(start + piece.repeat(count / 8));
    // Eight times the text: eight times the time where each character costs the same, 64 times where each costs all.
    expect(leastTime(start + piece.repeat(count)) / Math.max(short, 1)).toBeLessThan(32);
  });
});
