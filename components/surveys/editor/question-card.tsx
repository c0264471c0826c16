"use client";

import { memo, type PointerEvent } from "react";
import { gapsOf } from "@/lib/core/survey/opening-checklist";
import { setupInShort } from "@/lib/core/survey/setup-in-words";
import { useEditor, useQuestion } from "./editor-context";
import { IconButton } from "./icon-button";
import { QuestionForm } from "./question-form";

type QuestionCardProps = {
  id: string;
  questionKey: string;
  index: number;
  total: number;
  isOpen: boolean;
  /** Whether the list may change. */
  draft: boolean;
  /** Moves the question to another place. */
  move: (id: string, to: number) => void;
  /** Begins to drag it. */
  grab: (id: string, event: PointerEvent<HTMLElement>) => void;
};

/** One question in the list: a line that says what it is, and its form while it is open. */
export const QuestionCard = memo(function QuestionCard(props: QuestionCardProps) {
  const { id, questionKey, index, total, isOpen, draft, move, grab } = props;
  const { open } = useEditor();
  const fields = useQuestion(id);
  const missing = gapsOf(fields).filter(({ weight }) => weight === "must").length;
  const number = index + 1;
  return (
    <li
      id={`question-${id}`}
      data-question={id}
      className={`scroll-mt-20 border-b border-line ${isOpen ? "" : "question-row"}`}
    >
      <div className="flex items-start gap-1">
        {draft && (
          <span
            aria-hidden="true"
            title="Drag to another place"
            onPointerDown={(event) => grab(id, event)}
            className="flex h-12 w-6 shrink-0 cursor-grab touch-none items-center justify-center text-edge hover:text-ink"
          >
            <svg viewBox="0 0 8 14" className="h-3.5" aria-hidden="true">
              <g fill="currentColor">
                {[2, 7, 12].flatMap((y) =>
                  [2, 6].map((x) => <circle key={`${x} ${y}`} cx={x} cy={y} r="1.1" />),
                )}
              </g>
            </svg>
          </span>
        )}
        <h3 className="min-w-0 grow">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={`${id}-form`}
            onClick={() => open(isOpen ? null : id)}
            onKeyDown={(event) => {
              if (!draft || !event.altKey) return;
              const to = { ArrowUp: index - 1, ArrowDown: index + 1 }[event.key];
              if (to === undefined || to < 0 || to >= total) return;
              event.preventDefault();
              move(id, to);
            }}
            className="flex min-h-12 w-full items-start gap-3 py-2.5 text-start"
          >
            <span className="w-6 shrink-0 text-muted tabular-nums">{number}</span>
            <span className="min-w-0">
              <span
                className={`block font-semibold ${fields.prompt.trim() === "" ? "text-muted italic" : ""} ${isOpen ? "" : "line-clamp-2"}`}
              >
                {fields.prompt.trim() || "No words yet"}
              </span>
              {!isOpen && (
                <span className="mt-0.5 line-clamp-1 text-sm text-muted">
                  {setupInShort(fields.setup)}
                </span>
              )}
            </span>
          </button>
        </h3>
        {missing > 0 && (
          <span className="mt-3 shrink-0 text-sm font-semibold text-wait">{missing} missing</span>
        )}
        {draft && (
          <span className="mt-1 flex shrink-0">
            <IconButton
              id={`${id}-up`}
              icon="up"
              label={`Move question ${number} up`}
              disabled={index === 0}
              onClick={() => move(id, index - 1)}
            />
            <IconButton
              id={`${id}-down`}
              icon="down"
              label={`Move question ${number} down`}
              disabled={index === total - 1}
              onClick={() => move(id, index + 1)}
            />
          </span>
        )}
      </div>
      <div id={`${id}-form`} hidden={!isOpen}>
        {isOpen && (
          <QuestionForm
            id={id}
            questionKey={questionKey}
            number={number}
            draft={draft}
            isOnly={total === 1}
          />
        )}
      </div>
    </li>
  );
});
