import { z } from "zod";
import { rewordingDecisions } from "@/lib/core/survey/rewording";

/** What the author decides about one change of words. */
export const rewordingSchema = z.object({
  surveyId: z.uuid(),
  revisionId: z.uuid(),
  decision: z.enum(rewordingDecisions),
});

/** A question as its author reads it. */
export type RevisionInWords = {
  readonly prompt: string;
  readonly help: string;
  /** How it is answered, in one line. */
  readonly setup: string;
};

/** One change of a question's words after the opening, with what each decision about it would do. */
export type Rewording = {
  readonly revisionId: string;
  /** Number of the revision; 2 is the first change. */
  readonly number: number;
  readonly before: RevisionInWords;
  readonly after: RevisionInWords;
  /** Every answer to the words before means the same under these, so that the change can be a correction. */
  readonly keepsAnswers: boolean;
  readonly at: Date;
  /** Declared the same question: answers to the words before count. */
  readonly correction: boolean;
  /** The newest change of its question: nobody is asked to answer words that stand no more. */
  readonly newest: boolean;
  readonly askedAgainAt: Date | null;
};

export type RewordedQuestion = {
  readonly id: string;
  /** Its place among the questions, from 1. */
  readonly place: number;
  readonly prompt: string;
  /** People whose answer is to the present words. */
  readonly present: number;
  /** People whose answer is to earlier words alone: counted apart, in no figure. */
  readonly apart: number;
  /** Of these, how many a mail would reach. */
  readonly reachable: number;
  /** The newest change first. */
  readonly changes: readonly Rewording[];
};
