"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { useChecklist } from "./checklist";
import { useEditor, useEditorView } from "./editor-context";
import type { EditorView } from "./editor-view";

const words = {
  saved: "Saved",
  unsaved: "Not saved yet",
  saving: "Saving …",
  offline: "The server cannot be reached. What you typed is kept here and saved as soon as it can.",
  busy: "The server is busy. What you typed is kept here and saved as soon as it can.",
  conflict: "Somebody else changed the same text: choose",
  refused: "Something could not be saved:",
  closed: "You may no longer edit this survey. What you typed is kept in this browser.",
  ended: "You were signed out. Sign in in another tab, then type on: nothing is lost.",
} as const satisfies Record<EditorView["status"], string>;

/** Whether what is typed is stored, what waits for the author, and how far the survey is from opening. */
export function SaveLine() {
  const { store } = useEditor();
  const { status, draft, conflicts, refused, changes, trouble, outdated } = useEditorView();
  const missing = useChecklist().filter(({ weight }) => weight === "must").length;
  const quiet = status === "saved" || status === "saving" || status === "unsaved";
  const unsaved = status !== "saved";
  const [pressed, setPressed] = useState(false);

  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsaved]);

  // What is changed after the opening may wait for the author's word.
  const waiting = changes.find(({ waits }) => waits !== null);
  const place = conflicts[0] ?? refused[0]?.name;
  const loud = trouble ?? (quiet ? "" : words[status]);
  return (
    <div className="sticky top-0 z-20 -mx-5 mb-8 flex min-h-12 flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line bg-paper px-5 py-1.5 text-sm sm:-mx-8 sm:px-8 lg:mx-0 lg:px-0">
      <span className="flex min-w-0 items-center gap-3">
        {!draft && (
          <Button
            size="compact"
            disabled={status === "saved" || status === "conflict" || status === "saving"}
            onClick={() => {
              setPressed(true);
              void store.save();
            }}
          >
            Save
          </Button>
        )}
        <span
          className={loud === "" ? "text-muted" : "font-semibold text-wait"}
          aria-hidden={loud !== "" && place === undefined ? true : undefined}
        >
          {trouble ?? words[status]}
          {(status === "conflict" || status === "refused") && place !== undefined && (
            <>
              {" "}
              <FieldLink name={place} />
            </>
          )}
          {quiet && waiting !== undefined && (
            <>
              : {waiting.waits === "gaps" ? "something is missing" : "your decision is missing"}{" "}
              <FieldLink name={`question.${waiting.id}.decision`} />
            </>
          )}
        </span>
        <span role="status" className="sr-only">
          {loud || (!draft && pressed && status === "saved" ? "Saved" : "")}
        </span>
      </span>
      {outdated ? (
        <Button variant="secondary" size="compact" onClick={() => location.reload()}>
          The survey has opened since: load the page again
        </Button>
      ) : (
        draft && (
          <a href="#checklist" className="text-muted underline underline-offset-4 hover:text-ink">
            {missing === 0
              ? "Nothing is missing"
              : `${missing} ${missing === 1 ? "thing" : "things"} missing`}
          </a>
        )
      )}
    </div>
  );
}

/** The way to a field by its name in the store. */
function FieldLink({ name }: { name: string }) {
  const { open, store } = useEditor();
  const [head, id = "", field = ""] = name.split(".");
  const number = store.view.questions.findIndex((question) => question.id === id) + 1;
  const own = head === "survey";
  return (
    <a
      className="underline underline-offset-4"
      href={own ? `#${id}` : `#question-${id}`}
      onClick={(event) => {
        if (own) return;
        event.preventDefault();
        open(id, field);
      }}
    >
      {own ? "go there" : `in question ${number}`}
    </a>
  );
}
