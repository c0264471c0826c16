"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, startTransition, useEffect, useMemo, useState } from "react";
import { type Resolver, type SubmitErrorHandler, useForm } from "react-hook-form";
import { Notice } from "@/components/ui/notice";
import type { Attribution } from "@/lib/core/answers/answer";
import type { EarlierWording } from "@/lib/core/answers/assemble-draft";
import type { ServerField } from "@/lib/core/answers/autosave";
import { isAnswered, type ResponseProblem } from "@/lib/core/answers/completeness";
import { isConsentField, type ResponseDraft } from "@/lib/core/answers/draft-fields";
import { readPostedForm } from "@/lib/core/answers/form-data";
import { canonical, fingerprint } from "@/lib/core/answers/merge";
import type { Question } from "@/lib/core/survey/survey-schema";
import { AboutYou } from "./about-you";
import { isGone } from "./autosave-ports";
import { type FormDesk, FormDeskContext, LiveContext, useFormDesk } from "./form-desk";
import { FormFrame } from "./form-frame";
import { copyOf, type FormValues, tidy, valueAt } from "./form-values";
import { QuestionSection } from "./question-section";
import { SaveNotices } from "./save-notices";
import { Step } from "./step";
import { useAutosave, useAutosaveView } from "./use-autosave";

type AnswerFormProps = {
  /** Names what this browser keeps. */
  responseId: string;
  /** How often the response was submitted when the page was made. */
  submission: number;
  /** Questions in order, options in the order drawn for this respondent. */
  questions: readonly Question[];
  draft: ResponseDraft;
  versions: Readonly<Record<string, number>>;
  /** Where each field of the form is stored. */
  where: Readonly<Record<string, { question: string | null; field: string }>>;
  /** The words that an answer stands under where the question was reworded since, by the question's id. */
  earlier: Readonly<Record<string, EarlierWording>>;
  kept: Readonly<Record<string, string>>;
  /** Found by the server when a plain form was posted. */
  problems: readonly ResponseProblem[];
  /** The levels that the survey offers, from open to closed. */
  attributions: readonly Attribution[];
  submittingApprovesQuotes: boolean;
  /** Where the language model runs that may be sent text that may be quoted; null where there is none. */
  modelHost: string | null;
  lookUpWorks: boolean;
  /** Help and definitions by question, set for reading. */
  help: Readonly<Record<string, ReactNode>>;
};

const formId = "answer-form";

/**
 * The expert's form. It works as a plain form; with its script each field is saved as it is typed. It renders once as a
 * whole; whatever changes while one types is read by the part that shows it.
 */
export function AnswerForm(props: AnswerFormProps) {
  const { questions, draft, versions, where, attributions } = props;
  const server = useMemo(() => {
    const fields: Record<string, ServerField> = {};
    for (const name of Object.keys(where)) {
      fields[name] = { value: valueAt(draft, name), version: versions[name] ?? 0 };
    }
    return fields;
  }, [draft, versions, where]);
  const resolver = useMemo<Resolver<FormValues>>(() => {
    // Loaded with the first field that is left: until then there is nothing to judge. Where it cannot be loaded, the review
    // judges.
    return async (values, context, options) => {
      const loaded = await import("./form-resolver").catch(() => null);
      if (loaded === null) return { values, errors: {} };
      const resolve = loaded.resolverOf(questions, attributions);
      return resolve(tidy(questions, values), context, options);
    };
  }, [questions, attributions]);
  // What was typed before the script ran stands in the document already; react-hook-form must not overwrite it.
  const [start] = useState<FormValues>(() => {
    const form = typeof window === "undefined" ? null : document.getElementById(formId);
    return form !== null && form instanceof HTMLFormElement
      ? copyOf(readPostedForm(questions, new FormData(form)))
      : copyOf(draft);
  });
  const { control, register, setValue, handleSubmit, watch } = useForm<FormValues>({
    defaultValues: start,
    resolver,
    mode: "onBlur",
  });
  const [live, setLive] = useState(false);
  const autosave = useAutosave({
    scope: props.responseId,
    server,
    where,
    show: (name, value) => setValue(name as "person.displayName", value as string),
  });

  // Once for the life of the page.
  useEffect(() => {
    const typed = (name: string, value: unknown) => {
      if (isConsentField(name.split(".").at(-1) ?? "")) {
        void autosave.saveConsent([{ name, value: String(value) }]);
      } else autosave.record(name, value);
    };
    for (const name of Object.keys(where)) {
      const value = valueAt(start, name);
      if (canonical(value) !== canonical(server[name]?.value)) typed(name, value);
    }
    const subscription = watch((changed, { name, type }) => {
      if (name === undefined || type !== "change") return;
      const field = name.replace(/\.works\..*$/, ".works");
      typed(field, valueAt(tidy(questions, changed as FormValues), field));
    });
    // In small pieces between which the page stays responsive: nothing that one sees hangs on it.
    startTransition(() => setLive(true));
    return () => subscription.unsubscribe();
  }, []);

  const [unsaved, setUnsaved] = useState(false);
  const invalid: SubmitErrorHandler<FormValues> = (errors) => {
    setUnsaved(false);
    // Nothing is marked yet: the fields learn of their problems after this.
    const first = questions.find(({ id }) => errors.answers?.[id] !== undefined);
    const step = document.getElementById(first === undefined ? "you" : `question-${first.id}`);
    // On a narrow screen it may be out of view, where nothing can have the focus; the field gets it next.
    if (step?.offsetParent === null) location.hash = step.id;
    step?.focus();
  };
  const review = handleSubmit(async () => {
    if (await autosave.flush()) location.assign("/answer/review");
    else setUnsaved(true);
  }, invalid);

  // Where a narrow screen begins: the first question that is still open. It does not move while one types.
  const [beginAt] = useState(() => {
    const problem = props.problems.find(({ question }) => question !== null)?.question;
    const open = questions.find((question) => {
      const answer = draft.answers[question.id];
      // What was reworded since it was answered waits for a word too.
      if (isAnswered(question, answer)) {
        return props.earlier[question.id] !== undefined && answer?.stands !== "yes";
      }
      return answer?.skipped !== "yes";
    });
    return problem ?? open?.id ?? questions[0]?.id;
  });
  const steps = [...questions.map(({ id }) => `question-${id}`), "you"];
  const around = (index: number) => ({
    previous: steps[index - 1] ?? null,
    next: steps[index + 1] ?? null,
  });
  const base = useMemo(
    () =>
      JSON.stringify(
        Object.fromEntries(
          Object.entries(server).map(([name, { value, version }]) => [
            name,
            [version, fingerprint(canonical(value))],
          ]),
        ),
      ),
    [server],
  );
  const { earlier, kept, problems, submittingApprovesQuotes, modelHost, lookUpWorks } = props;
  const desk = useMemo<FormDesk>(
    () => ({
      control,
      register,
      setValue,
      autosave,
      questions,
      draft,
      earlier,
      kept,
      problems,
      attributions,
      submittingApprovesQuotes,
      modelHost,
      lookUpWorks,
    }),
    [
      control,
      register,
      setValue,
      autosave,
      questions,
      draft,
      earlier,
      kept,
      problems,
      attributions,
      submittingApprovesQuotes,
      modelHost,
      lookUpWorks,
    ],
  );

  return (
    <FormDeskContext value={desk}>
      <LiveContext value={live}>
        <FormFrame id={formId} base={base} onSubmit={() => void review()}>
          <SaveNotices submission={props.submission} />
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
                  number={index + 1}
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
              <AboutYou trouble={unsaved && <Unsaved />} />
            </Step>
          </div>
        </FormFrame>
      </LiveContext>
    </FormDeskContext>
  );
}

/** Why what was typed cannot be reviewed yet, after the button was pressed. */
function Unsaved() {
  const t = useTranslations("form");
  const tStatus = useTranslations("status");
  const status = useAutosaveView(useFormDesk().autosave, (view) => view.status);
  // What is gone for good is said above the questions.
  if (isGone(status)) return null;
  return (
    <Notice tone="wait" live="alert" title={t("waitTitle")}>
      {status === "closed" || status === "ended" || status === "outdated"
        ? tStatus(status)
        : t("wait")}
    </Notice>
  );
}
