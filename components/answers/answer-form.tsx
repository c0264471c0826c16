"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
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
import type { Question } from "@/lib/core/survey/survey-schema";
import type { FormValues } from "./form-values";
import { QuestionSection } from "./question-section";
import { type SaveStatus, useAutosave } from "./use-autosave";
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
    document
      .querySelector<HTMLElement>(`#${formId} :is([aria-invalid=true], [data-invalid=true])`)
      ?.focus();
  };
  const review = form.handleSubmit(async () => {
    const stored = await autosave.flush();
    if (stored) location.assign("/answer/review");
    else {
      setTrouble(t("wait"));
    }
  }, invalid);

  const answeredCount = questions.filter((question) =>
    isAnswered(question, current.answers[question.id]),
  ).length;
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
      <Contents questions={questions} draft={current} />
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
        <StatusBar
          status={autosave.status}
          answered={answeredCount}
          total={questions.length}
          live={live}
        />
        {autosave.consentNotice && (
          <Notice tone="wait" live="alert" title={tConsent("noticeTitle")}>
            {tConsent(`notices.${autosave.consentNotice}`)}
          </Notice>
        )}
        <div className="flex flex-col gap-14">
          {questions.map((question, index) => (
            <QuestionSection
              key={question.id}
              question={question}
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
          ))}
          <section
            id="you"
            aria-labelledby="you-title"
            className="flex flex-col gap-5 scroll-mt-24"
          >
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
            />
          </section>
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
            <Button type="submit" name="go" value="save" variant="secondary">
              {t("save")}
            </Button>
          )}
        </div>
        <p className="mt-4 text-sm text-muted">{t("leave")}</p>
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
  register,
}: {
  name: keyof PersonDraft;
  label: string;
  hint?: string;
  initial: string;
  error?: string | undefined;
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
      {...register(`person.${name}`)}
    />
  );
}

function StatusBar({
  status,
  answered,
  total,
  live,
}: {
  status: SaveStatus;
  answered: number;
  total: number;
  live: boolean;
}) {
  const t = useTranslations("form");
  const tStatus = useTranslations("status");
  const words = tStatus(status === "unsaved" ? "saving" : status);
  const loud = !["saved", "saving", "unsaved"].includes(status);
  return (
    <div
      id="status"
      className="sticky top-0 z-10 -mx-5 mb-8 flex min-h-12 items-center justify-between gap-4 border-b border-line bg-paper px-5 py-2 text-sm sm:mx-0 sm:px-0"
    >
      <span className="tabular-nums">{t("progress", { answered, total })}</span>
      {/* Changes of "Saved" are too many to be read aloud; what needs the person is. */}
      <span
        className={loud ? "font-semibold text-wait" : "text-muted"}
        aria-hidden={loud || undefined}
      >
        {live ? words : ""}
      </span>
      <span role="status" className="sr-only">
        {loud ? words : ""}
      </span>
    </div>
  );
}

function Contents({ questions, draft }: { questions: readonly Question[]; draft: FormValues }) {
  const t = useTranslations("form");
  return (
    <nav aria-label={t("contents")} className="hidden text-sm lg:block">
      <ol className="sticky top-8 flex flex-col gap-1">
        {questions.map((question, index) => {
          const done = isAnswered(question, draft.answers[question.id]);
          return (
            <li key={question.id}>
              <a
                href={`#question-${question.id}`}
                className="flex gap-2 py-1.5 text-muted hover:text-ink hover:underline"
              >
                <span className="tabular-nums">{index + 1}</span>
                <span className="line-clamp-2">
                  {question.prompt}
                  {done && (
                    <span className="text-good">
                      {" "}
                      ✓<span className="sr-only"> {t("answered")}</span>
                    </span>
                  )}
                </span>
              </a>
            </li>
          );
        })}
        <li>
          <a href="#you" className="block py-1.5 text-muted hover:text-ink hover:underline">
            {t("aboutYou")}
          </a>
        </li>
      </ol>
    </nav>
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
