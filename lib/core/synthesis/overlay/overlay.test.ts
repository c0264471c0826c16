import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type PanelCell,
  panelCells,
  panelRecord,
  panelSurvey,
  publishPanel,
} from "../../publication/random-panel.fixture";
import { sha256 } from "../../sha256";
import type { Synthesis } from "../synthesis-schema";
import { applyOverlay, inOrder, stateOfEdit } from "./apply-overlay";
import { madeOver, sentenceBlock, textOfBlock, themeBlock, workBlock } from "./blocks";
import { draft } from "./draft.fixture";
import { keyOf, type OverlayEdit, overlayEditSchema } from "./edit";
import { type HistoryEntry, overlayOf, redoStep, undoStep } from "./history";
import { keepThemeIds, type ThemeMemory } from "./stable-ids";

const runs = { numRuns: 60 };
const questions = panelSurvey.questions.map(({ id }) => id);

function textBlocks(synthesis: Synthesis): string[] {
  return [
    "title",
    "opening",
    ...synthesis.overview.map((one) => sentenceBlock("overview", one)),
    ...synthesis.keyPoints.map((one) => sentenceBlock("key", one)),
    ...synthesis.sections.flatMap(({ question: { id }, summary, themes }) => [
      ...summary.map((one) => sentenceBlock(`q/${id}/summary`, one)),
      ...themes.map((theme) => themeBlock(id, theme.id)),
    ]),
  ];
}

/** Edits that an author could make on a page, drawn by numbers. */
function editsOver(synthesis: Synthesis, picks: readonly number[]): OverlayEdit[] {
  const blocks = textBlocks(synthesis);
  const made = picks.map((pick, index): OverlayEdit => {
    const block = blocks[pick % blocks.length] ?? "title";
    const question = questions[pick % questions.length] ?? "stance";
    const works = synthesis.sections.find(({ question: { id } }) => id === "works")?.works ?? [];
    const work = works[pick % Math.max(1, works.length)];
    switch (pick % 7) {
      case 0:
        return { kind: "hidden", block: work === undefined ? "q/x" : workBlock("works", work.id) };
      case 1:
        // Title and opening are reworded, not hidden.
        return { kind: "hidden", block: block === "title" || block === "opening" ? "q/x" : block };
      case 2:
        return { kind: "order", list: "sections", order: [...questions].reverse() };
      case 3:
        return {
          kind: "finding",
          question,
          words: `Author's finding ${index}`,
          reason: `Author's reason ${index}`,
          source: madeOver(textOfBlock(synthesis, `q/${question}/finding`) ?? ""),
        };
      case 4:
        return {
          kind: "paragraph",
          id: `own-${index}`,
          place: pick % 2 ? "end" : `q/${question}`,
          text: `Author's paragraph ${index}`,
        };
      case 5:
        return {
          kind: "work",
          id: `work-${index}`,
          question,
          title: `Author's work ${index}`,
          url: null,
          details: {},
        };
      default:
        return {
          kind: "text",
          block,
          text: `Author's words ${index}`,
          by: "author",
          source: madeOver(textOfBlock(synthesis, block) ?? ""),
        };
    }
  });
  return [...new Map(made.map((edit) => [keyOf(edit), edit])).values()];
}

const picks = fc.array(fc.nat({ max: 400 }), { maxLength: 12 });
const published = (cells: readonly PanelCell[], memory: ThemeMemory = {}) => {
  const stored = draft(cells, memory);
  return { ...stored, base: publishPanel(cells.map(panelRecord)) };
};

describe("applyOverlay", () => {
  it("gives the same whatever the order of the edits, and the same again when it is applied again", () => {
    fc.assert(
      fc.property(panelCells, picks, fc.nat(), (cells, chosen, turn) => {
        const { base } = published(cells);
        const edits = editsOver(base, chosen);
        const once = applyOverlay(base, edits);
        expect(applyOverlay(once, edits)).toEqual(once);
        const at = edits.length === 0 ? 0 : turn % edits.length;
        const turned = [...edits.slice(at), ...edits.slice(0, at)].reverse();
        expect(applyOverlay(base, turned)).toEqual(once);
      }),
      runs,
    );
  });

  it("loses no word of the author's in ten regenerations with changing answers", () => {
    fc.assert(
      fc.property(
        panelCells,
        picks,
        fc.array(panelCells, { minLength: 10, maxLength: 10 }),
        (cells, chosen, later) => {
          const first = draft(cells);
          const edits = editsOver(first.synthesis, chosen);
          let memory = first.memory;
          for (const answers of later) {
            const next = draft(answers, memory);
            memory = next.memory;
            const shown = JSON.stringify(applyOverlay(next.synthesis, edits));
            for (const edit of edits) {
              if (edit.kind !== "text" && edit.kind !== "paragraph") continue;
              const state = stateOfEdit(next.synthesis, edit);
              const hidden = edits.some(
                (other) =>
                  other.kind === "hidden" && edit.kind === "text" && other.block === edit.block,
              );
              // Shown where its block is there, and known as gone where it is not: never silently dropped.
              const missing = !shown.includes(`${edit.text}"`);
              expect(missing, JSON.stringify(edit)).toBe(
                hidden || (state.kind === "gone" && edit.kind === "text"),
              );
              if (edit.kind === "text" && state.kind === "stale") {
                expect(sha256(state.now)).not.toBe(edit.source.hash);
              }
            }
          }
          // With the answers of the beginning everything stands as it did.
          const again = draft(cells, memory);
          expect(edits.map((edit) => stateOfEdit(again.synthesis, edit).kind)).toEqual(
            edits.map((edit) => stateOfEdit(first.synthesis, edit).kind),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it("marks what the author wrote, and keeps the computed finding beside the author's", () => {
    const { base } = published(
      [0, 1, 2, 3, 4, 5].map((person) => ({
        person,
        question: 0,
        pick: 4,
        attribution: "named",
        quote: true,
        self: false,
        withText: false,
      })),
    );
    const computed = base.sections[0]?.finding.words ?? "";
    const edited = applyOverlay(base, [
      {
        kind: "text",
        block: "q/stance/summary/position",
        text: "Mine.",
        by: "author",
        source: madeOver(""),
      },
      {
        kind: "finding",
        question: "stance",
        words: "Most agree",
        reason: "Five of six wrote so.",
        source: madeOver(computed),
      },
    ]);
    expect(edited.sections[0]?.summary[0]).toMatchObject({ text: "Mine.", by: "author" });
    expect(edited.sections[0]?.finding).toMatchObject({
      words: computed,
      overridden: { words: "Most agree", reason: "Five of six wrote so." },
    });
    expect(edited.keyPoints[0]).toMatchObject({
      by: "author",
      text: expect.stringContaining("Most agree"),
    });
  });
});

describe("inOrder", () => {
  it("keeps every item, in the order where there is one, and new items after those that they follow", () => {
    const items = ["a", "b", "new", "c"];
    expect(inOrder(items, (one) => one, ["c", "b", "a"])).toEqual(["c", "b", "new", "a"]);
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.uniqueArray(fc.string()), (all, order) => {
        const result = inOrder(all, (one) => one, order);
        expect([...result].sort()).toEqual([...all].sort());
        expect(inOrder(result, (one) => one, order)).toEqual(result);
      }),
    );
  });
});

describe("keepThemeIds", () => {
  it("gives the same answers the same ids, and never an id twice", () => {
    fc.assert(
      fc.property(fc.array(panelCells, { minLength: 2, maxLength: 6 }), (panels) => {
        let memory: ThemeMemory = {};
        for (const cells of panels) {
          const once = draft(cells, memory);
          expect(draft(cells, once.memory).synthesis).toEqual(once.synthesis);
          for (const { themes } of once.synthesis.sections) {
            expect(new Set(themes.map(({ id }) => id)).size).toBe(themes.length);
          }
          memory = once.memory;
        }
      }),
      runs,
    );
  });

  it("follows a theme whose answers change by one, and gives a new theme a new id", () => {
    const theme = (id: string, answers: string[]) => ({
      id,
      title: id,
      count: 2,
      answers,
      quotes: [],
    });
    const one = publishPanel([]);
    const text = one.sections[4];
    if (!text) throw new Error("the panel has five questions");
    const withThemes = (themes: ReturnType<typeof theme>[]): Synthesis => ({
      ...one,
      sections: [{ ...text, themes } as (typeof one.sections)[number]],
    });
    const first = keepThemeIds(
      withThemes([theme("t1", ["a", "b", "c"]), theme("t2", ["d", "e"])]),
      {},
    );
    const next = keepThemeIds(
      withThemes([theme("t1", ["x", "y"]), theme("t2", ["d", "e", "f"]), theme("t3", ["a", "b"])]),
      first.memory,
    );
    expect(next.synthesis.sections[0]?.themes.map(({ id }) => id)).toEqual(["t3", "t2", "t1"]);
  });
});

describe("history", () => {
  it("gives the exact former overlay back for each undo, and the later one for each redo", () => {
    fc.assert(
      fc.property(panelCells, picks, (cells, chosen) => {
        const { base } = published(cells);
        const history: HistoryEntry[] = [];
        const add = (entry: Omit<HistoryEntry, "number" | "id" | "actor">) =>
          history.push({
            ...entry,
            id: `e${history.length}`,
            number: history.length + 1,
            actor: "me",
          });
        const pages = [applyOverlay(base, [])];
        for (const edit of chosen.flatMap((pick) => editsOver(base, [pick]))) {
          add({ key: keyOf(edit), kind: "edit", edit, of: null, blanked: false });
          pages.push(applyOverlay(base, overlayOf(history)));
        }
        for (const page of pages.slice(0, -1).reverse()) {
          const step = undoStep(history, "me");
          if (!step) throw new Error("there is something to undo");
          add({
            key: step.entry.key,
            kind: "undo",
            edit: step.edit,
            of: step.entry.id,
            blanked: false,
          });
          expect(applyOverlay(base, overlayOf(history))).toEqual(page);
        }
        expect(undoStep(history, "me")).toBeNull();
        for (const page of pages.slice(1)) {
          const step = redoStep(history, "me");
          if (!step) throw new Error("there is something to redo");
          add({
            key: step.entry.key,
            kind: "redo",
            edit: step.edit,
            of: step.entry.id,
            blanked: false,
          });
          expect(applyOverlay(base, overlayOf(history))).toEqual(page);
        }
        expect(redoStep(history, "me")).toBeNull();
      }),
      runs,
    );
  });

  it("undoes nobody else's edit, and not one's own beneath somebody else's", () => {
    const entry = (number: number, key: string, actor: string): HistoryEntry => ({
      id: `e${number}`,
      number,
      key,
      kind: "edit",
      edit: { kind: "hidden", block: key },
      of: null,
      blanked: false,
      actor,
    });
    const history = [entry(1, "a", "me"), entry(2, "b", "me"), entry(3, "b", "you")];
    expect(undoStep(history, "me")?.entry.id).toBe("e1");
    expect(undoStep(history, "you")?.entry.id).toBe("e3");
    expect(undoStep(history, "a third")).toBeNull();
  });
});

describe("overlayEditSchema", () => {
  it("takes what the desk makes, and refuses an address that is none, an empty finding and an empty range", () => {
    const { synthesis } = draft([]);
    for (const edit of editsOver(synthesis, [0, 1, 2, 3, 4, 5, 6])) {
      expect(overlayEditSchema.parse(edit)).toEqual(edit);
    }
    const work = { kind: "work", id: "w", question: "works", title: "T", details: {} };
    expect(overlayEditSchema.safeParse({ ...work, url: "javascript:alert(1)" }).success).toBe(
      false,
    );
    expect(overlayEditSchema.parse({ ...work, url: "" })).toMatchObject({ url: null });
    const finding = {
      kind: "finding",
      question: "stance",
      words: " ",
      reason: "",
      source: madeOver(""),
    };
    expect(overlayEditSchema.safeParse(finding).success).toBe(false);
    const pin = { kind: "drop", question: "text", answer: "a", start: 4, end: 4 };
    expect(overlayEditSchema.safeParse(pin).success).toBe(false);
  });
});
