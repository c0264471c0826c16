import type { ReactNode } from "react";
import type { AnswerDraft } from "@/lib/core/answers/draft-fields";
import type { Question } from "@/lib/core/survey/survey-schema";

/** What the parts of one question share, beside what all parts of the form share. */
export type QuestionParts = {
  readonly question: Question;
  readonly number: number;
  /** Help and definitions, set for reading; null without any. */
  readonly help: ReactNode;
  /** As the server rendered it; what a browser without script shows. */
  readonly initial: AnswerDraft;
  readonly current: AnswerDraft;
  readonly live: boolean;
  /** What is wrong with a field, in words. */
  readonly problemAt: (name: string) => string | undefined;
  /** The first field that a plain form's answer complains about: it gets the focus. */
  readonly focusAt: string | null;
};
