"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { blockAnchor, madeOver } from "@/lib/core/synthesis/overlay/blocks";
import type { OverlayEdit } from "@/lib/core/synthesis/overlay/edit";
import { BlockTools, type Place } from "./block-tools";
import { useOpenThreads } from "./comments";
import { useDesk } from "./desk-context";
import { EditorFoot } from "./editor-foot";
import { type Typing, useTyping } from "./use-typing";

/** How the author's words stand to what was computed. */
export type Wording = {
  readonly block: string;
  /** What it is, for the names of its buttons: "the title". */
  readonly name: string;
  /** As it is shown. */
  readonly text: string;
  /** As it was computed. */
  readonly computed: string;
  /** Set where the author reworded it. */
  readonly edited: {
    readonly by: string;
    readonly source: string;
    /** What was computed has changed since. */
    readonly stale: boolean;
  } | null;
  readonly place?: Place;
  readonly mayHide?: boolean;
};

type EditableProps = Wording & {
  /** Shown instead of the text while nobody edits, with a button beside: for Markdown. */
  children?: ReactNode;
  /** What the sentence rests on, shown while it is edited. */
  sources?: ReactNode;
  mayBeEmpty?: boolean;
};

/** Words of the page that the author can take hold of: press, type, done. */
export function Editable({ children, sources, mayBeEmpty = false, ...wording }: EditableProps) {
  const { block, name, text, computed, edited } = wording;
  const { mayEdit } = useDesk();
  const open = useOpenThreads(block);
  const key = `text:${block}`;
  const typing = useTyping(key, "", (words): OverlayEdit | null =>
    words.trim() === "" && !mayBeEmpty
      ? null
      : { kind: "text", block, text: words, by: "author", source: madeOver(computed) },
  );
  const anchor = blockAnchor(block);
  if (typing.open) {
    return (
      <span className="desk-open" id={anchor}>
        <Editor
          typing={typing}
          name={name}
          multiline={children !== undefined}
          restorable={edited !== null}
          empty={mayBeEmpty ? null : "Empty words are not saved. To leave it out, hide it."}
        />
        {sources}
        <BlockTools
          block={block}
          name={name}
          mayHide={wording.mayHide ?? false}
          {...(wording.place ? { place: wording.place } : {})}
        />
      </span>
    );
  }
  const begin = () => typing.start(text);
  const mark = edited && (
    <span className="desk-mark" title={`Reworded by ${edited.by}`}>
      {edited.by === "you" ? "your words" : `${edited.by}’s words`}
    </span>
  );
  if (children !== undefined || !mayEdit) {
    return (
      <div id={anchor} className={edited ? "desk-block desk-edited" : "desk-block"}>
        {children ?? text} {mark}
        <BlockTools
          block={block}
          name={name}
          mayHide={wording.mayHide ?? false}
          {...(wording.place ? { place: wording.place } : {})}
        >
          <button type="button" aria-label={`Edit ${name}`} onClick={begin}>
            Edit
          </button>
        </BlockTools>
        {edited?.stale && <StaleChoice {...wording} edited={edited} merge={begin} />}
      </div>
    );
  }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a button element is a box of its own and would not run on with the text around it */}
      <span
        id={anchor}
        role="button"
        tabIndex={0}
        aria-label={`${text} (edit ${name})`}
        className={edited ? "desk-text desk-edited" : "desk-text"}
        onClick={begin}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== " ") return;
          event.preventDefault();
          begin();
        }}
      >
        {text}
        {open > 0 && <span className="desk-count">{open}</span>}
      </span>
      {edited?.stale && <StaleChoice {...wording} edited={edited} merge={begin} />}{" "}
    </>
  );
}

type EditorProps = {
  typing: Typing;
  name: string;
  multiline?: boolean;
  restorable?: boolean;
  /** What is said of empty text; null where it is allowed. */
  empty?: string | null;
};

/** The field in which a block is typed. Escape gives up, Control and Enter are done. */
export function Editor({
  typing,
  name,
  multiline = false,
  restorable = false,
  empty = null,
}: EditorProps) {
  const { text, type, finish, giveUp } = typing;
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    const area = field.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, []);
  return (
    <span className="desk-editor">
      <label htmlFor={id} className="sr-only">
        Edit {name}
      </label>
      <textarea
        ref={field}
        id={id}
        rows={multiline ? 6 : 2}
        aria-describedby={`${id}-status`}
        className={`${controlClass} field-sizing-content font-serif`}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.preventDefault();
            void giveUp();
          } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey || !multiline)) {
            event.preventDefault();
            void finish();
          }
        }}
      />
      <EditorFoot
        typing={typing}
        statusId={`${id}-status`}
        restore={restorable ? "Back to the computed words" : null}
        lacking={text.trim() === "" ? empty : null}
        words={(edit) => ("text" in edit ? edit.text : "")}
        own={text}
      />
    </span>
  );
}

/** An edit whose source changed: the old source, the new one and the author's words side by side. */
function StaleChoice({
  block,
  text,
  computed,
  edited,
  merge,
}: Wording & { edited: NonNullable<Wording["edited"]>; merge: () => void }) {
  const { mayEdit, change } = useDesk();
  const key = `text:${block}`;
  return (
    <span className="desk-stale">
      <span className="desk-stale-title">What you reworded has changed since</span>
      <span className="desk-sides">
        <span>
          <b>It read</b>
          {edited.source || "(taken out with a withdrawn answer)"}
        </span>
        <span>
          <b>It reads now</b>
          {computed}
        </span>
        <span>
          <b>Your words</b>
          {text}
        </span>
      </span>
      {mayEdit && (
        <span className="desk-editor-foot">
          <Button
            size="compact"
            onClick={() =>
              change(key, { kind: "text", block, text, by: "author", source: madeOver(computed) })
            }
          >
            Keep my words
          </Button>
          <Button size="compact" variant="secondary" onClick={() => change(key, null)}>
            Take the new
          </Button>
          <Button size="compact" variant="secondary" onClick={merge}>
            Merge
          </Button>
        </span>
      )}
    </span>
  );
}
