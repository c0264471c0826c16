import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { texText, toBibtex } from "./bibtex";
import { cleanLine } from "./clean-text";
import { hostileText, inTurn } from "./hostile-text.fixture";
import { sampleSynthesis } from "./sample-synthesis.fixture";

type Entry = { key: string; fields: Map<string, string> };

/** Reads entries the way BibTeX does: a field ends where its braces balance. */
function read(bibtex: string): Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  const expectNext = (pattern: RegExp): string => {
    const match = pattern.exec(bibtex.slice(at));
    if (match?.index !== 0) throw new Error(`not BibTeX: ${bibtex.slice(at, at + 60)}`);
    at += match[0].length;
    return match[1] ?? "";
  };
  while (at < bibtex.length) {
    const entry: Entry = { key: expectNext(/^@misc\{([a-z0-9-]+),\n/), fields: new Map() };
    while (bibtex[at] !== "}") {
      const name = expectNext(/^ {2}(\w+) = /);
      const from = at;
      let depth = 0;
      do {
        if (bibtex[at] === "{") depth += 1;
        if (bibtex[at] === "}") depth -= 1;
        at += 1;
      } while (depth > 0 && at < bibtex.length);
      entry.fields.set(name, bibtex.slice(from + 1, at - 1));
      expectNext(/^(,?\n)/);
    }
    expectNext(/^(\}\n\n?)/);
    entries.push(entry);
  }
  return entries;
}

const characters: Readonly<Record<string, string>> = {
  "\\textbackslash{}": "\\",
  "\\textbraceleft{}": "{",
  "\\textbraceright{}": "}",
  "\\textasciicircum{}": "^",
  "\\textasciitilde{}": "~",
  "\\textless{}": "<",
  "\\textgreater{}": ">",
  "\\textbar{}": "|",
};
const command = /\\text[a-z]+\{\}|\\[#$%&_]/g;

function readTex(tex: string): string {
  return tex.replace(command, (found) => characters[found] ?? found.slice(1));
}

describe("toBibtex", () => {
  const entries = read(
    toBibtex(sampleSynthesis(), {
      url: "https://example.org/s/sample",
      version: 2,
      date: "2026-02-21",
    }),
  );

  it("cites the synthesis with its authors, date, address and version", () => {
    const [first] = entries;
    expect(first?.key).toBe("author-2026-should-the-field-do");
    expect(Object.fromEntries(first?.fields ?? [])).toMatchObject({
      title: "{Should the field do this?}",
      author: "Demo author",
      year: "2026",
      month: "2",
      url: "https://example.org/s/sample",
      note: expect.stringMatching(/^Version 2\. Synthesis of the answers of 12 .*fictional/),
    });
  });

  it("cites the works with their identifiers", () => {
    expect(Object.fromEntries(entries[1]?.fields ?? [])).toEqual({
      title: "{An example \\textbar{} of a case}",
      year: "2025",
      eprint: "2505.18003",
      archivePrefix: "arXiv",
      url: "https://arxiv.org/abs/2505.18003",
    });
    expect(entries[2]?.fields.get("doi")).toBe("10.1000/182");
  });

  it("names a work's authors one by one", () => {
    const sample = sampleSynthesis();
    const bibtex = toBibtex({
      ...sample,
      sections: sample.sections.map((section) => ({
        ...section,
        works: section.works.map((work) => ({
          ...work,
          details: { Authors: "Ada L., Bob M. et al.", Year: "June 2019" },
        })),
      })) as typeof sample.sections,
    });
    expect(bibtex).toContain("author = {Ada L. and Bob M. et al.}");
    expect(bibtex).toContain("year = {2019}");
  });

  it("escapes whatever a title holds", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 7 }), (texts) => {
        const synthesis = sampleSynthesis(inTurn(texts));
        const found = read(toBibtex(synthesis));
        expect(found).toHaveLength(3);
        expect(new Set(found.map(({ key }) => key)).size).toBe(3);
        expect(readTex(found[0]?.fields.get("title") ?? "").slice(1, -1)).toBe(
          cleanLine(synthesis.survey.title),
        );
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(hostileText, (text) => {
        const tex = texText(text);
        expect(tex.replace(command, "")).not.toMatch(/[\\{}#$%&_^~<>|\n]/);
        expect(readTex(tex)).toBe(cleanLine(text));
      }),
      { numRuns: 200 },
    );
  });
});
