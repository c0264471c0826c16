"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field, TextAreaField } from "@/components/ui/field";
import { newId } from "@/components/ui/new-id";
import { newSetup, type SetupDraft } from "@/lib/core/survey/question-draft";
import { kindWords } from "@/lib/core/survey/setup-in-words";
import { ChangedQuestion } from "./changed-question";
import { CheckLine } from "./check-line";
import { useEditor, useQuestion, useSurveyValue } from "./editor-context";
import { questionField } from "./field-names";
import { FieldNotes } from "./field-notes";
import { QuestionPreview } from "./preview";
import { SetupFields } from "./setup-fields";

const kinds = Object.keys(kindWords) as readonly SetupDraft["kind"][];

/** Everything that one question can be set to. Only the open question has it in the page. */
export function QuestionForm({
  id,
  questionKey,
  number,
  draft,
  isOnly,
}: {
  id: string;
  questionKey: string;
  number: number;
  draft: boolean;
  isOnly: boolean;
}) {
  const { store, open, offerUndo, say } = useEditor();
  const { prompt, help, setup } = useQuestion(id);
  const language = useSurveyValue("language");
  const [previewed, setPreviewed] = useState(false);
  const change = (next: SetupDraft) => store.setQuestion(id, "setup", next);

  const changeKind = (kind: SetupDraft["kind"]) => {
    change({ ...newSetup(kind, language), ...(setup.required ? { required: true } : {}) });
    offerUndo({
      words: `Question ${number} is now: ${kindWords[kind].toLowerCase()}.`,
      undo: () => change(setup),
      place: id,
    });
  };
  const duplicate = () => {
    const copy = newId();
    store.change({ change: "duplicate", id: copy, of: id });
    open(copy, "prompt");
    say(`Question ${number} is duplicated.`);
  };
  const remove = () => {
    const neighbour = store.view.questions[number]?.id ?? store.view.questions[number - 2]?.id;
    store.change({ change: "delete", id });
    open(null);
    if (neighbour !== undefined) {
      document.querySelector<HTMLElement>(`#question-${neighbour} h3 button`)?.focus();
    }
    offerUndo({
      words: `Question ${number} is deleted.`,
      undo: () => {
        store.change({ change: "restore", id });
        open(id);
      },
      place: "questions",
    });
  };

  return (
    <div className="flex flex-col gap-6 pt-2 pb-8 sm:ps-9">
      <div>
        <TextAreaField
          id={`${id}-prompt`}
          label="Question"
          rows={2}
          className="min-h-16!"
          maxLength={2000}
          value={prompt}
          onChange={(event) => store.setQuestion(id, "prompt", event.target.value)}
        />
        <FieldNotes name={questionField(id, "prompt")} />
      </div>
      <div>
        <TextAreaField
          id={`${id}-help`}
          label="Help and definitions"
          required={false}
          hint="What a word means, what counts. Markdown: **bold**, *italic*, [links](https://…)."
          rows={2}
          className="min-h-16!"
          maxLength={5000}
          value={help}
          onChange={(event) => store.setQuestion(id, "help", event.target.value)}
        />
        <FieldNotes name={questionField(id, "help")} />
      </div>
      <FieldNotes name={questionField(id, "setup")} />
      <fieldset id={`${id}-setup`} tabIndex={-1} className="contents">
        <legend className="sr-only">How it is answered</legend>
        <Field
          id={`${id}-kind`}
          label="Kind of answer"
          hint={
            draft
              ? undefined
              : "The survey has opened: the kind stays, because an answer of one kind cannot be read as another."
          }
        >
          {(control) => (
            <select
              {...control}
              disabled={!draft}
              value={setup.kind}
              onChange={(event) => {
                const kind = kinds.find((one) => one === event.target.value);
                if (kind !== undefined && kind !== setup.kind) changeKind(kind);
              }}
              className={`${controlClass} min-h-11 sm:max-w-72`}
            >
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {kindWords[kind]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <SetupFields id={id} setup={setup} change={change} opened={!draft} />
        <CheckLine
          type="checkbox"
          label="Must be answered"
          detail="“No opinion” is an answer too. Without this, an expert can leave the question open."
          checked={setup.required ?? false}
          onChange={(event) => {
            const { required: _required, ...rest } = setup;
            change(event.target.checked ? { ...rest, required: true } : rest);
          }}
        />
      </fieldset>
      <details className="lg:hidden" onToggle={(event) => setPreviewed(event.currentTarget.open)}>
        <summary className="min-h-11 py-2.5 font-semibold text-accent">As experts see it</summary>
        {previewed && <QuestionPreview id={id} device="phone" />}
      </details>
      {draft ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <Button variant="secondary" size="compact" onClick={duplicate}>
            Duplicate<span className="sr-only"> question {number}</span>
          </Button>
          <Button variant="danger" size="compact" disabled={isOnly} onClick={remove}>
            Delete<span className="sr-only"> question {number}</span>
          </Button>
          {questionKey !== "" && (
            <span className="text-sm text-muted">
              In files: <code>{questionKey}</code>
            </span>
          )}
        </div>
      ) : (
        <ChangedQuestion id={id} number={number} />
      )}
    </div>
  );
}
