import type { QuoteDecision } from "./answer";

/** Where a passage stands between its proposal and the public page. */
export const quoteStates = ["proposed", "approved", "edited", "refused", "withdrawn"] as const;
export type QuoteState = (typeof quoteStates)[number];

/** What can happen to a quote: the respondent decides, consent ends, or a round asks for it. */
export type QuoteAct = "approve" | "edit" | "refuse" | "withdraw" | "propose";

const decided = { approve: "approved", edit: "edited", refuse: "refused" } as const;

/**
 * The state of a quote after an act; null where the act changes nothing. A decision can be taken back at any time. Where
 * consent has ended nothing can be decided: only a new round, after new consent, asks again.
 */
export function nextQuoteState(state: QuoteState, act: QuoteAct): QuoteState | null {
  if (act === "withdraw") return state === "withdrawn" ? null : "withdrawn";
  if (act === "propose") return state === "withdrawn" ? "proposed" : null;
  return state === "withdrawn" ? null : decided[act];
}

/** Whether some words of a quote may be shown. */
export function showsWords(state: QuoteState): state is "approved" | "edited" {
  return state === "approved" || state === "edited";
}

/** A range of a text, as it was when the range was drawn. */
export type DrawnRange = {
  readonly start: number;
  readonly end: number;
  /** The text of the answer revision in which it was proposed. */
  readonly source: string;
};

/** A quote as it is stored, with the text that it is a range of. */
export type StoredQuote = DrawnRange & {
  readonly state: QuoteState;
  /** What the respondent made of it, where it was edited. */
  readonly edited: string | null;
  readonly decidedAtMs: number;
};

/**
 * The decisions on an answer's quotes, in the terms of its current text: where a revision left the words of a quote as
 * they were, the decision on them holds; where they are gone or stand twice, it lapses. Of two on one range the later holds.
 */
export function placeDecisions(
  text: string,
  quotes: readonly StoredQuote[],
): readonly QuoteDecision[] {
  const placed = new Map<string, QuoteDecision>();
  for (const quote of [...quotes].sort((a, b) => a.decidedAtMs - b.decidedAtMs)) {
    const { state } = quote;
    if (state !== "approved" && state !== "edited" && state !== "refused") continue;
    const range = placeRange(text, quote);
    if (range === null) continue;
    const { start, end } = range;
    const words = text.slice(start, end);
    const shown = state === "edited" ? (quote.edited ?? "") : state === "approved" ? words : "";
    if (state !== "refused" && shown === "") continue;
    placed.set(`${start}:${end}`, { start, end, state, text: shown });
  }
  return [...placed.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Where the words of a range stand in a newer text; null where they are gone or stand twice. */
export function placeRange(
  text: string,
  { start, end, source }: DrawnRange,
): { readonly start: number; readonly end: number } | null {
  const words = source.slice(start, end);
  const at = source === text ? start : onlyPlace(text, words);
  return at === null || words === "" ? null : { start: at, end: at + words.length };
}

function onlyPlace(text: string, words: string): number | null {
  const first = text.indexOf(words);
  return first === -1 || text.indexOf(words, first + 1) !== -1 ? null : first;
}
