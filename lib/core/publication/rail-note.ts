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
    | "no-author"
    | "left-out"
    | "consent";
  /** Whether it keeps the draft from being published. */
  readonly blocks: boolean;
  /** Where on the desk it is; null where it concerns the whole. */
  readonly block: string | null;
  readonly text: string;
};
