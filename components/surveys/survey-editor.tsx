"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useCallback, useEffect, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { controlClass, Field, TextAreaField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { languageNames, languages } from "@/lib/core/language";
import { type SaveSurvey, type SurveyWords, surveyWordsSchema } from "@/lib/surveys/schema";

type SurveyEditorProps = {
  surveyId: string;
  revision: number;
  words: SurveyWords;
  timeZones: readonly string[];
  /** A draft is saved as it is typed; an open survey when the author says so. */
  saveAsTyped: boolean;
  save: SaveSurvey;
};

type Status =
  | { readonly kind: "saved" | "typing" | "saving" | "invalid" }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "conflict"; readonly revision: number; readonly stored: SurveyWords };

const pauseMs = 800;

/** The words of a survey: title, introduction, prompts, closing date, the author's message. */
export function SurveyEditor(props: SurveyEditorProps) {
  const { surveyId, saveAsTyped, save } = props;
  const { register, handleSubmit, watch, reset, getValues, formState } = useForm<SurveyWords>({
    resolver: zodResolver(surveyWordsSchema),
    defaultValues: props.words,
    mode: "onBlur",
  });
  const [status, setStatus] = useState<Status>({ kind: "saved" });
  const revision = useRef(props.revision);
  const savedAs = useRef(JSON.stringify(props.words));
  const running = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stopped = useRef(false);

  const store = useCallback(
    async (words: SurveyWords): Promise<void> => {
      if (running.current || stopped.current) return;
      running.current = true;
      setStatus({ kind: "saving" });
      try {
        const outcome = await save({ surveyId, revision: revision.current, words });
        if (outcome.ok) {
          revision.current = outcome.revision;
          savedAs.current = JSON.stringify(words);
          setStatus({ kind: "saved" });
        } else if (outcome.reason === "conflict") {
          stopped.current = true;
          setStatus({ kind: "conflict", revision: outcome.revision, stored: outcome.stored });
        } else setStatus({ kind: "failed", message: outcome.message });
      } catch {
        setStatus({
          kind: "failed",
          message:
            "The server cannot be reached. Your text is still here; press Save to try again.",
        });
      } finally {
        running.current = false;
      }
    },
    [save, surveyId],
  );

  const submit = useCallback(
    () =>
      handleSubmit(
        (words) =>
          JSON.stringify(words) === savedAs.current ? setStatus({ kind: "saved" }) : store(words),
        () => setStatus({ kind: "invalid" }),
      )(),
    [handleSubmit, store],
  );

  useEffect(() => {
    const subscription = watch(() => {
      if (stopped.current) return;
      setStatus({ kind: "typing" });
      clearTimeout(timer.current);
      if (!saveAsTyped) return;
      const attempt = () => {
        // One save at a time: the next names the revision that this one makes.
        if (running.current) timer.current = setTimeout(attempt, pauseMs);
        else {
          const parsed = surveyWordsSchema.safeParse(getValues());
          if (parsed.success) void store(parsed.data);
          else setStatus({ kind: "invalid" });
        }
      };
      timer.current = setTimeout(attempt, pauseMs);
    });
    return () => {
      subscription.unsubscribe();
      clearTimeout(timer.current);
    };
  }, [watch, saveAsTyped, getValues, store]);

  const unsaved = status.kind !== "saved";
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsaved]);

  const resolve = (mine: boolean) => {
    if (status.kind !== "conflict") return;
    revision.current = status.revision;
    stopped.current = false;
    if (mine) void store(getValues());
    else {
      reset(status.stored);
      savedAs.current = JSON.stringify(status.stored);
      setStatus({ kind: "saved" });
    }
  };

  const { errors } = formState;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        clearTimeout(timer.current);
        void submit();
      }}
      className="flex max-w-[44rem] flex-col gap-7"
    >
      {status.kind === "conflict" && (
        <Conflict stored={status.stored} typed={getValues()} resolve={resolve} />
      )}
      <TextField id="title" label="Title" error={errors.title?.message} {...register("title")} />
      <TextAreaField
        id="introduction"
        label="Introduction"
        hint="Experts read it before they answer, and it opens the published page. Markdown: **bold**, *italic*, [links](https://…)."
        error={errors.introduction?.message}
        {...register("introduction")}
      />
      <fieldset className="flex flex-col gap-5">
        <legend className="mb-4 font-serif text-xl font-semibold">Questions</legend>
        {props.words.questions.map((question, index) => (
          <Field
            key={question.key}
            id={`question-${question.key}`}
            label={`Question ${index + 1}`}
            error={errors.questions?.[index]?.prompt?.message}
          >
            {(control) => (
              <textarea
                rows={2}
                {...control}
                {...register(`questions.${index}.prompt`)}
                className={`${controlClass} field-sizing-content`}
              />
            )}
          </Field>
        ))}
      </fieldset>
      <fieldset className="grid gap-5 sm:grid-cols-2">
        <legend className="mb-4 font-serif text-xl font-semibold">Closing</legend>
        <TextField
          id="closesOn"
          type="date"
          label="Last day"
          hint="Answers are taken until 23:59. Empty: no end."
          error={errors.closesOn?.message}
          {...register("closesOn")}
        />
        <Field
          id="timeZone"
          label="Time zone"
          hint="Dates in mails and pages use it."
          error={errors.timeZone?.message}
        >
          {(control) => (
            <select {...control} {...register("timeZone")} className={`${controlClass} min-h-11`}>
              {[...new Set(["UTC", props.words.timeZone, ...props.timeZones])].map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </select>
          )}
        </Field>
      </fieldset>
      <Field
        id="language"
        label="Language of your experts"
        hint="Their pages and mails speak it. A single invitation can name another."
        error={errors.language?.message}
      >
        {(control) => (
          <select
            {...control}
            {...register("language")}
            className={`${controlClass} min-h-11 sm:max-w-[21rem]`}
          >
            {languages.map((language) => (
              <option key={language} value={language}>
                {languageNames[language]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextAreaField
        id="consentWords"
        label="Your words on consent"
        hint="What you promise about the answers: who reads them, how long they are kept, whom to write to. Experts read it before they begin, beside what the product says of itself. Markdown; empty: nothing is added."
        error={errors.consentWords?.message}
        {...register("consentWords")}
      />
      <TextAreaField
        id="invitationMessage"
        label="Your message in the invitation"
        hint="Plain text, in your own words: who you are and why you ask them. Empty: a short neutral text. What happens with the answers, the date and the link are added."
        error={errors.invitationMessage?.message}
        {...register("invitationMessage")}
      />
      <div className="sticky bottom-0 flex flex-wrap items-center gap-4 border-t border-line bg-paper py-3">
        <Button type="submit" disabled={status.kind === "saving" || status.kind === "conflict"}>
          Save
        </Button>
        <p role="status" className="text-sm text-muted">
          {statusWords(status)}
        </p>
      </div>
    </form>
  );
}

function statusWords(status: Status): string {
  switch (status.kind) {
    case "saved":
      return "Saved";
    case "typing":
      return "Not saved yet";
    case "saving":
      return "Saving …";
    case "invalid":
      return "Not saved: a field needs your attention.";
    case "failed":
      return `Not saved. ${status.message}`;
    case "conflict":
      return "Not saved: choose above.";
  }
}

function Conflict({
  stored,
  typed,
  resolve,
}: {
  stored: SurveyWords;
  typed: SurveyWords;
  resolve: (mine: boolean) => void;
}) {
  const differing = differences(stored, typed);
  return (
    <Notice tone="bad" live="alert" title="Somebody changed this survey meanwhile">
      <p>Nothing is lost: both texts are here. Choose which to keep.</p>
      {differing.map(({ label, stored: theirs, typed: mine }) => (
        <section key={label} aria-label={label} className="grid gap-3 sm:grid-cols-2">
          <div>
            <p className="text-sm font-semibold">{label}, stored</p>
            <p className="text-sm whitespace-pre-wrap">{theirs || "(empty)"}</p>
          </div>
          <div>
            <p className="text-sm font-semibold">{label}, yours</p>
            <p className="text-sm whitespace-pre-wrap">{mine || "(empty)"}</p>
          </div>
        </section>
      ))}
      <div className="flex flex-wrap gap-3">
        <Button size="compact" onClick={() => resolve(true)}>
          Keep mine
        </Button>
        <Button size="compact" variant="secondary" onClick={() => resolve(false)}>
          Take the stored text
        </Button>
      </div>
    </Notice>
  );
}

function differences(stored: SurveyWords, typed: SurveyWords) {
  const labels = {
    title: "Title",
    introduction: "Introduction",
    consentWords: "Words on consent",
    invitationMessage: "Message",
    closesOn: "Last day",
    timeZone: "Time zone",
    language: "Language",
  } as const;
  const fields = Object.keys(labels) as (keyof typeof labels)[];
  return [
    ...fields.map((field) => ({
      label: labels[field],
      stored: stored[field],
      typed: typed[field],
    })),
    ...stored.questions.map((question, index) => ({
      label: `Question ${index + 1}`,
      stored: question.prompt,
      typed: typed.questions[index]?.prompt ?? "",
    })),
  ].filter((field) => field.stored !== field.typed);
}
