"use client";

// Before any schema is made.
import "./schemas-without-eval";
import { zodResolver } from "@hookform/resolvers/zod";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { type Resolver, type SubmitErrorHandler, useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ServerField } from "@/lib/core/answers/autosave";
import {
  isAnswered,
  type ResponseProblem,
  responseFormSchema,
} from "@/lib/core/answers/completeness";
import {
  type AnswerDraft,
  answerDraftSchema,
  emptyAnswerDraft,
  type PersonDraft,
  type ResponseDraft,
} from "@/lib/core/answers/draft-fields";
import { readPostedForm } from "@/lib/core/answers/form-data";
import { canonical, fingerprint } from "@/lib/core/answers/merge";
import { listInWords } from "@/lib/core/language";
import type { Question } from "@/lib/core/survey/survey-schema";
import { Contents } from "./contents";
import type { FormValues } from "./form-values";
import { QuestionSection } from "./question-section";
import { SaveStatusWords } from "./save-status";
import { Step } from "./step";
import { useAutosave } from "./use-autosave";
import { useProblemWords } from "./use-words";

type AnswerFormProps = {
  /** Names what this browser keeps. */
  responseId: string;
  /** Questions in order, options in the order drawn for this respondent. */
  questions: readonly Question[];
  draft: ResponseDraft;
  versions: Readonly<Record<string, number>>;
  /** Where each field of the form is stored. */
  where: Readonly<Record<string, { question: string | null; field: string }>>;
  kept: Readonly<Record<string, string>>;
  /** Found by the server when a plain form was posted. */
  problems: readonly ResponseProblem[];
  submittingApprovesQuotes: boolean;
  /** Where the language model runs that may be sent text that may be quoted; null where there is none. */
  modelHost: string | null;
  lookUpWorks: boolean;
  /** Help and definitions by question, set for reading. */
  help: Readonly<Record<string, ReactNode>>;
};

const formId = "answer-form";

/** The expert's form. It works as a plain form; with its script each field is saved as it is typed. */
export function AnswerForm(props: AnswerFormProps) {
  const t = useTranslations("form");
  const tConsent = useTranslations("consent");
  const sayProblem = useProblemWords();
  const { questions, draft, versions, where } = props;
  const server = useMemo(() => {
    const fields: Record<string, ServerField> = {};
    for (const name of Object.keys(where)) {
      fields[name] = { value: valueAt(draft, name), version: versions[name] ?? 0 };
    }
    return fields;
  }, [draft, versions, where]);
  const resolver = useMemo<Resolver<FormValues>>(() => {
    // The schema reads a lone string as a list of one; what goes in and what comes out are otherwise the same.
    const resolve = zodResolver(responseFormSchema(questions)) as never as Resolver<FormValues>;
    return (values, context, options) => resolve(tidy(questions, values), context, options);
  }, [questions]);
  // What was typed before the script ran stands in the document already; react-hook-form must not overwrite it.
  const [start] = useState<FormValues>(() => {
    const form = typeof window === "undefined" ? null : document.getElementById(formId);
    return form !== null && form instanceof HTMLFormElement
      ? copyOf(readPostedForm(questions, new FormData(form)))
      : copyOf(draft);
  });
  const form = useForm<FormValues>({
    defaultValues: start,
    resolver,
    mode: "onBlur",
  });
  const [live, setLive] = useState(false);
  const list = useRef<HTMLDetailsElement>(null);
  const values = form.watch();
  // What the server rendered, until the script runs: the first picture must be the same on both sides.
  const current = live ? copyOf(tidy(questions, values)) : copyOf(draft);

  const autosave = useAutosave({
    scope: props.responseId,
    server,
    where,
    show: (name, value) => form.setValue(name as "person.displayName", value as string),
  });
  const { record, saveConsent } = autosave;
  const recordRef = useRef(record);
  recordRef.current = record;
  const consentRef = useRef(saveConsent);
  consentRef.current = saveConsent;

  useEffect(() => {
    setLive(true);
    for (const name of Object.keys(where)) {
      const typed = valueAt(start, name);
      if (canonical(typed) === canonical(server[name]?.value)) continue;
      if (/\.(attribution|quotable)$/.test(name)) {
        void consentRef.current([{ name, value: String(typed) }]);
      } else recordRef.current(name, typed);
    }
    const subscription = form.watch((changed, { name, type }) => {
      if (name === undefined || type !== "change") return;
      const tidied = tidy(questions, changed as FormValues);
      const field = name.replace(/\.works\..*$/, ".works");
      const value = valueAt(tidied, field);
      if (/\.(attribution|quotable)$/.test(field)) {
        void consentRef.current([{ name: field, value: String(value) }]);
      } else recordRef.current(field, value);
    });
    return () => subscription.unsubscribe();
  }, []);

  const [trouble, setTrouble] = useState<string | null>(null);
  const invalid: SubmitErrorHandler<FormValues> = () => {
    setTrouble(null);
    const wrong = document.querySelector<HTMLElement>(
      `#${formId} :is([aria-invalid=true], [data-invalid=true])`,
    );
    const step = wrong?.closest(".step");
    // On a narrow screen it may stand in a step that is out of view.
    if (step && wrong?.offsetParent === null) location.hash = step.id;
    wrong?.focus();
  };
  const review = form.handleSubmit(async () => {
    const stored = await autosave.flush();
    if (stored) location.assign("/answer/review");
    else {
      setTrouble(t("wait"));
    }
  }, invalid);

  const answered = questions.filter((question) =>
    isAnswered(question, current.answers[question.id]),
  );
  const done = new Map<string, "answered" | "skipped">([
    ...questions
      .filter(({ id }) => current.answers[id]?.skipped === "yes")
      .map(({ id }) => [id, "skipped"] as const),
    ...answered.map(({ id }) => [id, "answered"] as const),
  ]);
  // Where a narrow screen begins: the first question that is still open. It does not move while one types.
  const [beginAt] = useState(() => {
    const problem = props.problems.find(({ question }) => question !== null)?.question;
    const answeredAtFirst = new Set(
      questions
        .filter((question) => isAnswered(question, draft.answers[question.id]))
        .map(({ id }) => id),
    );
    const open = questions.find(
      ({ id }) => !answeredAtFirst.has(id) && draft.answers[id]?.skipped !== "yes",
    );
    return problem ?? open?.id ?? questions[0]?.id;
  });
  const steps = [...questions.map(({ id }) => `question-${id}`), "you"];
  const around = (index: number) => ({
    previous: steps[index - 1] ?? null,
    next: steps[index + 1] ?? null,
  });
  const conflictAt = questions.find(({ id }) =>
    Object.entries(autosave.state.fields).some(
      ([name, field]) => name.startsWith(`answers.${id}.`) && field.conflict !== null,
    ),
  );
  const focusAt = props.problems[0]?.at ?? null;
  const base = JSON.stringify(
    Object.fromEntries(
      Object.entries(server).map(([name, { value, version }]) => [
        name,
        [version, fingerprint(canonical(value))],
      ]),
    ),
  );
  const serverProblem = (name: string): string | undefined => {
    const found = props.problems.find((problem) => problem.at === name);
    return found === undefined ? undefined : sayProblem(found.message);
  };
  const problemAt = (name: string): string | undefined => {
    const [, key = "", field = ""] = name.split(".");
    const found = form.formState.errors.answers?.[key];
    const own =
      found === undefined ? undefined : Object.entries(found).find(([one]) => one === field)?.[1];
    if (own && typeof own === "object" && "message" in own) return sayProblem(String(own.message));
    if (live && form.formState.isDirty) return undefined;
    return serverProblem(name);
  };

  return (
    <div className="lg:grid lg:grid-cols-[13rem_minmax(0,36rem)] lg:gap-14">
      <nav aria-label={t("contents")} className="hidden text-sm lg:block">
        <div className="sticky top-8 max-h-[calc(100dvh-4rem)] overflow-y-auto">
          <Contents questions={questions} done={done} />
        </div>
      </nav>
      <form
        id={formId}
        method="post"
        action="/answer/save"
        autoComplete="off"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void review(event);
        }}
        className="min-w-0"
      >
        <input type="hidden" name="base" value={base} />
        <div
          id="status"
          className="sticky top-0 z-20 -mx-5 mb-6 flex min-h-12 items-start justify-between gap-4 border-b border-line bg-paper px-5 text-sm sm:-mx-8 sm:px-8 lg:mx-0 lg:mb-8 lg:items-center lg:px-0"
        >
          <span className="hidden tabular-nums lg:block">
            {t("progress", { answered: answered.length, total: questions.length })}
          </span>
          <details ref={list} className="min-w-0 grow lg:hidden">
            <summary className="flex min-h-12 w-fit items-center gap-2 tabular-nums">
              {t("progress", { answered: answered.length, total: questions.length })}
              <svg viewBox="0 0 12 8" className="w-3" aria-hidden="true">
                <path d="M1 1.5 6 6.5 11 1.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
              </svg>
            </summary>
            <nav
              aria-label={t("contents")}
              className="absolute inset-x-0 top-full max-h-[70dvh] overflow-y-auto border-b border-line bg-paper px-5 pb-3 sm:px-8"
            >
              <Contents
                questions={questions}
                done={done}
                onTurn={() => {
                  if (list.current) list.current.open = false;
                }}
              />
            </nav>
          </details>
          <span className="flex min-h-12 items-center text-end">
            {live && (
              <SaveStatusWords
                status={autosave.status}
                graceMinutes={autosave.graceMinutes}
                conflictAt={conflictAt?.id ?? null}
              />
            )}
          </span>
        </div>
        <Reworded questions={questions} names={autosave.reworded} />
        {autosave.consentNotice && (
          <Notice tone="wait" live="alert" title={tConsent("noticeTitle")}>
            {tConsent(`notices.${autosave.consentNotice}`)}
          </Notice>
        )}
        <div className="steps flex flex-col gap-16">
          {questions.map((question, index) => (
            <Step
              key={question.id}
              id={`question-${question.id}`}
              labelledBy={`title-${question.id}`}
              begin={question.id === beginAt}
              position={{ number: index + 1, total: questions.length }}
              {...around(index)}
            >
              <QuestionSection
                question={question}
                help={props.help[question.id] ?? null}
                focusAt={focusAt}
                lookUpWorks={props.lookUpWorks}
                number={index + 1}
                total={questions.length}
                initial={draft.answers[question.id] ?? emptyAnswerDraft()}
                current={current.answers[question.id] ?? emptyAnswerDraft()}
                person={current.person}
                live={live}
                register={form.register}
                setRows={(rows) => {
                  const name = `answers.${question.id}.works` as const;
                  form.setValue(name, [...rows]);
                  record(
                    name,
                    rows.map(withoutBlanks).filter((row) => Object.keys(row).length > 0),
                  );
                }}
                problemAt={problemAt}
                fields={autosave.state.fields}
                kept={props.kept}
                onResolve={autosave.settleConflict}
                submittingApprovesQuotes={props.submittingApprovesQuotes}
                modelHost={props.modelHost}
                onApplyToAll={() => {
                  const own = current.answers[question.id];
                  if (own === undefined || own.attribution === "") return;
                  const changes = questions.flatMap((other) => {
                    const list = [
                      { name: `answers.${other.id}.attribution`, value: own.attribution as string },
                    ];
                    if (own.quotable !== "") {
                      list.push({ name: `answers.${other.id}.quotable`, value: own.quotable });
                    }
                    return list;
                  });
                  for (const { name, value } of changes) {
                    form.setValue(name as "person.displayName", value);
                  }
                  void saveConsent(changes);
                }}
              />
            </Step>
          ))}
          <Step
            id="you"
            labelledBy="you-title"
            begin={false}
            position={null}
            {...around(questions.length)}
          >
            <div className="flex flex-col gap-5">
              <h2 id="you-title" className="font-serif text-xl font-semibold">
                {t("aboutYou")}
              </h2>
              <p className="text-muted">{t("aboutYouLead")}</p>
              <PersonField
                name="displayName"
                label={t("name")}
                initial={draft.person.displayName}
                register={form.register}
                error={serverProblem("person.displayName")}
                focused={focusAt === "person.displayName"}
              />
              <PersonField
                name="displayRole"
                label={t("role")}
                hint={t("roleHint")}
                initial={draft.person.displayRole}
                register={form.register}
              />
              <PersonField
                name="interests"
                label={t("interests")}
                hint={t("interestsHint")}
                initial={draft.person.interests}
                register={form.register}
              />
              <PersonField
                name="roleWording"
                label={t("wording")}
                hint={t("wordingHint")}
                initial={draft.person.roleWording}
                register={form.register}
                error={serverProblem("person.roleWording")}
                focused={focusAt === "person.roleWording"}
              />
            </div>
            {trouble && (
              <Notice tone="wait" live="alert" title={t("waitTitle")}>
                {trouble}
              </Notice>
            )}
            <div className="mt-12 flex flex-wrap gap-3 border-t border-line pt-8">
              <Button type="submit" name="go" value="review">
                {t("review")}
              </Button>
              {!live && (
                <Button
                  type="submit"
                  name="go"
                  value="save"
                  variant="secondary"
                  className="unscripted"
                >
                  {t("save")}
                </Button>
              )}
            </div>
            <p className="mt-4 text-sm text-muted">{t("leave")}</p>
          </Step>
        </div>
      </form>
    </div>
  );
}

function PersonField({
  name,
  label,
  hint,
  initial,
  error,
  focused,
  register,
}: {
  name: keyof PersonDraft;
  label: string;
  hint?: string;
  initial: string;
  error?: string | undefined;
  focused?: boolean;
  register: ReturnType<typeof useForm<FormValues>>["register"];
}) {
  return (
    <TextField
      id={`person-${name}`}
      label={label}
      hint={hint}
      error={error}
      defaultValue={initial}
      maxLength={1000}
      {...(focused ? { autoFocus: true } : {})}
      {...register(`person.${name}`)}
    />
  );
}

/** Names the questions whose words have changed under the hands of the person who answers them. */
function Reworded({
  questions,
  names,
}: {
  questions: readonly Question[];
  names: readonly string[];
}) {
  const t = useTranslations("form");
  const language = useLocale();
  const numbers = questions.flatMap(({ id }, index) =>
    names.some((name) => name.startsWith(`answers.${id}.`)) ? [String(index + 1)] : [],
  );
  if (numbers.length === 0) return null;
  return (
    <Notice tone="wait" live="alert" title={t("rewordedTitle")}>
      {t.rich("reworded", {
        count: numbers.length,
        numbers: listInWords(numbers, language),
        link: (words) => <a href="/answer">{words}</a>,
      })}
    </Notice>
  );
}

function withoutBlanks(row: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ""));
}

function copyOf(draft: ResponseDraft | FormValues): FormValues {
  return { person: { ...draft.person }, answers: { ...draft.answers } };
}

/** What react-hook-form holds, in the shape of a draft: a lone radio button gives a string, no box `false`, no button `null`. */
function tidy(questions: readonly Question[], values: FormValues): FormValues {
  const answers: FormValues["answers"] = {};
  for (const question of questions) {
    const raw: Record<string, unknown> = {
      ...emptyAnswerDraft(),
      ...values.answers?.[question.id],
    };
    for (const [field, value] of Object.entries(raw)) {
      if (value === null || value === undefined || value === false) {
        raw[field] = field === "options" || field === "works" ? [] : "";
      }
    }
    const parsed = answerDraftSchema.safeParse(raw);
    answers[question.id] = parsed.success
      ? parsed.data
      : { ...emptyAnswerDraft(), ...(raw as Partial<AnswerDraft>) };
  }
  return { person: values.person, answers };
}

function valueAt(draft: ResponseDraft | FormValues, name: string): unknown {
  const [head, ...rest] = name.split(".");
  const holder: object | undefined =
    head === "person" ? draft.person : draft.answers[rest.slice(0, -1).join(".")];
  const value = Object.entries(holder ?? {}).find(([key]) => key === rest.at(-1))?.[1];
  return value ?? "";
}
