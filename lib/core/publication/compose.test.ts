import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnswerRecord } from "../answers/answer";
import { sha256 } from "../sha256";
import { applyOverlay } from "../synthesis/overlay/apply-overlay";
import { findingBlock, madeOver, partsOfBlock } from "../synthesis/overlay/blocks";
import type { OverlayEdit } from "../synthesis/overlay/edit";
import { proposedQuotes } from "../synthesis/proposals";
import type { Synthesis } from "../synthesis/synthesis-schema";
import { composePublication } from "./compose";
import { openBase, openVersion } from "./open-version";
import { isValuesOff } from "./rail-note";
import {
  panelCells,
  panelRecord,
  publicId,
  publishPanel,
  synthesizePanel,
} from "./random-panel.fixture";
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

describe("values that leave their names", () => {
  const named = (person: number, value: string) => ({
    ...panelRecord({
      person,
      question: 0,
      pick: 0,
      attribution: "named",
      quote: true,
      self: false,
      withText: true,
    }),
    value,
  });
  const panel = [0, 1, 2, 3, 4, 5, 6].map((person) => named(person, person < 3 ? "1" : "5"));
  const notesOf = (answers: readonly AnswerRecord[], earlier: readonly Synthesis[]) => {
    const computed = synthesizePanel(answers);
    const drawId = (id: string) => id;
    const { base, notes } = composePublication({ computed, overlay: [], earlier, drawId });
    const off = notes.filter(({ kind }) => isValuesOff(kind));
    return { off, shows: base.answers.some(({ value }) => value !== "") };
  };

  it("are told to the author once one of an all-named panel withdraws", () => {
    expect(notesOf(panel, [])).toEqual({ off: [], shows: true });
    const { document, fields } = sealVersion(publishPanel(panel), salts());
    const gone = synthesizePanel(panel).answers.find(
      ({ respondent }) => respondent === panel[6]?.respondent,
    );
    const left = fields.map((field) =>
      field.answerId === publicId(gone?.id ?? "", "")
        ? { ...field, salt: null, value: null }
        : field,
    );
    const earlier = [openBase(document, left)];
    const after = notesOf(panel.slice(0, 6), earlier);
    expect(after.shows).toBe(false);
    expect(after.off).toMatchObject([
      { kind: "values-off", blocks: false, block: "q/stance/finding" },
    ]);
    expect(after.off[0]?.text).toMatch(/^Question 1: names stand without their values until/);
    // Enough others answer, without their names: the figures move, and the values come back.
    const more = [7, 8, 9].map((person) => ({
      ...named(person, "3"),
      attribution: "aggregate" as const,
    }));
    expect(notesOf([...panel.slice(0, 6), ...more], earlier)).toEqual({ off: [], shows: true });
  });

  it("are told by their other name where too few are hidden in the draft itself", () => {
    const hidden = { ...named(7, "3"), attribution: "aggregate" as const };
    expect(notesOf([...panel, hidden], [])).toMatchObject({
      off: [{ kind: "small-group" }],
      shows: false,
    });
  });

  it("are told exactly where names stand without values that somebody gave", () => {
    fc.assert(
      fc.property(panelCells, panelCells, fc.nat({ max: 3 }), (first, others, few) => {
        const before = publishPanel(first.map(panelRecord));
        const now = [...first.slice(few), ...others.slice(0, few)];
        const records = [
          ...new Map(
            now.map((cell) => [`${cell.person} ${cell.question}`, panelRecord(cell)]),
          ).values(),
        ];
        const computed = synthesizePanel(records);
        const { base, notes } = composePublication({
          computed,
          overlay: [],
          earlier: [before],
          drawId: (id) => id,
        });
        for (const { question } of base.sections) {
          const said = notes.some(
            ({ kind, block }) => isValuesOff(kind) && block === findingBlock(question.id),
          );
          const open = computed.answers.filter(
            ({ question: id, attribution, value }) =>
              id === question.id &&
              value !== "" &&
              (attribution === "named" || attribution === "role"),
          );
          const shown = base.answers.some(({ question: id, value }) => id === question.id && value);
          if (said) expect(shown).toBe(false);
          else expect(shown).toBe(open.length > 0);
        }
      }),
      { numRuns: 100 },
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
