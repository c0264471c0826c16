"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import type { CommentChange, CommentThread } from "@/lib/synthesis/overlay/schema";
import { useDesk } from "./desk-context";

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** What members say about a block: threads, the settled ones folded. Opens beneath the block. */
export function Comments({ block }: { block: string }) {
  const { threads } = useDesk();
  const own = threads.filter((thread) => thread.block === block);
  return (
    <section className="desk-comments" aria-label="Comments">
      {own.map((thread) => (
        <Thread key={thread.id} thread={thread} />
      ))}
      <Write block={block} threadId={null} label={own.length > 0 ? "A new thread" : "Comment"} />
    </section>
  );
}

/** How many threads of a block are not settled. */
export function useOpenThreads(block: string): number {
  return useDesk().threads.filter((thread) => thread.block === block && !thread.resolved).length;
}

function useChange() {
  const { actions, refresh } = useDesk();
  const [problem, setProblem] = useState("");
  const [pending, setPending] = useState(false);
  const send = async (change: CommentChange): Promise<boolean> => {
    setPending(true);
    try {
      const outcome = await actions.changeComment(change);
      setProblem(outcome.ok ? "" : outcome.message);
      if (outcome.ok) refresh();
      return outcome.ok;
    } catch {
      setProblem("The server cannot be reached. Your words are still here.");
      return false;
    } finally {
      setPending(false);
    }
  };
  return { send, problem, pending };
}

function Thread({ thread }: { thread: CommentThread }) {
  const { surveyId } = useDesk();
  const { send, problem, pending } = useChange();
  const settle = (
    <Button
      variant="quiet"
      size="compact"
      disabled={pending}
      onClick={() =>
        send({ do: "resolve", surveyId, commentId: thread.id, resolved: !thread.resolved })
      }
    >
      {thread.resolved ? "Open again" : "Settle"}
    </Button>
  );
  const talk = (
    <>
      <ol>
        {thread.comments.map((comment) => (
          <li key={comment.id}>
            <One comment={comment} />
          </li>
        ))}
      </ol>
      {!thread.resolved && <Write block={thread.block} threadId={thread.id} label="Reply" />}
      {settle}
      {problem && (
        <p role="alert" className="text-sm font-semibold text-bad">
          {problem}
        </p>
      )}
    </>
  );
  if (!thread.resolved) return <div className="desk-thread">{talk}</div>;
  return (
    <details className="desk-thread">
      <summary>A settled thread</summary>
      {talk}
    </details>
  );
}

function One({ comment }: { comment: CommentThread["comments"][number] }) {
  const { surveyId } = useDesk();
  const { send, problem, pending } = useChange();
  const [words, setWords] = useState<string | null>(null);
  const id = useId();
  return (
    <>
      <p className="desk-by">
        {comment.by}, <time dateTime={comment.at}>{day.format(new Date(comment.at))}</time>
        {comment.edited && ", reworded"}
      </p>
      {words === null ? (
        <p className="desk-words">
          {comment.deleted ? "Deleted." : comment.text || "It repeated withdrawn words."}
        </p>
      ) : (
        <>
          <label htmlFor={id} className="sr-only">
            Reword your comment
          </label>
          <textarea
            id={id}
            rows={2}
            className={`${controlClass} field-sizing-content text-sm`}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        </>
      )}
      {comment.mine && !comment.deleted && (
        <p className="desk-tools">
          {words === null ? (
            <>
              <button type="button" onClick={() => setWords(comment.text)}>
                Reword
              </button>
              <button
                type="button"
                disabled={pending}
                onClick={() => send({ do: "delete", surveyId, commentId: comment.id })}
              >
                Delete
              </button>
            </>
          ) : (
            <>
              <button
                type="button"
                disabled={pending}
                onClick={async () => {
                  const sent = {
                    do: "reword",
                    surveyId,
                    commentId: comment.id,
                    text: words,
                  } as const;
                  if (await send(sent)) setWords(null);
                }}
              >
                Save
              </button>
              <button type="button" onClick={() => setWords(null)}>
                Leave as it was
              </button>
            </>
          )}
        </p>
      )}
      {problem && (
        <p role="alert" className="text-sm font-semibold text-bad">
          {problem}
        </p>
      )}
    </>
  );
}

function Write({
  block,
  threadId,
  label,
}: {
  block: string;
  threadId: string | null;
  label: string;
}) {
  const { surveyId } = useDesk();
  const { send, problem, pending } = useChange();
  const [text, setText] = useState("");
  const id = useId();
  return (
    <form
      className="desk-write"
      onSubmit={async (event) => {
        event.preventDefault();
        if (await send({ do: "write", surveyId, block, threadId, text })) setText("");
      }}
    >
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={1}
        className={`${controlClass} field-sizing-content text-sm`}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {text.trim() !== "" && (
        <Button type="submit" size="compact" variant="secondary" disabled={pending}>
          {threadId === null ? "Comment" : "Reply"}
        </Button>
      )}
      {problem && (
        <p role="alert" className="text-sm font-semibold text-bad">
          {problem}
        </p>
      )}
    </form>
  );
}
