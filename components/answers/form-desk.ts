import { createContext, useContext, useMemo } from "react";
import {
  type Control,
  type UseFormRegister,
  type UseFormSetValue,
  useWatch,
} from "react-hook-form";
import type { Attribution } from "@/lib/core/answers/answer";
import type { EarlierWording } from "@/lib/core/answers/assemble-draft";
import type { ResponseProblem } from "@/lib/core/answers/completeness";
import {
  type AnswerDraft,
  emptyAnswerDraft,
  type ResponseDraft,
} from "@/lib/core/answers/draft-fields";
import type { Question } from "@/lib/core/survey/survey-schema";
import { type FormValues, tidyAnswer } from "./form-values";
import type { Autosave } from "./use-autosave";

/** What all parts of the form share. None of it changes while one types: each part subscribes to the fields that it shows. */
export type FormDesk = {
  readonly control: Control<FormValues>;
  readonly register: UseFormRegister<FormValues>;
  readonly setValue: UseFormSetValue<FormValues>;
  readonly autosave: Autosave;
  readonly questions: readonly Question[];
  /** As the server rendered it. */
  readonly draft: ResponseDraft;
  /** The words that an answer stands under where the question was reworded since, by the question's id. */
  readonly earlier: Readonly<Record<string, EarlierWording>>;
  readonly kept: Readonly<Record<string, string>>;
  /** Found by the server when a plain form was posted. */
  readonly problems: readonly ResponseProblem[];
  /** The levels that the survey offers, from open to closed. */
  readonly attributions: readonly Attribution[];
  readonly submittingApprovesQuotes: boolean;
  /** Where the language model runs that may be sent text that may be quoted; null where there is none. */
  readonly modelHost: string | null;
  readonly lookUpWorks: boolean;
};

export const FormDeskContext = createContext<FormDesk | null>(null);
/** False until the page's script runs: the first picture must be the one that the server sent. */
export const LiveContext = createContext(false);

/** What the form's parts share; throws outside the form. */
export function useFormDesk(): FormDesk {
  const desk = useContext(FormDeskContext);
  if (desk === null) throw new Error("a part of the form stands outside the form");
  return desk;
}

/** One answer as typed now, and as the server rendered it. */
export function useAnswer(question: Question): {
  readonly current: AnswerDraft;
  readonly initial: AnswerDraft;
  readonly live: boolean;
} {
  const { control, draft } = useFormDesk();
  const live = useContext(LiveContext);
  const held = useWatch({ control, name: `answers.${question.id}` });
  const initial = useMemo(
    () => draft.answers[question.id] ?? emptyAnswerDraft(),
    [draft, question.id],
  );
  const current = useMemo(() => (live ? tidyAnswer(held) : initial), [live, held, initial]);
  return { current, initial, live };
}
