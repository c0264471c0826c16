import * as z from "zod/mini";

/**
 * How an answer may be shown, from open to closed: with the name; with a wording of the respondent's own; counted
 * and feeding the themes; counted alone.
 */
export const attributionSchema = z.enum(["named", "role", "aggregate", "author"]);
export type Attribution = z.infer<typeof attributionSchema>;

export const recruitmentSchema = z.enum(["author", "colleague", "self"]);
export type Recruitment = z.infer<typeof recruitmentSchema>;

/**
 * One submitted answer as the engine reads it: one row of the portable CSV, parsed and checked against its question.
 * `value` keeps the portable spelling ("4", "none", "science;other:funding", "35", "never", ">100", "").
 */
export type AnswerRecord = {
  /** Unique within the input; of no meaning. */
  readonly id: string;
  readonly respondent: string;
  readonly name: string;
  /** For `named`: the role beside the name; for `role`: the wording of the respondent's own. */
  readonly role: string;
  /** Who funds and who employs the respondent, in their own sentence: leaves with the name, and only with it. */
  readonly interests?: string;
  readonly question: string;
  readonly value: string;
  /** 1 to 10. */
  readonly confidence: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** NFC, LF. */
  readonly text: string;
  readonly attribution: Attribution;
  /** The respondent allowed verbatim quotation of the text. */
  readonly quote: boolean;
  readonly recruitment: Recruitment;
  /** What the respondent decided on passages that were proposed for quotation; absent where nothing was decided. */
  readonly decisions?: readonly QuoteDecision[];
  /**
   * The value before the respondent read what the others said: the one of the round before, or the one submitted before
   * the others' answers were opened. Absent where there was none.
   */
  readonly earlier?: string;
  /** The author entered it, and its respondent has not taken it as their own: it is counted, and neither shown nor quoted. */
  readonly entered?: true;
  /** Where the file names it, for the import alone: a synthesis never carries it. */
  readonly email?: string;
};

/** A respondent's decision on one passage of an answer's text. UTF-16 offsets, end exclusive. */
export type QuoteDecision = {
  readonly start: number;
  readonly end: number;
  readonly state: "approved" | "edited" | "refused";
  /** The words that may be shown: the passage itself, or what the respondent made of it; empty where refused. */
  readonly text: string;
};

/** A value, read in the terms of its question's kind. */
export type AnswerValue =
  | { readonly kind: "stance"; readonly category: number }
  | { readonly kind: "no-opinion" }
  | {
      readonly kind: "choice";
      readonly options: readonly string[];
      readonly others: readonly string[];
    }
  | { readonly kind: "estimate"; readonly best: number | "never" | "beyond" }
  | { readonly kind: "empty" };
