import { sha256 } from "../../sha256";
import { sideCounts, sideOf } from "../poles";
import type { Quote, Section, Synthesis, SynthesisAnswer } from "../synthesis-schema";
import { noDissentingQuote } from "../synthesize";
import { inOrder } from "./apply-overlay";
import { quoteId, quoteList } from "./blocks";
import type { DropEdit, OverlayEdit, PinEdit } from "./edit";

// Which passages are quoted is decided before the consent serializer, which then lets through what may be shown: an author
// who pins a passage can show no more than its respondent allowed.

/** A private synthesis with the author's choice of quotes. */
export type QuoteSelection = {
  readonly document: Synthesis;
  /** Pins whose passage is not there any more: withdrawn, reworded, or of a theme that is gone. */
  readonly gone: readonly PinEdit[];
  /** Questions whose sizeable opposite side lost its quote by the author's choice. */
  readonly withoutDissent: readonly string[];
};

type Range = Pick<Quote, "answer" | "start" | "end">;

const overlaps = (a: Range, b: Range) =>
  a.answer === b.answer && a.start < b.end && b.start < a.end;
const isSame = (a: Range, b: Range) =>
  a.answer === b.answer && a.start === b.start && a.end === b.end;

/** The side that is against the finding: −1 low, 1 high. */
export function dissentingSide(section: Section): -1 | 1 | null {
  if (!("counts" in section.statistics)) return null;
  const { low, high } = sideCounts(section.statistics.counts);
  return high >= low ? -1 : 1;
}

/** Whether an answer takes the side that is against the finding of its section. */
export function isDissenting(section: Section, answer: Pick<SynthesisAnswer, "value">): boolean {
  const value = Number(answer.value);
  const categories = section.question.scale?.length ?? 0;
  if (!Number.isInteger(value) || value < 1 || value > categories) return false;
  return sideOf(value, categories) === dissentingSide(section);
}

/** Applies pinned, dropped and ordered quotes to a private synthesis whose answers have their stored ids. */
export function selectQuotes(synthesis: Synthesis, edits: readonly OverlayEdit[]): QuoteSelection {
  const pins = edits.filter((edit): edit is PinEdit => edit.kind === "pin");
  const drops = edits.filter((edit): edit is DropEdit => edit.kind === "drop");
  const orders = new Map(
    edits.flatMap((edit) => (edit.kind === "order" ? [[edit.list, edit.order] as const] : [])),
  );
  const ordered = (question: string, theme: string, quotes: readonly Quote[]) =>
    inOrder(quotes, quoteId, orders.get(quoteList(question, theme)));
  if (pins.length + drops.length + orders.size === 0) {
    return { document: synthesis, gone: [], withoutDissent: [] };
  }
  const answers = new Map(synthesis.answers.map((answer) => [answer.id, answer]));
  const placed = new Set<PinEdit>();
  const pinned = (question: string, theme: string): Quote[] =>
    pins
      .filter((pin) => pin.question === question && pin.theme === theme)
      .sort((a, b) => (a.answer < b.answer ? -1 : a.answer > b.answer ? 1 : a.start - b.start))
      .flatMap((pin) => {
        const answer = answers.get(pin.answer);
        const text = answer?.text.slice(pin.start, pin.end) ?? "";
        if (answer?.question !== question || sha256(text) !== pin.hash) return [];
        placed.add(pin);
        return [{ answer: pin.answer, start: pin.start, end: pin.end, text }];
      });
  const withoutDissent: string[] = [];
  const sections = synthesis.sections.map((section): Section => {
    const { id } = section.question;
    const dropped = (quote: Quote) =>
      drops.some((drop) => drop.question === id && overlaps(drop, quote));
    const themes = section.themes.map((theme) => {
      const own = pinned(id, theme.id);
      const kept = theme.quotes.filter(
        (quote) => !dropped(quote) && !own.some((pin) => overlaps(pin, quote)),
      );
      // What is pinned already stays in its place.
      const places = theme.quotes.map((quote) => own.find((pin) => isSame(pin, quote)) ?? quote);
      const stay = places.filter((quote) => own.includes(quote) || kept.includes(quote));
      const quotes = [...stay, ...own.filter((pin) => !stay.includes(pin))];
      return { ...theme, quotes: ordered(id, theme.id, quotes) };
    });
    let dissent = section.dissent;
    const [chosen] = pinned(id, "dissent").filter((quote) => {
      const answer = answers.get(quote.answer);
      return answer !== undefined && isDissenting(section, answer);
    });
    if (dissent !== null && chosen) dissent = { quote: chosen, text: chosen.text };
    else if (dissent?.quote && dropped(dissent.quote)) {
      dissent = { quote: null, text: noDissentingQuote };
      withoutDissent.push(id);
    }
    return { ...section, themes, dissent } as Section;
  });
  return {
    document: { ...synthesis, sections },
    gone: pins.filter((pin) => !placed.has(pin)),
    withoutDissent,
  };
}
