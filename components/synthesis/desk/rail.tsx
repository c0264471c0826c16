"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { newId } from "@/components/ui/new-id";
import type { StandingEdit } from "@/lib/core/publication/compose";
import type { RailNote } from "@/lib/core/publication/rail-note";
import { blockAnchor } from "@/lib/core/synthesis/overlay/blocks";
import type { OverlayEdit } from "@/lib/core/synthesis/overlay/edit";
import { stepThrough, useDesk } from "./desk-context";

type RailProps = {
  notes: readonly RailNote[];
  edits: readonly StandingEdit[];
  /** What hidden blocks are called. */
  names: Readonly<Record<string, string>>;
  undo: boolean;
  redo: boolean;
  progress: ReactNode;
  publishing: ReactNode;
};

const railId = "before-publishing";

/**
 * What stands between the draft and its publication, each a way to its place; and the way back. Where there is no room
 * beside the text it is one line at the foot of the screen, which unfolds.
 */
export function Rail({ notes, edits, names, undo, redo, progress, publishing }: RailProps) {
  const desk = useDesk();
  const blocking = notes.filter(({ blocks }) => blocks);
  const approval = notes.filter(({ kind, blocks }) => kind === "quote-approval" && !blocks);
  const reading = notes.filter(({ kind }) => kind === "no-author" || kind === "left-out");
  const others = notes.filter(
    (note) => !note.blocks && !approval.includes(note) && !reading.includes(note),
  );
  const [open, setOpen] = useState(false);
  const standing =
    blocking.length === 0
      ? "Nothing stands in the way"
      : `${blocking.length} in the way of publishing`;
  return (
    <aside
      id={railId}
      className="desk-rail"
      aria-label="Before publishing"
      data-open={open}
      onKeyDown={(event) => {
        if (event.key === "Escape") setOpen(false);
      }}
    >
      <div className="desk-bar">
        <button
          type="button"
          className="desk-unfold"
          aria-expanded={open}
          aria-controls={`${railId}-body`}
          onClick={() => setOpen(!open)}
        >
          {standing}
        </button>
        {desk.mayEdit && (
          <div className="desk-history">
            <Button
              size="compact"
              variant="secondary"
              disabled={!undo}
              onClick={() => stepThrough("undo", desk)}
            >
              Undo
            </Button>
            <Button
              size="compact"
              variant="secondary"
              disabled={!redo}
              onClick={() => stepThrough("redo", desk)}
            >
              Redo
            </Button>
          </div>
        )}
        <p role="status" className={desk.said.bad ? "desk-said text-bad" : "desk-said"}>
          {desk.said.words}
        </p>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a link to a place in the text folds what covers that place */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link that is pressed by key clicks too */}
      <div
        id={`${railId}-body`}
        className="desk-rail-body"
        onClick={(event) => {
          const link = event.target instanceof Element ? event.target.closest("a") : null;
          if (link?.getAttribute("href")?.startsWith("#")) setOpen(false);
        }}
      >
        {progress}
        {publishing}
        <section aria-labelledby="rail-blocking">
          <h2 id="rail-blocking">
            {blocking.length === 0 ? standing : "In the way of publishing"}
          </h2>
          <Notes notes={blocking} />
        </section>
        {reading.length > 0 && (
          <section aria-labelledby="rail-reading" className="desk-waiting">
            <h2 id="rail-reading">Readers would miss</h2>
            <Notes notes={reading} />
          </section>
        )}
        <Approval notes={approval} />
        <Left edits={edits} />
        <Blanked names={names} />
        <Hidden edits={edits} names={names} />
        <OpenThreads names={names} />
        {others.length > 0 && (
          <details className="desk-know">
            <summary>Good to know ({others.length})</summary>
            <Notes notes={others} />
          </details>
        )}
      </div>
    </aside>
  );
}

function Notes({ notes }: { notes: readonly RailNote[] }) {
  const { surveyId } = useDesk();
  if (notes.length === 0) return null;
  const place = ({ kind, block }: RailNote) => {
    if (block !== null) return `#${blockAnchor(block)}`;
    if (kind === "no-author") return `/surveys/${surveyId}/edit#authors`;
    return kind === "quote-approval" ? `/surveys/${surveyId}/quotes` : null;
  };
  return (
    <ul className="desk-notes">
      {notes.map((note) => {
        const href = place(note);
        return (
          <li key={`${note.kind} ${note.block ?? ""} ${note.text}`}>
            {href === null ? note.text : <a href={href}>{note.text}</a>}
          </li>
        );
      })}
    </ul>
  );
}

/** Quotes that wait for their respondents: the way to ask them, and to each place where one would stand. */
function Approval({ notes }: { notes: readonly RailNote[] }) {
  const [whole, ...places] = notes;
  if (whole === undefined) return null;
  return (
    <section aria-labelledby="rail-approval" className="desk-waiting">
      <h2 id="rail-approval">Quotes without approval</h2>
      <Notes notes={[whole]} />
      {places.length > 0 && (
        <details className="desk-know">
          <summary>Where they would stand</summary>
          <Notes notes={places} />
        </details>
      )}
    </section>
  );
}

function wordsOf(edit: OverlayEdit): string | null {
  if (edit.kind === "text" || edit.kind === "paragraph") return edit.text;
  if (edit.kind === "finding") return `${edit.words} (${edit.reason})`;
  return edit.kind === "work" ? edit.title : null;
}

/** Edits whose block is not there any more: their words are kept until the author says what becomes of them. */
function Left({ edits }: { edits: readonly StandingEdit[] }) {
  const { mayEdit, change } = useDesk();
  const left = edits.filter(({ state, edit }) => state.kind === "gone" && edit.kind !== "hidden");
  if (left.length === 0) return null;
  return (
    <section aria-labelledby="rail-left">
      <h2 id="rail-left">Your words without a place</h2>
      <ul className="desk-left">
        {left.map(({ key, edit }) => {
          const words = wordsOf(edit);
          return (
            <li key={key}>
              <p className="desk-passage">
                {words ?? "A pinned quote that is not there any more."}
              </p>
              {mayEdit && (
                <p className="desk-tools">
                  {words !== null && (
                    <button
                      type="button"
                      onClick={async () => {
                        const id = `p-${newId()}`;
                        await change(`paragraph:${id}`, {
                          kind: "paragraph",
                          id,
                          place: "end",
                          text: words,
                        });
                        await change(key, null);
                      }}
                    >
                      Keep as a paragraph at the end
                    </button>
                  )}
                  <button type="button" onClick={() => change(key, null)}>
                    Let go
                  </button>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What the author wrote and a withdrawal took along, so that nothing vanishes without a word. */
function Blanked({ names }: { names: Readonly<Record<string, string>> }) {
  const { mayEdit, entries, change } = useDesk();
  const gone = entries.filter(({ blanked }) => blanked);
  if (gone.length === 0) return null;
  const nameOf = (key: string) => {
    const [kind, ...rest] = key.split(":");
    if (kind === "paragraph") return "A paragraph of yours";
    if (kind === "work") return "A work that you added";
    if (kind === "finding") return "A finding in your words";
    return `Your words for: ${names[rest.join(":")] ?? "a block"}`;
  };
  return (
    <section aria-labelledby="rail-blanked">
      <h2 id="rail-blanked">Taken out with withdrawn words</h2>
      <ul className="desk-left">
        {gone.map(({ key }) => (
          <li key={key}>
            <p>{nameOf(key)} repeated an answer that was withdrawn.</p>
            {mayEdit && (
              <p className="desk-tools">
                <button type="button" onClick={() => change(key, null)}>
                  Noted
                </button>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Hidden({
  edits,
  names,
}: {
  edits: readonly StandingEdit[];
  names: Readonly<Record<string, string>>;
}) {
  const { mayEdit, change } = useDesk();
  const hidden = edits.flatMap(({ key, edit, state }) => {
    if (edit.kind === "hidden" && state.kind === "current") {
      return [{ key, name: names[edit.block] ?? "A block" }];
    }
    return edit.kind === "drop" ? [{ key, name: names[key] ?? "A quote" }] : [];
  });
  if (hidden.length === 0) return null;
  return (
    <details className="desk-know">
      <summary>Left out by you ({hidden.length})</summary>
      <ul className="desk-left">
        {hidden.map(({ key, name }) => (
          <li key={key}>
            <p>{name}</p>
            {mayEdit && (
              <p className="desk-tools">
                <button type="button" onClick={() => change(key, null)}>
                  Show again<span className="sr-only">: {name}</span>
                </button>
              </p>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

function OpenThreads({ names }: { names: Readonly<Record<string, string>> }) {
  const { threads } = useDesk();
  const open = threads.filter(({ resolved }) => !resolved);
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="rail-threads">
      <h2 id="rail-threads">Comments</h2>
      <ul className="desk-notes desk-plain">
        {open.map((thread) => (
          <li key={thread.id}>
            <a href={`#${blockAnchor(thread.block)}`}>
              {names[thread.block] ?? "A block"}: {thread.comments.length}{" "}
              {thread.comments.length === 1 ? "comment" : "comments"}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

type ProgressProps = {
  surveyId: string;
  computing: boolean;
  computedAt: string | null;
  inputHash: string | null;
  lastEdit: number;
  /** Number of the latest version; when the next is planned for, and whether it is held up. They change while nobody presses anything. */
  version: number | null;
  planned: string | null;
};

const clock = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const soonMs = 1500;
const nowAndThenMs = 20_000;

/** Whether the draft is up to date; looks by itself, and exchanges the page when there is a newer one and nobody types. */
export function Progress(props: ProgressProps) {
  const { surveyId, computing, computedAt } = props;
  const { refresh, busy } = useDesk();
  const [newer, setNewer] = useState(false);
  const seen = useRef(props);
  seen.current = props;
  useEffect(() => {
    let stopped = false;
    const look = async () => {
      try {
        const response = await fetch(`/surveys/${surveyId}/synthesis/state`, { cache: "no-store" });
        if (!response.ok || stopped) return;
        const state = (await response.json()) as ProgressProps;
        const same = (["inputHash", "lastEdit", "version", "planned"] as const).every(
          (key) => state[key] === seen.current[key],
        );
        if (same && state.computing === computing) return;
        if (busy.current > 0) setNewer(true);
        else {
          setNewer(false);
          refresh();
        }
      } catch {
        // The next look finds the server again.
      }
    };
    const timer = setInterval(() => void look(), computing ? soonMs : nowAndThenMs);
    return () => {
      stopped = true;
      clearInterval(timer);
    };
  }, [surveyId, computing, refresh, busy]);
  return (
    <p className="desk-progress" role="status">
      {computing ? (
        "New answers: computing …"
      ) : computedAt === null ? (
        "Nothing computed yet"
      ) : (
        <>
          Up to date as of <time dateTime={computedAt}>{clock.format(new Date(computedAt))}</time>
        </>
      )}
      {newer && (
        <>
          {" "}
          A newer draft is there.{" "}
          <button type="button" className="link" onClick={() => refresh()}>
            Show it
          </button>
        </>
      )}
    </p>
  );
}
