"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState, useTransition } from "react";
import { useForm } from "react-hook-form";
import type { FormValues } from "@/components/answers/form-values";
import { tidy } from "@/components/answers/tidy";
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
const nobody = { displayName: "", displayRole: "", roleWording: "", interests: "" };

/** One person's answers, entered by the author: the expert's own fields, without the consent that only the expert gives. */
export function EnterForm({ surveyId, questions, help, enter }: EnterFormProps) {
  const t = useTranslations("form");
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
  const values = tidy(questions, form.watch());
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
      {questions.map((question, index) => {
        const own = values.answers[question.id] ?? emptyAnswerDraft();
        const parts = {
          question,
          number: index + 1,
          total: questions.length,
          help: null,
          initial: emptyAnswerDraft(),
          current: own,
          person: nobody,
          live,
          register: form.register,
          setRows: (rows: FormValues["answers"][string]["works"]) =>
            form.setValue(`answers.${question.id}.works`, [...rows], { shouldDirty: true }),
          problemAt,
          focusAt: null,
          fields: {},
          kept: {},
          onResolve: () => undefined,
          onApplyToAll: () => undefined,
          submittingApprovesQuotes: false,
          modelHost: null,
          lookUpWorks: false,
        };
        return (
          <section key={question.id} aria-labelledby={`title-${question.id}`}>
            <p className="mb-1 text-sm text-muted">
              {t("position", { number: index + 1, total: questions.length })}
            </p>
            <h2 id={`title-${question.id}`} className="font-serif text-xl font-semibold">
              {question.prompt}
            </h2>
            {help[question.id]}
            <div className="mt-5 flex flex-col gap-6">
              <ValueFields {...parts} setRows={(rows) => parts.setRows([...rows])} />
              {question.kind !== "works" && (
                <WordsField {...parts} setRows={(rows) => parts.setRows([...rows])} />
              )}
            </div>
          </section>
        );
      })}
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
