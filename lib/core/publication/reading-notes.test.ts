import { describe, expect, it } from "vitest";
import { sentenceBlock, summaryList, themeBlock } from "../synthesis/overlay/blocks";
import type { OverlayEdit } from "../synthesis/overlay/edit";
import type { Synthesis } from "../synthesis/synthesis-schema";
import { isNeutralTitle } from "./by-rule";
import { composePublication } from "./compose";
import type { RailNote } from "./rail-note";
import { panelRecord, synthesizePanel } from "./random-panel.fixture";

const texts = [
  "Independent audits catch the mistakes of developers. Funding for reviewers is scarce.",
  "Developers overlook mistakes, and independent audits catch them.",
  "Without independent audits nobody believes what developers say.",
  "Funding for reviewers decides whether anything changes.",
  "Reviewers leave because funding is scarce everywhere.",
  "Independent audits need people who are paid for them.",
];

function compose(overlay: readonly OverlayEdit[], change = (computed: Synthesis) => computed) {
  const answers = texts.map((text, person) => ({
    ...panelRecord({
      person,
      question: 4,
      pick: 0,
      attribution: "named",
      quote: true,
      self: false,
      withText: true,
    }),
    text,
  }));
  const computed = change(synthesizePanel(answers));
  return composePublication({ computed, overlay, earlier: [], drawId: (id) => `p-${id}` });
}

const ofKind = (notes: readonly RailNote[], kind: RailNote["kind"]) =>
  notes.filter((note) => note.kind === kind);

describe("what readers would miss", () => {
  it("is the author's name where none is given, and blocks nothing", () => {
    expect(ofKind(compose([]).notes, "no-author")).toMatchObject([{ blocks: false, block: null }]);
    const signed = compose([], (computed) => ({
      ...computed,
      survey: { ...computed.survey, authors: [{ name: "Demo author" }] },
    }));
    expect(ofKind(signed.notes, "no-author")).toEqual([]);
  });

  it("is a point that the author hid and a computed sentence still names", () => {
    const { base, notes } = compose([]);
    expect(ofKind(notes, "left-out")).toEqual([]);
    const section = base.sections.find(({ question }) => question.id === "text");
    const sentence = section?.summary.find(({ text }) =>
      section.themes.some(({ title }) => !isNeutralTitle(title) && text.includes(`“${title}”`)),
    );
    const theme = section?.themes.find(({ title }) => sentence?.text.includes(`“${title}”`));
    if (sentence === undefined || theme === undefined) throw new Error("no sentence names a point");
    const hidden: OverlayEdit = { kind: "hidden", block: themeBlock("text", theme.id) };
    const block = sentenceBlock(summaryList("text"), sentence);
    const [note, ...more] = ofKind(compose([hidden]).notes, "left-out");
    expect(note).toMatchObject({ blocks: false, block });
    expect(note?.text).toContain(`“${theme.title}”`);
    expect(more).toEqual([]);
    // With the sentence hidden too, nothing is missed.
    const both = compose([hidden, { kind: "hidden", block }]);
    expect(ofKind(both.notes, "left-out")).toEqual([]);
  });
});
