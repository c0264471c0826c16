"use client";

import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextAreaField, TextField } from "@/components/ui/field";
import { findingBlock, madeOver } from "@/lib/core/synthesis/overlay/blocks";
import type { OverlayEdit } from "@/lib/core/synthesis/overlay/edit";
import { BlockTools, type Place } from "./block-tools";
import { useDesk } from "./desk-context";
import { EditorFoot } from "./editor-foot";
import { type Typing, useTyping } from "./use-typing";

type Override = { readonly words: string; readonly reason: string };

const noOverride: Override = { words: "", reason: "" };

function isSameOverride(a: Override, b: Override): boolean {
  return a.words === b.words && a.reason === b.reason;
}

type FindingEditorProps = {
  question: string;
  number: number;
  computed: string;
  overridden: Override | null;
  /** What it read when the author worded it, where it reads otherwise now. */
  staleSource: string | null;
  place: Place;
};

/** The author's own finding, with the reason; the computed one stays beside it. */
export function FindingEditor(props: FindingEditorProps) {
  const { question, number, computed, overridden, staleSource, place } = props;
  const { mayEdit, change } = useDesk();
  const [refused, setRefused] = useState(false);
  const key = `finding:${question}`;
  const makeEdit = ({ words, reason }: Override): OverlayEdit | null =>
    words.trim() === "" || reason.trim() === ""
      ? null
      : {
          kind: "finding",
          question,
          words: words.trim(),
          reason: reason.trim(),
          source: madeOver(computed),
        };
  const typing = useTyping(key, noOverride, makeEdit, isSameOverride);
  const begin = () => {
    setRefused(false);
    typing.start(overridden ?? noOverride);
  };
  return (
    <>
      <BlockTools block={findingBlock(question)} name={`question ${number}`} place={place}>
        {!typing.open && (
          <button
            type="button"
            aria-label={`Word the finding of question ${number} yourself`}
            onClick={begin}
          >
            Word the finding
          </button>
        )}
      </BlockTools>
      {staleSource !== null && overridden && (
        <div className="desk-stale">
          <span className="desk-stale-title">The finding that you worded anew has changed</span>
          <span className="desk-sides">
            <span>
              <b>It read</b>
              {staleSource}
            </span>
            <span>
              <b>It reads now</b>
              {computed}
            </span>
            <span>
              <b>Your words</b>
              {overridden.words}
            </span>
          </span>
          {mayEdit && (
            <span className="desk-editor-foot">
              <Button size="compact" onClick={() => change(key, makeEdit(overridden))}>
                Keep my words
              </Button>
              <Button size="compact" variant="secondary" onClick={() => change(key, null)}>
                Take the new
              </Button>
              <Button size="compact" variant="secondary" onClick={begin}>
                Merge
              </Button>
            </span>
          )}
        </div>
      )}
      {typing.open && (
        <FindingFields
          question={question}
          computed={computed}
          typing={typing}
          restorable={overridden !== null}
          refused={refused}
          refuse={setRefused}
        />
      )}
    </>
  );
}

type FindingFieldsProps = {
  question: string;
  computed: string;
  typing: Typing<Override>;
  restorable: boolean;
  /** Whether somebody wanted to be done though something was missing. */
  refused: boolean;
  refuse: (refused: boolean) => void;
};

/** The finding and its reason, saved as they are typed once both are there. Escape gives up, Enter or Control and Enter are done. */
function FindingFields(props: FindingFieldsProps) {
  const { question, computed, typing, restorable, refused, refuse } = props;
  const { text: override, type, finish, giveUp } = typing;
  const noWords = override.words.trim() === "";
  const noReason = override.reason.trim() === "";
  const id = `finding-${question}`;
  const first = useRef<HTMLFormElement>(null);
  const touched = override.words !== "" || override.reason !== "";
  useEffect(() => first.current?.querySelector("input")?.focus(), []);
  const done = () => {
    refuse(noWords || noReason);
    if (noWords || noReason) document.getElementById(noWords ? id : `${id}-reason`)?.focus();
    else void finish();
  };
  const lacking = noWords
    ? "Not saved yet: say what the finding is."
    : "Not saved yet: readers are told the reason.";
  return (
    <form
      ref={first}
      className="desk-form"
      onSubmit={(event) => {
        event.preventDefault();
        done();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          event.preventDefault();
          void giveUp();
        } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          done();
        }
      }}
    >
      <TextField
        id={id}
        label="The finding in your words"
        hint={`Computed: ${computed}. Both stand on the page.`}
        maxLength={120}
        value={override.words}
        error={refused && noWords ? "Say what the finding is." : undefined}
        onChange={(event) => type({ ...override, words: event.target.value })}
      />
      <TextAreaField
        id={`${id}-reason`}
        label="Why the computed one misleads"
        rows={2}
        maxLength={1000}
        value={override.reason}
        error={
          refused && noReason
            ? "Readers are told the reason: write it, or leave the finding as it was."
            : undefined
        }
        onChange={(event) => type({ ...override, reason: event.target.value })}
      />
      <EditorFoot
        typing={typing}
        statusId={`${id}-status`}
        done={done}
        restore={restorable ? "Back to the computed finding" : null}
        lacking={touched && (noWords || noReason) ? lacking : null}
        words={(edit) => (edit.kind === "finding" ? inOneLine(edit) : "")}
        own={inOneLine(override)}
      />
    </form>
  );
}

function inOneLine({ words, reason }: Override): string {
  return `${words} (${reason})`;
}
