/** Something that stands between a draft and its publication, or that the author should know before. */
export type RailNote = {
  readonly kind:
    | "no-answers"
    | "inexact-quote"
    | "stale"
    | "gone"
    | "repeated-words"
    | "minority-floor"
    | "no-source"
    | "quote-approval"
    | "held-back"
    | "small-group"
    | "values-off"
    | "no-author"
    | "left-out"
    | "consent";
  /** Whether it keeps the draft from being published. */
  readonly blocks: boolean;
  /** Where on the desk it is; null where it concerns the whole. */
  readonly block: string | null;
  readonly text: string;
};

/** Why names stand without their values on a question: too few others are hidden in the draft, or in the figures. */
export type ValuesOff = Extract<RailNote["kind"], "small-group" | "values-off">;

/** Whether a note of this kind says that names stand without their values. */
export function isValuesOff(kind: RailNote["kind"]): kind is ValuesOff {
  return kind === "small-group" || kind === "values-off";
}

/** That, in words that follow the question's number. */
export function valuesOffWords(kind: ValuesOff, minimumGroup: number): string {
  return kind === "small-group"
    ? `fewer than ${minimumGroup} answers are not public, so names stand without their values.`
    : `names stand without their values until enough answers have changed, because its figures still count fewer than ${minimumGroup} that are withdrawn or not public.`;
}
