import type { QuoteDecision } from "../answers/answer";

/** Words that a respondent approved: a range of the answer's text, and what stands for it. */
export type Passage = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The respondent put it into other words than the answer has. */
  readonly edited: boolean;
};

const overlap = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  a.start < b.end && b.start < a.end;

/**
 * The passages that decisions let out, in order and apart from each other. One that shares words with a refused passage
 * stays in; of two that overlap the first stands, so that no edited words stand beside those they replace.
 */
export function approvedPassages(decisions: readonly QuoteDecision[]): Passage[] {
  const refused = decisions.filter(({ state }) => state === "refused");
  const passages: Passage[] = [];
  for (const { start, end, state, text } of [...decisions].sort((a, b) => a.start - b.start)) {
    if (state === "refused" || text === "") continue;
    const range = { start, end };
    if (refused.some((other) => overlap(range, other))) continue;
    if (passages.some((other) => overlap(range, other))) continue;
    passages.push({ start, end, text, edited: state === "edited" });
  }
  return passages;
}

/** An answer's text as far as its passages go. */
export type Excerpt = {
  /** The passages in order; "[…]" stands for what lies between them. */
  readonly text: string;
  /** Where words of the whole text stand in the excerpt; null for words that are not in it. */
  readonly place: (
    start: number,
    end: number,
  ) => { readonly start: number; readonly end: number; readonly edited: boolean } | null;
  /** The places of the passages in the excerpt, in order; null where it is the whole text. */
  readonly passages: readonly { readonly start: number; readonly end: number }[] | null;
};

/** The whole text, which needs no passages. */
export function wholeText(text: string): Excerpt {
  return { text, place: (start, end) => ({ start, end, edited: false }), passages: null };
}

/** What approved passages leave of a text; null where there are none. */
export function excerptOf(text: string, passages: readonly Passage[]): Excerpt | null {
  if (passages.length === 0) return null;
  let shown = "";
  let last = 0;
  const placed = passages.map((passage) => {
    const between = text.slice(last, passage.start);
    if (shown !== "") shown += between.trim() === "" ? between : " […] ";
    last = passage.end;
    const at = shown.length;
    const words = passage.edited ? passage.text : text.slice(passage.start, passage.end);
    shown += words;
    return { ...passage, at, length: words.length };
  });
  return {
    text: shown,
    passages: placed.map(({ at, length }) => ({ start: at, end: at + length })),
    place(start, end) {
      const holder = placed.find((passage) =>
        passage.edited
          ? passage.start === start && passage.end === end
          : passage.start <= start && end <= passage.end,
      );
      if (holder === undefined) return null;
      if (holder.edited) {
        return { start: holder.at, end: holder.at + holder.length, edited: true };
      }
      const at = holder.at + start - holder.start;
      return { start: at, end: at + end - start, edited: false };
    },
  };
}
