"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useContext, useEffect, useMemo } from "react";
import { useForm } from "react-hook-form";
import type { AutosaveView } from "@/components/answers/autosave-ports";
import {
  type FormDesk,
  FormDeskContext,
  LiveContext,
  useAnswer,
  useFormDesk,
} from "@/components/answers/form-desk";
import { type FormValues, tidy } from "@/components/answers/form-values";
import type { QuestionParts } from "@/components/answers/question-parts";
import type { Autosave } from "@/components/answers/use-autosave";
import { ValueFields } from "@/components/answers/value-fields";
import { WordsField } from "@/components/answers/words-field";
import { emptyAnswerDraft } from "@/lib/core/answers/draft-fields";
import type { Question } from "@/lib/core/survey/survey-schema";
import type { EnteredDraft } from "./entered-drafts";

const unsaved: AutosaveView = {
  state: { fields: {} },
  status: "unsaved",
  consentNotice: null,
  reworded: [],
  graceMinutes: null,
};

/** The author's form is sent at once; what is typed until then the browser keeps. */
const noAutosave = {
  record: () => undefined,
  flush: async () => true,
  settleConflict: () => undefined,
  saveConsent: async () => undefined,
  view: () => unsaved,
  subscribe: () => () => undefined,
} satisfies Autosave;

const nobody = { displayName: "", displayRole: "", roleWording: "", interests: "" };

type EnteredFieldsProps = {
  questions: readonly Question[];
  help: Readonly<Record<string, ReactNode>>;
  /** What the fields begin with; read once. */
  answers: EnteredDraft["answers"];
  /** Says after each change what is typed. */
  typed: (answers: EnteredDraft["answers"]) => void;
  problemAt: (name: string) => string | undefined;
};

/** The expert's own fields of every question, without the consent that only the expert gives. */
export function EnteredFields({ questions, help, answers, typed, problemAt }: EnteredFieldsProps) {
  const live = useContext(LiveContext);
  const draft: FormValues = useMemo(
    () => ({
      person: nobody,
      answers: Object.fromEntries(
        questions.map(({ id }) => [id, { ...emptyAnswerDraft(), ...answers[id] }]),
      ),
    }),
    [questions, answers],
  );
  const { control, register, setValue, watch } = useForm<FormValues>({ defaultValues: draft });
  useEffect(() => {
    const { unsubscribe } = watch((values) =>
      typed(tidy(questions, { person: nobody, ...values } as FormValues).answers),
    );
    return unsubscribe;
  }, [watch, typed, questions]);
  const desk = useMemo<FormDesk>(
    () => ({
      control,
      register,
      setValue,
      autosave: noAutosave,
      questions,
      draft,
      earlier: {},
      kept: {},
      problems: [],
      attributions: [],
      submittingApprovesQuotes: false,
      modelHost: null,
      lookUpWorks: false,
    }),
    [control, register, setValue, questions, draft],
  );
  return (
    <FormDeskContext value={desk}>
      <LiveContext value={live}>
        {questions.map((question, index) => (
          <EnteredQuestion
            key={question.id}
            question={question}
            number={index + 1}
            help={help[question.id] ?? null}
            problemAt={problemAt}
          />
        ))}
      </LiveContext>
    </FormDeskContext>
  );
}

/** One question with the fields of its answer and its text. */
function EnteredQuestion(props: Pick<QuestionParts, "question" | "number" | "help" | "problemAt">) {
  const t = useTranslations("form");
  const { question, number, help } = props;
  const { questions } = useFormDesk();
  const parts: QuestionParts = { ...props, ...useAnswer(question), focusAt: null };
  return (
    <section aria-labelledby={`title-${question.id}`}>
      <p className="mb-1 text-sm text-muted">
        {t("position", { number, total: questions.length })}
      </p>
      <h2 id={`title-${question.id}`} className="font-serif text-xl font-semibold">
        {question.prompt}
      </h2>
      {help}
      <div className="mt-5 flex flex-col gap-6">
        <ValueFields {...parts} />
        {question.kind !== "works" && <WordsField {...parts} />}
      </div>
    </section>
  );
}
