import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import fc from "fast-check";
import { parseAtomFeed } from "feedsmith";
import jsonld from "jsonld";
import { describe, expect, it } from "vitest";
import { toAtom } from "./atom";
import { toBibtex } from "./bibtex";
import { cleanLine, cleanText } from "./clean-text";
import { toCslJson } from "./csl";
import { hostileText, inTurn } from "./hostile-text.fixture";
import { toJsonLd } from "./json-ld";
import { sampleSynthesis } from "./sample-synthesis.fixture";

// What others read with: their own readers have to find in our files what we put there.

const meta = { url: "https://example.org/s/sample/v/2", version: 2, date: "2026-02-21T09:00:00Z" };

describe("citation.js", () => {
  it.each([
    ["BibTeX", toBibtex(sampleSynthesis(), meta)],
    ["CSL-JSON", toCslJson(sampleSynthesis(), meta)],
  ])("reads title, author, date, address and works from %s", (_, file) => {
    const { data } = new Cite(file);
    expect(data.map(({ title }) => title)).toEqual([
      "Should the field do this?",
      "An example | of a case",
      "A handbook",
    ]);
    const [synthesis, , handbook] = data;
    expect(synthesis?.issued?.["date-parts"][0]?.slice(0, 2)).toEqual([2026, 2]);
    expect(synthesis?.URL).toBe(meta.url);
    expect(JSON.stringify(synthesis?.author)).toMatch(/Demo.*author|author.*Demo/);
    expect(handbook?.DOI).toBe("10.1000/182");
  });

  it("reads the title from CSL-JSON whatever it holds", () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 1, maxLength: 5 }), (texts) => {
        const synthesis = sampleSynthesis(inTurn(texts));
        const [item] = JSON.parse(toCslJson(synthesis, meta));
        expect(item.title).toBe(cleanLine(synthesis.survey.title));
      }),
      { numRuns: 50 },
    );
  });
});

describe("feedsmith", () => {
  const entry = (title: string, summary: string) => ({
    url: "https://example.org/s/sample/v/1",
    title,
    published: new Date("2026-02-20T09:00:00Z"),
    updated: new Date("2026-02-21T09:00:00Z"),
    authors: ["Demo author"],
    summary,
  });
  const feed = {
    url: "https://example.org/s/sample/feed",
    page: "https://example.org/s/sample",
    title: "A survey",
    updated: new Date(0),
  };

  it("reads a feed's id, links, entries and times", () => {
    const read = parseAtomFeed(
      toAtom({ ...feed, entries: [entry("Version 1", "First version.")] }),
    );
    expect(read).toMatchObject({
      id: feed.url,
      title: { value: feed.title },
      updated: "2026-02-21T09:00:00.000Z",
      entries: [
        {
          id: "https://example.org/s/sample/v/1",
          title: { value: "Version 1" },
          summary: { value: "First version." },
          authors: [{ name: "Demo author" }],
        },
      ],
    });
    expect(read.links?.map(({ rel, href }) => [rel, href])).toEqual([
      ["self", feed.url],
      ["alternate", feed.page],
    ]);
    expect(parseAtomFeed(toAtom({ ...feed, entries: [] })).updated).toBe(
      "1970-01-01T00:00:00.000Z",
    );
  });

  it("reads every title as it was written", () => {
    fc.assert(
      fc.property(hostileText, (title) => {
        const read = parseAtomFeed(toAtom({ ...feed, entries: [entry(title, "x")] }));
        expect((read.entries?.[0]?.title?.value ?? "").trim()).toBe(cleanText(title).trim());
      }),
      { numRuns: 100 },
    );
  });
});

describe("jsonld", () => {
  it("expands report and data set to schema.org's terms, with addresses where addresses belong", async () => {
    const data = toJsonLd(sampleSynthesis(), meta, {
      synthesis: "https://example.org/s/sample",
      site: "https://example.org/",
      reuse: "https://example.org/method#reuse",
    });
    const expanded: readonly Record<string, unknown>[] = await jsonld.expand(
      JSON.parse(JSON.stringify(data)),
      {
        documentLoader: async (url: string) => ({
          contextUrl: undefined,
          documentUrl: url,
          document: { "@context": { "@vocab": "https://schema.org/" } },
        }),
      },
    );
    const types = expanded.map((node) => node["@type"]);
    expect(types).toEqual([["https://schema.org/Report"], ["https://schema.org/Dataset"]]);
    for (const node of expanded) {
      expect(String(node["@id"])).toMatch(/^https:\/\/example\.org\/s\/sample#/);
      for (const term of ["name", "description", "creator", "datePublished", "license"]) {
        expect(node).toHaveProperty([`https://schema.org/${term}`]);
      }
    }
    expect(expanded[1]).toHaveProperty(["https://schema.org/distribution"]);
    expect(await jsonld.toRDF(JSON.parse(JSON.stringify(expanded)))).not.toHaveLength(0);
  });
});
