import type { SynthesisAnswer } from "../synthesis/synthesis-schema";
import { type Excerpt, excerptOf, wholeText } from "./excerpt";

// One answer in the consent serializer, apart from the rest of it, because the expert's form shows it while one types.

/** What the public sees of one answer. `text` is null where it may not be quoted. */
export type ShownAnswer = {
  readonly shownAs: string;
  readonly role: string | null;
  readonly interests: string | null;
  readonly value: string;
  readonly confidence: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly text: string | null;
};

const nobody = "a respondent";

/** Free words inside a choice's value are text: they show only where the text may be quoted. */
function valueWithoutWords(value: string): string {
  return value
    .split(";")
    .map((part) => (part.trim().startsWith("other:") ? "other" : part))
    .join(";");
}

type ConsentedAnswer = Pick<
  SynthesisAnswer,
  | "attribution"
  | "shownAs"
  | "role"
  | "interests"
  | "value"
  | "confidence"
  | "low"
  | "high"
  | "text"
  | "quote"
  | "passages"
>;

/** The words of an answer that may be read: all, those that were approved one by one, or none. */
export function quotableText(answer: ConsentedAnswer, quotesApproved: boolean): Excerpt | null {
  if (!answer.quote || answer.text === "") return null;
  if (quotesApproved) return wholeText(answer.text);
  return excerptOf(answer.text, answer.passages ?? []);
}

/**
 * One answer as its consent lets it be seen; null where nobody but the author sees it. The expert's preview and the
 * public page both call this.
 */
export function showAnswer(answer: ConsentedAnswer, quotesApproved: boolean): ShownAnswer | null {
  if (answer.attribution !== "named" && answer.attribution !== "role") return null;
  const named = answer.attribution === "named";
  const quotable = answer.quote && quotesApproved;
  return {
    shownAs: answer.shownAs.trim() || nobody,
    role: named && answer.role?.trim() ? answer.role.trim() : null,
    interests: named && answer.interests?.trim() ? answer.interests.trim() : null,
    value: quotable ? answer.value : valueWithoutWords(answer.value),
    confidence: answer.confidence,
    low: answer.low,
    high: answer.high,
    text: quotableText(answer, quotesApproved)?.text ?? null,
  };
}

/**
 * A passage of one answer as its consent lets it be seen, beside who may be said to have written it; null where it may not
 * be. What respondents read of one another goes through this.
 */
export function showPassage(
  answer: ConsentedAnswer,
  range: { readonly start: number; readonly end: number },
  quotesApproved: boolean,
): (Omit<ShownAnswer, "text"> & { readonly text: string; readonly edited: boolean }) | null {
  const shown = showAnswer(answer, quotesApproved);
  const words = quotableText(answer, quotesApproved);
  const place = words?.place(range.start, range.end) ?? null;
  if (shown === null || words === null || place === null) return null;
  return { ...shown, text: words.text.slice(place.start, place.end), edited: place.edited };
}
