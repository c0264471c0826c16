"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextAreaField, TextField } from "@/components/ui/field";
import { findingBlock, madeOver } from "@/lib/core/synthesis/overlay/blocks";
import { BlockTools, type Place } from "./block-tools";
import { useDesk } from "./desk-context";

type FindingEditorProps = {
  question: string;
  number: number;
  computed: string;
  overridden: { readonly words: string; readonly reason: string } | null;
  /** What it read when the author worded it, where it reads otherwise now. */
  staleSource: string | null;
  place: Place;
};

/** The author's own finding, with the reason; the computed one stays beside it. */
export function FindingEditor(props: FindingEditorProps) {
  const { question, number, computed, overridden, staleSource, place } = props;
  const { mayEdit, change } = useDesk();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState(overridden?.words ?? "");
  const [reason, setReason] = useState(overridden?.reason ?? "");
  const [missing, setMissing] = useState(false);
  const key = `finding:${question}`;
  const save = (as: { words: string; reason: string }) =>
    change(key, { kind: "finding", question, ...as, source: madeOver(computed) });
  return (
    <>
      <BlockTools block={findingBlock(question)} name={`question ${number}`} place={place}>
        <button
          type="button"
          aria-expanded={open}
          aria-label={`Word the finding of question ${number} yourself`}
          onClick={() => setOpen(!open)}
        >
          Word the finding
        </button>
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
              <Button size="compact" onClick={() => save(overridden)}>
                Keep my words
              </Button>
              <Button size="compact" variant="secondary" onClick={() => change(key, null)}>
                Take the new
              </Button>
              <Button size="compact" variant="secondary" onClick={() => setOpen(true)}>
                Merge
              </Button>
            </span>
          )}
        </div>
      )}
      {open && (
        <form
          className="desk-form"
          onSubmit={async (event) => {
            event.preventDefault();
            const lacks = words.trim() === "" || reason.trim() === "";
            setMissing(lacks);
            if (lacks) return;
            await save({ words: words.trim(), reason: reason.trim() });
            setOpen(false);
          }}
        >
          <TextField
            id={`finding-${question}`}
            label="The finding in your words"
            hint={`Computed: ${computed}. Both stand on the page.`}
            maxLength={120}
            value={words}
            error={missing && words.trim() === "" ? "Say what the finding is." : undefined}
            onChange={(event) => setWords(event.target.value)}
          />
          <TextAreaField
            id={`finding-${question}-reason`}
            label="Why the computed one misleads"
            rows={2}
            maxLength={1000}
            value={reason}
            error={missing && reason.trim() === "" ? "Readers are told the reason." : undefined}
            onChange={(event) => setReason(event.target.value)}
          />
          <span className="desk-editor-foot">
            <Button type="submit" size="compact">
              Use my words
            </Button>
            {overridden && (
              <Button
                size="compact"
                variant="quiet"
                onClick={async () => {
                  await change(key, null);
                  setOpen(false);
                }}
              >
                Back to the computed finding
              </Button>
            )}
            <Button size="compact" variant="quiet" onClick={() => setOpen(false)}>
              Leave as it was
            </Button>
          </span>
        </form>
      )}
    </>
  );
}
