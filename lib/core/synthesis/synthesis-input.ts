import type { AnswerRecord } from "../answers/answer";
import type { SurveyDocument } from "../survey/survey-schema";
import type { FeedbackMethod } from "./synthesis-schema";

/** A point of an answer in its own words. */
export type GroupedPoint = { readonly respondent: string; readonly words: string };

/** How a model sorted the points of a question into named themes, as an author accepted it. */
export type ThemeGrouping = {
  readonly question: string;
  readonly model: string;
  /** The author's name; "" where none was given. */
  readonly acceptedBy: string;
  readonly themes: readonly { readonly title: string; readonly points: readonly GroupedPoint[] }[];
  /** Points that belong to none of them. */
  readonly rest: readonly GroupedPoint[];
};

/** Everything that the engine reads. Only submitted answers; drafts never come here. */
export type SynthesisInput = {
  readonly survey: SurveyDocument;
  readonly answers: readonly AnswerRecord[];
  /** Invitations not bounced, revoked or ineligible; null when unknown. */
  readonly invited: number | null;
  readonly declined: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly rulesDeclaredBefore: boolean;
  /**
   * True when submitting approves verbatim quotes (declared to the experts); false renders the passages alone that a
   * respondent approved. The command line reads `quote = yes` as approval.
   */
  readonly quotesApproved: boolean;
  /** Absent where respondents do not read one another. */
  readonly feedback?: FeedbackMethod;
  /** Wordings that questions had before their present ones, the newest first, and who answered them and not the present one. */
  readonly earlierWordings?: readonly {
    readonly question: string;
    readonly prompt: string;
    /** What it was set to, where that is another now. */
    readonly setup?: string;
    readonly answeredBy: readonly Pick<AnswerRecord, "respondent" | "recruitment" | "entered">[];
  }[];
  /** At most one a question; one that no longer fits the answers is left out. */
  readonly groupings?: readonly ThemeGrouping[];
};
