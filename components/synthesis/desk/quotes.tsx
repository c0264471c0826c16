"use client";

import { useState } from "react";
import type { ChosenQuote } from "@/lib/core/publication/compose";
import { sha256 } from "@/lib/core/sha256";
import { dissentBlock, themeBlock } from "@/lib/core/synthesis/overlay/blocks";
import { keyOf, type OverlayEdit } from "@/lib/core/synthesis/overlay/edit";
import { BlockTools, Move, type Place } from "./block-tools";
import { useDesk } from "./desk-context";

/** A sentence of an answer that may be quoted. */
export type Passage = {
  readonly answer: string;
  readonly by: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Quoted here, waiting for its respondent's approval, or neither. */
  readonly state: "quoted" | "waiting" | "free";
};

/** Moves a quote within its theme, or takes it out of the page; an own pin is simply taken back. */
export function QuoteTools({ quote, by, place }: { quote: ChosenQuote; by: string; place: Place }) {
  const { mayEdit, entries, change } = useDesk();
  if (!mayEdit) return null;
  const { question, theme, answer, start, end } = quote;
  const pin = `pin:${question}/${theme}/${answer}/${start}-${end}`;
  const pinned = entries.some(({ key, stands }) => key === pin && stands);
  const drop: OverlayEdit = { kind: "drop", question, answer, start, end };
  return (
    <p className="desk-tools">
      <Move place={place} name={`this quote of ${by}`} />
      <button
        type="button"
        aria-label={`Drop this quote of ${by}`}
        onClick={() => (pinned ? change(pin, null) : change(keyOf(drop), drop))}
      >
        Drop
      </button>
    </p>
  );
}

type PinQuoteProps = {
  question: string;
  /** A theme's id, or "dissent". */
  theme: string;
  name: string;
  passages: readonly Passage[];
  place?: Place;
};

/** The tools of a theme, and its answers sentence by sentence, to pin one as a quote. */
export function PinQuote({ question, theme, name, passages, place }: PinQuoteProps) {
  const { change } = useDesk();
  const [open, setOpen] = useState(false);
  const isDissent = theme === "dissent";
  const pin = ({ answer, start, end, text }: Passage) => {
    const hash = sha256(text);
    const edit: OverlayEdit = { kind: "pin", question, theme, answer, start, end, hash };
    void change(keyOf(edit), edit);
  };
  return (
    <>
      <BlockTools
        block={isDissent ? dissentBlock(question) : themeBlock(question, theme)}
        name={name}
        mayHide={!isDissent}
        {...(place ? { place } : {})}
      >
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          Pin a quote<span className="sr-only"> for {name}</span>
        </button>
      </BlockTools>
      {open && (
        <section className="desk-passages" aria-label={`Passages for ${name}`}>
          {passages.length === 0 ? (
            <p className="text-sm text-muted">
              No answer here may be quoted{isDissent && " on that side"}.
            </p>
          ) : (
            <ul>
              {passages.map((passage) => (
                <li key={`${passage.answer}-${passage.start}`}>
                  <span className="desk-passage">{passage.text}</span>
                  <span className="desk-by">{passage.by}</span>
                  {passage.state !== "free" ? (
                    <span className="desk-by">
                      {passage.state === "quoted" ? "quoted" : "waits for approval"}
                    </span>
                  ) : (
                    <button type="button" onClick={() => pin(passage)}>
                      Pin<span className="sr-only"> these words of {passage.by}</span>
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </>
  );
}
