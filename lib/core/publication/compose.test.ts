import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sha256 } from "../sha256";
import { applyOverlay } from "../synthesis/overlay/apply-overlay";
import { madeOver, partsOfBlock } from "../synthesis/overlay/blocks";
import type { OverlayEdit } from "../synthesis/overlay/edit";
import { proposedQuotes } from "../synthesis/proposals";
import { composePublication } from "./compose";
import { openBase, openVersion } from "./open-version";
import { panelCells, panelRecord, publishPanel, synthesizePanel } from "./random-panel.fixture";
import { sealVersion, verifyVersion } from "./version";

const nineWords = "one two three four five six seven eight nine";
const paragraph = (text: string): OverlayEdit => ({
  kind: "paragraph",
  id: "own-1",
  place: "opening",
  text,
});
const opening: OverlayEdit = {
  kind: "text",
  block: "opening",
  text: `An opening of the author's with ${nineWords}.`,
  by: "author",
  source: madeOver(""),
};
const finding: OverlayEdit = {
  kind: "finding",
  question: "stance",
  words: "Short words",
  reason: `Because ${nineWords} and so on.`,
  source: madeOver("x"),
};

function salts() {
  let count = 0;
  return () => {
    count += 1;
    return sha256(`salt ${count}`).slice(0, 32);
  };
}

function compose(text: string, quote: boolean, overlay: OverlayEdit[]) {
  const record = panelRecord({
    person: 1,
    question: 4,
    pick: 1,
    attribution: "named",
    quote,
    self: false,
    withText: true,
  });
  const computed = synthesizePanel([{ ...record, text }]);
  return composePublication({ computed, overlay, earlier: [], drawId: (id) => `p-${id}` });
}

describe("composePublication", () => {
  it("refuses eight words in a row of an answer that may not be quoted, and seven not", () => {
    const said = "Audits, in my view, are only worth having when someone pays for them.";
    const eight = "They write: AUDITS in my view are **only** worth, having nothing.";
    const seven = "They write: audits in my view are only good, having nothing.";
    const kinds = (text: string, quote: boolean) =>
      compose(said, quote, [paragraph(text)]).notes.filter(({ blocks }) => blocks);
    expect(kinds(eight, false)).toMatchObject([{ kind: "repeated-words", block: "own/own-1" }]);
    expect(kinds(seven, false)).toEqual([]);
    expect(kinds(eight, true)).toEqual([]);
  });

  it("blocks while an edit is stale or its block is gone, and says where", () => {
    const stale: OverlayEdit = {
      kind: "text",
      block: "q/text/summary/position",
      text: "Mine.",
      by: "author",
      source: madeOver("Another sentence."),
    };
    const gone: OverlayEdit = { ...stale, block: "q/text/summary/never" };
    const { notes } = compose("Words.", true, [stale, gone]);
    expect(notes.filter(({ blocks }) => blocks)).toMatchObject([
      { kind: "stale", blocks: true, block: "q/text/summary/position" },
      { kind: "gone", blocks: true },
    ]);
  });
});

describe("quotes without approval", () => {
  it("are counted as a whole and at each place where one would stand, and block nothing", () => {
    fc.assert(
      fc.property(panelCells, (cells) => {
        const computed = synthesizePanel(cells.map(panelRecord), false);
        const drawId = (id: string) => id;
        const { notes, published } = composePublication({
          computed,
          overlay: [],
          earlier: [],
          drawId,
        });
        const waiting = notes.filter(({ kind }) => kind === "quote-approval");
        const count = proposedQuotes(computed).length;
        expect(waiting.some(({ blocks }) => blocks)).toBe(false);
        expect(waiting.filter(({ block }) => block === null)).toHaveLength(count === 0 ? 0 : 1);
        const places = waiting.filter(({ block }) => block !== null);
        if (count > 0) expect(places.length).toBeGreaterThan(0);
        const counted = places.reduce((sum, { text }) => sum + Number(/\d+$/.exec(text)?.[0]), 0);
        // A passage may stand in a theme and as dissent.
        expect(counted).toBeGreaterThanOrEqual(count);
        for (const { block } of places) {
          const parts = partsOfBlock(block ?? "");
          const question = parts !== null && "question" in parts ? parts.question : "";
          expect(published.sections.map((section) => section.question.id)).toContain(question);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("a version with the author's edits", () => {
  it("opens to what was published, keeps its hash, and gives the computed form without them", () => {
    fc.assert(
      fc.property(panelCells, (cells) => {
        const base = publishPanel(cells.map(panelRecord));
        const overlay = [opening, finding, paragraph(`Mine: ${nineWords}`)];
        const sealed = sealVersion(base, salts(), overlay);
        expect(verifyVersion(sealed.document, sealed.fields, sealed.sha256)).toBe(true);
        expect(openVersion(sealed.document, sealed.fields)).toEqual(applyOverlay(base, overlay));
        expect(openBase(sealed.document, sealed.fields)).toEqual(base);
        expect(JSON.stringify(sealed.document)).not.toContain(nineWords);
      }),
      { numRuns: 40 },
    );
  });

  it("shows none of the author's words that were taken out, and the hash holds", () => {
    const base = publishPanel([]);
    const sealed = sealVersion(base, salts(), [opening, finding, paragraph(nineWords)]);
    const fields = sealed.fields.map((field) =>
      field.field === "author" ? { ...field, salt: null, value: null } : field,
    );
    const opened = openVersion(sealed.document, fields);
    expect(verifyVersion(sealed.document, fields, sealed.sha256)).toBe(true);
    expect(JSON.stringify(opened)).not.toContain(nineWords);
    expect(opened.survey.introduction).toBe(base.survey.introduction);
    expect(opened.sections[0]?.finding).toEqual(base.sections[0]?.finding);
    expect(opened.paragraphs).toMatchObject([{ text: "withdrawn" }]);
  });
});
