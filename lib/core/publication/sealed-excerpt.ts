import type { JsonValue } from "../json";

// An excerpt is sealed passage by passage, each with a salt of its own, so that one that is refused later goes alone. What
// joins passages ("[…]", white space) is nobody's words and stays, and so do their places: a length gives no word away.

type Range = { readonly start: number; readonly end: number };

/** What is left of an excerpt: its text, its passages, and where ranges of the sealed one stand now. */
export type OpenedExcerpt = {
  /** Null where no passage is left. */
  readonly text: string | null;
  readonly excerpt: readonly Range[];
  /** Null for a range with words of a passage that is gone. */
  readonly place: (start: number, end: number) => Range | null;
};

type SealedExcerpt = {
  readonly passages: readonly (Range & { readonly words: JsonValue })[];
  readonly between: readonly string[];
};

const leftOut = " […] ";

/** An excerpt as a version holds it. `passages` are the places of its passages in `text`, in order. */
export function sealExcerpt(
  text: string,
  passages: readonly Range[],
  seal: (words: string) => JsonValue,
): JsonValue {
  return {
    passages: passages.map(({ start, end }) => ({
      start,
      end,
      words: seal(text.slice(start, end)),
    })),
    between: passages
      .slice(1)
      .map(({ start }, index) => text.slice(passages[index]?.end ?? start, start)),
  };
}

/** Whether a stored text was sealed passage by passage. */
function isSealedExcerpt(value: unknown): value is SealedExcerpt {
  return typeof value === "object" && value !== null && "passages" in value && "between" in value;
}

/**
 * Puts together the passages that are still there; "[…]" stands for those between them that are gone. `open` gives the
 * words of a passage, undefined where they were taken out. Null for a text that was sealed whole.
 */
export function openExcerpt(
  value: JsonValue | undefined,
  open: (words: JsonValue) => JsonValue | undefined,
): OpenedExcerpt | null {
  if (!isSealedExcerpt(value)) return null;
  const { passages, between } = value;
  let text = "";
  let previous = -1;
  const left = passages.flatMap(({ start, end, words }, index) => {
    const known = open(words);
    if (typeof known !== "string") return [];
    if (previous !== -1) text += previous === index - 1 ? (between[previous] ?? "") : leftOut;
    previous = index;
    const at = text.length;
    text += known;
    return [{ start, end, at }];
  });
  return {
    text: left.length === 0 ? null : text,
    excerpt: left.map(({ start, end, at }) => ({ start: at, end: at + end - start })),
    place(start, end) {
      const holder = left.find((passage) => passage.start <= start && end <= passage.end);
      if (holder === undefined) return null;
      const moved = holder.at - holder.start;
      return { start: start + moved, end: end + moved };
    },
  };
}
