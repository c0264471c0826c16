import type { ReactNode } from "react";
import type { UseFormRegister } from "react-hook-form";
import type { FieldState } from "@/lib/core/answers/autosave";
import type { AnswerDraft, PersonDraft, WorkRow } from "@/lib/core/answers/draft-fields";
import type { Question } from "@/lib/core/survey/survey-schema";
import type { FormValues } from "./form-values";

/** What the parts of one question share. */
export type QuestionParts = {
  question: Question;
  number: number;
  total: number;
  /** Help and definitions, set for reading; null without any. */
  help: ReactNode;
  /** As the server rendered it; what a browser without script shows. */
  initial: AnswerDraft;
  current: AnswerDraft;
  person: PersonDraft;
  live: boolean;
  register: UseFormRegister<FormValues>;
  setRows: (rows: readonly WorkRow[]) => void;
  problemAt: (name: string) => string | undefined;
  /** The first field that a plain form's answer complains about: it gets the focus. */
  focusAt: string | null;
  fields: Readonly<Record<string, FieldState>>;
  kept: Readonly<Record<string, string>>;
  onResolve: (name: string, choice: "mine" | "theirs") => void;
  onApplyToAll: () => void;
  submittingApprovesQuotes: boolean;
  /** Where the language model runs that may be sent text that may be quoted; null where there is none. */
  modelHost: string | null;
  lookUpWorks: boolean;
};
