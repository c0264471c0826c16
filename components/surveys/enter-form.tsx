"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useRef, useState, useTransition } from "react";
import { LiveContext } from "@/components/answers/form-desk";
import { useProblemWords } from "@/components/answers/use-words";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { Question } from "@/lib/core/survey/survey-schema";
import type { EnterAction, EnterState } from "@/lib/surveys/imports/schema";
import type { EnteredDraft } from "./entered-drafts";
import { EnteredFields } from "./entered-fields";
import { useEnteredDraft } from "./use-entered-draft";

type EnterFormProps = {
  surveyId: string;
  /** What this browser keeps is kept under the survey and the author. */
  userId: string;
  questions: readonly Question[];
  help: Readonly<Record<string, ReactNode>>;
  enter: EnterAction;
};

const nothing: EnterState = { errors: {}, problems: [] };

/** One person's answers, entered by the author: kept in the browser while they are typed, stored all at once. */
export function EnterForm({ surveyId, userId, ...props }: EnterFormProps) {
  const draft = useEnteredDraft(surveyId, userId);
  const [undo, setUndo] = useState<{ words: string; putBack: () => void } | null>(null);
  const { others } = draft;
  const discard = (which: EnteredDraft) => {
    const putBack = draft.discard(which);
    setUndo({ words: `What was typed for ${nameOf(which)} is discarded.`, putBack });
  };
  return (
    <div className="max-w-[36rem]">
      {undo !== null && (
        <Notice live="status" title={undo.words}>
          <Button
            variant="secondary"
            size="compact"
            onClick={() => {
              undo.putBack();
              setUndo(null);
            }}
          >
            Undo
          </Button>
        </Notice>
      )}
      {others.length > 0 && (
        <Notice tone="wait" title="Begun in this browser and not entered">
          <ul className="divide-y divide-line">
            {others.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 py-1">
                <span>
                  {nameOf(one)}, typed last {new Date(one.at).toLocaleString("en-GB", time)}
                </span>
                <span className="flex gap-2">
                  <Button variant="secondary" size="compact" onClick={() => void draft.resume(one)}>
                    Go on<span className="sr-only"> with {nameOf(one)}</span>
                  </Button>
                  <Button variant="quiet" size="compact" onClick={() => discard(one)}>
                    Discard<span className="sr-only"> {nameOf(one)}</span>
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {draft.found && (
        <Notice live="status" title="What you had typed here is back">
          This browser kept it. It is not entered yet.
        </Notice>
      )}
      <Fields
        // Another person's answers begin with fields of their own.
        key={draft.turn}
        surveyId={surveyId}
        {...props}
        draft={draft}
        discard={discard}
      />
    </div>
  );
}

const time = { dateStyle: "medium", timeStyle: "short" } as const;

function nameOf({ name }: EnteredDraft): string {
  return name.trim() || "a person without a name";
}

function Fields({
  surveyId,
  questions,
  help,
  enter,
  draft,
  discard,
}: Omit<EnterFormProps, "userId"> & {
  draft: ReturnType<typeof useEnteredDraft>;
  discard: (draft: EnteredDraft) => void;
}) {
  const router = useRouter();
  const sayProblem = useProblemWords();
  const [state, setState] = useState(nothing);
  const [pending, startTransition] = useTransition();
  const element = useRef<HTMLFormElement>(null);
  const { open, type, isKept } = draft;
  const typed = useCallback((answers: EnteredDraft["answers"]) => type({ answers }), [type]);
  useEffect(() => {
    element.current
      ?.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid=true]")
      ?.focus();
  }, [state]);
  const problemAt = (name: string) => {
    const found = state.problems.find(({ at }) => at === name);
    return found === undefined ? undefined : sayProblem(found.message);
  };
  const own = (field: "name" | "role" | "email") => ({
    id: field,
    name: field,
    defaultValue: open?.[field] ?? "",
    error: state.errors[field],
    onChange: (event: { target: { value: string } }) => type({ [field]: event.target.value }),
  });
  return (
    <form
      ref={element}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        // Sent by hand: a form's own action would empty the fields when something is refused.
        const data = new FormData(event.currentTarget);
        startTransition(async () => {
          const next = await enter(data);
          if (next.entered === undefined) {
            setState(next);
            return;
          }
          draft.finish();
          router.push(next.entered);
        });
      }}
    >
      {/* What is typed before the browser's copy is read would stand against it. */}
      <fieldset disabled={open === null} className="flex flex-col gap-12">
        <legend className="sr-only">One person’s answers</legend>
        <input type="hidden" name="surveyId" value={surveyId} />
        <input type="hidden" name="draftId" value={open?.id ?? ""} />
        <fieldset className="flex flex-col gap-5">
          <legend className="mb-4 font-serif text-xl font-semibold">Who answered</legend>
          <TextField label="Name" required {...own("name")} />
          <TextField label="Role or affiliation" required={false} {...own("role")} />
          <TextField
            inputMode="email"
            label="Mail address"
            hint="Where the person is asked to confirm. Without it the answers are only counted."
            required={false}
            {...own("email")}
          />
        </fieldset>
        <LiveContext value={open !== null}>
          <EnteredFields
            questions={questions}
            help={help}
            answers={open?.answers ?? none}
            typed={typed}
            problemAt={problemAt}
          />
        </LiveContext>
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
          <div className="flex flex-wrap gap-3">
            <Button type="submit" disabled={pending}>
              {pending ? "Storing …" : "Enter these answers"}
            </Button>
            <Button
              variant="quiet"
              disabled={pending}
              className="max-sm:-ms-5"
              onClick={() => {
                const current = draft.current();
                if (current !== null) discard(current);
              }}
            >
              Discard what is typed
            </Button>
          </div>
          <p className="mt-3 text-sm text-muted">
            {isKept
              ? "What you type is kept in this browser until you enter or discard it."
              : "This browser keeps nothing of what you type: enter it before you leave the page."}{" "}
            Entered, it is counted at once, marked as entered by you, and neither shown nor quoted
            until the person confirms.
          </p>
        </div>
      </fieldset>
    </form>
  );
}

const none: EnteredDraft["answers"] = {};
