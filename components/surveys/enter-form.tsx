"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useRef, useState, useTransition } from "react";
import { useForm } from "react-hook-form";
import type { AutosaveView } from "@/components/answers/autosave-runner";
import {
  type FormDesk,
  FormDeskContext,
  LiveContext,
  useAnswer,
  useFormDesk,
} from "@/components/answers/form-desk";
import type { FormValues } from "@/components/answers/form-values";
import type { QuestionParts } from "@/components/answers/question-parts";
import type { Autosave } from "@/components/answers/use-autosave";
import { useProblemWords } from "@/components/answers/use-words";
import { ValueFields } from "@/components/answers/value-fields";
import { WordsField } from "@/components/answers/words-field";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { emptyAnswerDraft } from "@/lib/core/answers/draft-fields";
import type { Question } from "@/lib/core/survey/survey-schema";
import type { EnterAction, EnterState } from "@/lib/surveys/imports/schema";

type EnterFormProps = {
  surveyId: string;
  questions: readonly Question[];
  help: Readonly<Record<string, ReactNode>>;
  enter: EnterAction;
};

const nothing: EnterState = { errors: {}, problems: [] };
const unsaved: AutosaveView = {
  state: { fields: {} },
  status: "unsaved",
  consentNotice: null,
  reworded: [],
  graceMinutes: null,
};

/** The author's form is sent at once; nothing of it is stored as it is typed. */
const noAutosave = {
  record: () => undefined,
  flush: async () => true,
  settleConflict: () => undefined,
  saveConsent: async () => undefined,
  view: () => unsaved,
  subscribe: () => () => undefined,
} satisfies Autosave;

const nobody = { displayName: "", displayRole: "", roleWording: "", interests: "" };

/** One person's answers, entered by the author: the expert's own fields, without the consent that only the expert gives. */
export function EnterForm({ surveyId, questions, help, enter }: EnterFormProps) {
  const sayProblem = useProblemWords();
  const [state, setState] = useState(nothing);
  const [pending, startTransition] = useTransition();
  const [live, setLive] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const form = useForm<FormValues>({
    defaultValues: {
      person: nobody,
      answers: Object.fromEntries(questions.map(({ id }) => [id, emptyAnswerDraft()])),
    },
  });
  useEffect(() => setLive(true), []);
  useEffect(() => {
    element.current
      ?.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid=true]")
      ?.focus();
  }, [state]);
  useEffect(() => {
    if (!form.formState.isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [form.formState.isDirty]);
  const { control, register, setValue } = form;
  const desk = useMemo<FormDesk>(
    () => ({
      control,
      register,
      setValue,
      autosave: noAutosave,
      questions,
      draft: { person: nobody, answers: {} },
      earlier: {},
      kept: {},
      problems: [],
      attributions: [],
      submittingApprovesQuotes: false,
      modelHost: null,
      lookUpWorks: false,
    }),
    [control, register, setValue, questions],
  );
  const problemAt = (name: string) => {
    const found = state.problems.find(({ at }) => at === name);
    return found === undefined ? undefined : sayProblem(found.message);
  };
  return (
    <form
      ref={element}
      noValidate
      autoComplete="off"
      className="flex max-w-[36rem] flex-col gap-12"
      onSubmit={(event) => {
        event.preventDefault();
        // Sent by hand: a form's own action would empty the fields when something is refused.
        const data = new FormData(event.currentTarget);
        startTransition(async () => setState(await enter(data)));
      }}
    >
      <input type="hidden" name="surveyId" value={surveyId} />
      <fieldset className="flex flex-col gap-5">
        <legend className="mb-4 font-serif text-xl font-semibold">Who answered</legend>
        <TextField id="name" name="name" label="Name" required error={state.errors["name"]} />
        <TextField
          id="role"
          name="role"
          label="Role or affiliation"
          required={false}
          error={state.errors["role"]}
        />
        <TextField
          id="email"
          name="email"
          inputMode="email"
          label="Mail address"
          hint="Where the person is asked to confirm. Without it the answers are only counted."
          required={false}
          error={state.errors["email"]}
        />
      </fieldset>
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
      <div className="border-t border-line pt-6">
        {state.errors["form"] !== undefined && (
          <Notice tone="bad" title="Nothing was stored" live="alert">
            {state.errors["form"]}
          </Notice>
        )}
        {state.problems.length > 0 && (
          <Notice tone="bad" title="Nothing was stored" live="alert">
            Some answers need another look.
          </Notice>
        )}
        <Button type="submit" disabled={pending}>
          {pending ? "Storing …" : "Enter these answers"}
        </Button>
        <p className="mt-3 text-sm text-muted">
          Counted at once, marked as entered by you, and neither shown nor quoted until the person
          confirms.
        </p>
      </div>
    </form>
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
