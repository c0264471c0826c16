import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toPublicForm } from "../../publication/public-form";
import { panelCells } from "../../publication/random-panel.fixture";
import { sha256 } from "../../sha256";
import type { Synthesis } from "../synthesis-schema";
import { applyOverlay } from "./apply-overlay";
import { quoteId, quoteList, workBlock, workList } from "./blocks";
import { draft } from "./draft.fixture";
import type { OverlayEdit } from "./edit";
import { selectQuotes } from "./select-quotes";

const runs = { numRuns: 60 };

describe("selectQuotes", () => {
  it("pins only what an answer says, drops what the author dropped, and is the same twice", () => {
    fc.assert(
      fc.property(panelCells, fc.nat(), fc.nat({ max: 60 }), (cells, pick, start) => {
        const { synthesis } = draft(cells);
        const answer = synthesis.answers[pick % Math.max(1, synthesis.answers.length)];
        const section = synthesis.sections.find(
          ({ question, themes }) => question.id === answer?.question && themes.length > 0,
        );
        if (!answer || !section || answer.text.length < start + 10) return;
        const text = answer.text.slice(start, start + 10);
        const range = { question: answer.question, answer: answer.id, start, end: start + 10 };
        const theme = section.themes[0]?.id ?? "";
        const pin: OverlayEdit = { ...range, kind: "pin", theme, hash: sha256(text) };
        const once = selectQuotes(synthesis, [pin]);
        expect(once.gone).toEqual([]);
        const quotes = once.document.sections
          .flatMap(({ themes }) => themes)
          .flatMap((t) => t.quotes);
        expect(quotes).toContainEqual({ answer: answer.id, start, end: start + 10, text });
        expect(selectQuotes(once.document, [pin]).document).toEqual(once.document);
        expect(selectQuotes(synthesis, [{ ...pin, hash: sha256("reworded") }]).gone).toHaveLength(
          1,
        );
        const [first] = section.themes.flatMap((one) => one.quotes);
        if (!first) return;
        const drop: OverlayEdit = { kind: "drop", question: answer.question, ...first };
        const left = selectQuotes(synthesis, [drop]).document.sections.flatMap(
          ({ themes, dissent }) => [
            ...themes.flatMap((one) => one.quotes),
            ...(dissent?.quote ? [dissent.quote] : []),
          ],
        );
        expect(left).not.toContainEqual(first);
      }),
      runs,
    );
  });
});

describe("the author's order", () => {
  it("stands for the quotes of a theme through the consent serializer, and for works", () => {
    fc.assert(
      fc.property(panelCells, (cells) => {
        const { synthesis } = draft(cells);
        const ofQuotes = synthesis.sections.flatMap(({ question, themes }) =>
          themes.map(
            ({ id, quotes }): OverlayEdit => ({
              kind: "order",
              list: quoteList(question.id, id),
              order: quotes.map(quoteId).reverse(),
            }),
          ),
        );
        const drawId = (id: string) => id;
        const plain = toPublicForm(synthesis, { drawId }).open;
        // Works are ordered as the desk has them: by those who may be counted in public.
        const ofWorks = plain.sections.map(
          ({ question, works }): OverlayEdit => ({
            kind: "order",
            list: workList(question.id),
            order: works.map((work) => workBlock(question.id, work.id)).reverse(),
          }),
        );
        const turned = selectQuotes(synthesis, ofQuotes).document;
        const shown = applyOverlay(toPublicForm(turned, { drawId }).open, ofWorks);
        const words = (one: Synthesis) =>
          one.sections.map(({ themes, works }) => ({
            quotes: themes.map(({ quotes }) => quotes.map(({ text }) => text)),
            works: works.map(({ id }) => id),
          }));
        expect(words(shown)).toEqual(
          words(plain).map(({ quotes, works }) => ({
            quotes: quotes.map((own) => own.toReversed()),
            works: works.toReversed(),
          })),
        );
      }),
      runs,
    );
  });
});
