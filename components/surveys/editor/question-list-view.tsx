"use client";

import { type PointerEvent, useCallback, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { newId } from "@/components/ui/new-id";
import { Notice } from "@/components/ui/notice";
import { newSetup, type SetupDraft } from "@/lib/core/survey/question-draft";
import { withScaleIn } from "@/lib/core/survey/scale-language";
import { kindWords } from "@/lib/core/survey/setup-in-words";
import { useEditor, useEditorView } from "./editor-context";
import { QuestionCard } from "./question-card";
import { useDrag } from "./use-drag";

const kinds = Object.keys(kindWords) as readonly SetupDraft["kind"][];

/** The questions in order: opened one at a time, moved, added, brought back. */
export function QuestionListView() {
  const { store, openId, open, say } = useEditor();
  const view = useEditorView();
  const { questions, deleted, orphans, draft } = view;
  const list = useRef<HTMLOListElement>(null);
  const refocus = useRef<string | null>(null);

  useEffect(() => {
    const target = refocus.current;
    refocus.current = null;
    if (target === null) return;
    const element = document.getElementById(target);
    if (element instanceof HTMLButtonElement && !element.disabled) element.focus();
    else document.querySelector<HTMLElement>(`#question-${target.slice(0, 36)} h3 button`)?.focus();
  });

  const move = useCallback(
    (id: string, to: number) => {
      const list = store.view.questions;
      const from = list.findIndex((question) => question.id === id);
      if (from < 0 || to === from) return;
      const rest = list.filter((question) => question.id !== id);
      const focused = document.activeElement?.id ?? "";
      refocus.current = focused.startsWith(id) ? focused : `${id}-heading`;
      store.change({ change: "move", id, before: rest[to]?.id ?? null });
      say(`Question ${from + 1} is now question ${to + 1} of ${list.length}.`);
    },
    [store, say],
  );
  const drag = useDrag(list, (id, index) => move(id, index));
  const grab = useCallback(
    (id: string, event: PointerEvent<HTMLElement>) => drag.begin(id, event),
    [drag.begin],
  );

  return (
    <section aria-labelledby="questions-title" className="min-w-0">
      <h2 id="questions-title" className="mb-2 font-serif text-xl font-semibold">
        Questions
      </h2>
      {draft && questions.length > 1 && (
        <p className="mb-3 text-sm text-muted">
          Drag, or use the arrows; with the keyboard also Alt and an arrow key.
        </p>
      )}
      {orphans.map((id) => (
        <Orphan key={id} id={id} />
      ))}
      <ol ref={list} className="relative border-t border-line">
        {questions.map(({ id, key }, index) => (
          <QuestionCard
            key={id}
            id={id}
            questionKey={key}
            index={index}
            total={questions.length}
            isOpen={openId === id}
            draft={draft}
            move={move}
            grab={grab}
          />
        ))}
        {drag.line !== null && (
          <li
            aria-hidden="true"
            className="pointer-events-none absolute inset-x-0 h-0.5 bg-accent"
            style={{ top: drag.line }}
          />
        )}
      </ol>
      {draft ? (
        <AddQuestion after={openId} />
      ) : (
        <p className="mt-4 max-w-text text-sm text-muted">
          The survey has opened: its questions can change, and none is added, taken away or moved.
          Who has submitted would be missing from a new one, their answers would go with one that is
          taken away, and an order that some have seen and others not would be no order. A copy of
          the survey can ask anew.
        </p>
      )}
      {draft && deleted.length > 0 && (
        <details className="mt-6 text-sm">
          <summary className="min-h-11 py-2.5 text-muted">{deleted.length} deleted</summary>
          <ul className="flex flex-col divide-y divide-line">
            {deleted.map(({ id, prompt }) => (
              <li key={id} className="flex items-center justify-between gap-4 py-1.5">
                <span className="min-w-0 truncate">{prompt || "No words"}</span>
                <Button
                  variant="quiet"
                  size="compact"
                  onClick={() => {
                    store.change({ change: "restore", id });
                    open(id);
                    say("The question is back.");
                  }}
                >
                  Bring back<span className="sr-only"> “{prompt}”</span>
                </Button>
              </li>
            ))}
          </ul>
          <p className="mt-2 text-muted">They can be brought back until the survey opens.</p>
        </details>
      )}
    </section>
  );
}

function AddQuestion({ after }: { after: string | null }) {
  const { store, open, say } = useEditor();
  const [asking, setAsking] = useState(false);
  const add = (kind: SetupDraft["kind"]) => {
    const id = newId();
    const known = store.view.questions.some((question) => question.id === after);
    store.change({ change: "add", id, kind, after: known ? after : null });
    // The server begins it with the labels of the default language.
    const setup = withScaleIn(newSetup(kind), store.surveyValue("language"));
    if (setup !== null) store.setQuestion(id, "setup", setup);
    open(id, "prompt");
    setAsking(false);
    say("A question is added.");
  };
  return (
    <div className="mt-4">
      <Button
        id="add"
        variant="secondary"
        aria-expanded={asking}
        aria-controls="add-kinds"
        onClick={() => setAsking(!asking)}
      >
        Add a question
      </Button>
      <fieldset id="add-kinds" hidden={!asking} className="mt-3">
        <legend className="mb-2 text-sm text-muted">How will it be answered?</legend>
        <div className="flex flex-wrap gap-2">
          {kinds.map((kind) => (
            <Button key={kind} variant="secondary" size="compact" onClick={() => add(kind)}>
              {kindWords[kind]}
            </Button>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

/** A question that somebody else deleted while its words were typed here. */
function Orphan({ id }: { id: string }) {
  const { store, open } = useEditor();
  const { prompt, help } = store.question(id);
  return (
    <Notice
      tone="wait"
      live="alert"
      title="Somebody else deleted a question in which you were typing"
    >
      <p className="whitespace-pre-line">{prompt}</p>
      {help !== "" && <p className="text-sm whitespace-pre-line">{help}</p>}
      <div className="flex flex-wrap gap-3">
        <Button
          variant="secondary"
          size="compact"
          onClick={() => {
            store.change({ change: "restore", id });
            open(id);
          }}
        >
          Bring it back with my words
        </Button>
        <Button variant="quiet" size="compact" onClick={() => store.forget(id)}>
          Let it go
        </Button>
      </div>
    </Notice>
  );
}
