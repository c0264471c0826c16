import { Button } from "@/components/ui/button";
import type { OverlayEdit } from "@/lib/core/synthesis/overlay/edit";
import { type Typing, typingWords } from "./use-typing";

type EditorFootProps<T> = {
  typing: Typing<T>;
  statusId: string;
  /** Called instead of finishing, where that is not simply done. */
  done?: () => void;
  /** What taking the edit back altogether is called; null where there is none to take back. */
  restore: string | null;
  /** Why what is typed cannot be saved as it is; null where it can. */
  lacking: string | null;
  /** What an edit says, to compare with `own`. */
  words: (edit: OverlayEdit) => string;
  own: string;
};

/** What stands beneath a field that is being typed: the ways out of it, whether it is saved, and what somebody else made of it meanwhile. */
export function EditorFoot<T>(props: EditorFootProps<T>) {
  const { typing, statusId, restore, lacking, words, own } = props;
  const { status, finish, giveUp, resolve } = typing;
  return (
    <>
      <span className="desk-editor-foot">
        <Button size="compact" onClick={() => (props.done ? props.done() : finish())}>
          Done
        </Button>
        <Button size="compact" variant="quiet" onClick={() => giveUp()}>
          Leave as it was
        </Button>
        {restore !== null && (
          <Button size="compact" variant="quiet" onClick={() => typing.restore()}>
            {restore}
          </Button>
        )}
        <span
          id={statusId}
          role="status"
          className={
            status.kind === "failed" ? "text-sm font-semibold text-bad" : "text-sm text-muted"
          }
        >
          {lacking ?? typingWords(status)}
        </span>
      </span>
      {status.kind === "conflict" && (
        <span className="desk-stale" role="alert">
          <span className="desk-stale-title">{status.by} changed the same meanwhile.</span>
          <span className="desk-sides">
            <span>
              <b>Theirs</b>
              {status.theirs === null ? "They took the edit back." : words(status.theirs)}
            </span>
            <span>
              <b>Yours</b>
              {own}
            </span>
          </span>
          <span className="desk-editor-foot">
            <Button size="compact" onClick={() => resolve(true)}>
              Keep mine
            </Button>
            <Button size="compact" variant="secondary" onClick={() => resolve(false)}>
              Take theirs
            </Button>
          </span>
        </span>
      )}
    </>
  );
}
