"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { newId } from "@/components/ui/new-id";
import type { OverlayEdit } from "@/lib/core/synthesis/overlay/edit";
import { useDesk } from "./desk-context";

const pauseMs = 600;

export type TypingStatus =
  | { readonly kind: "saved" | "typing" | "saving" }
  | { readonly kind: "failed"; readonly message: string }
  | {
      readonly kind: "conflict";
      readonly by: string;
      readonly theirs: OverlayEdit | null;
      readonly entryId: string | null;
    };

/** What the quiet place beside a field says. */
export function typingWords(status: TypingStatus): string {
  switch (status.kind) {
    case "saved":
      return "Saved";
    case "typing":
      return "Not saved yet";
    case "saving":
      return "Saving …";
    case "failed":
      return `Not saved: ${status.message}`;
    case "conflict":
      return "Not saved: choose below.";
  }
}

/**
 * Saves an edit while it is typed. All of one sitting is one entry of the history: undo takes it back as a whole, and
 * giving it up takes it out again. `makeEdit` is null for what is not whole yet, which is kept on the screen and not saved.
 * What is typed is a text, or several that belong together, told apart by `isSame`; `blank` is what it begins with.
 */
export function useTyping<T>(
  key: string,
  blank: T,
  makeEdit: (typed: T) => OverlayEdit | null,
  isSame: (a: T, b: T) => boolean = Object.is,
) {
  const { surveyId, entries, actions, refresh, busy } = useDesk();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(blank);
  const [status, setStatus] = useState<TypingStatus>({ kind: "saved" });
  const sitting = useRef({ entryId: "", base: null as string | null, saved: blank });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<Promise<boolean>>(Promise.resolve(true));
  const written = useRef(false);
  const newest = useRef(blank);

  useEffect(() => {
    if (!open) return;
    busy.current += 1;
    return () => {
      busy.current -= 1;
      clearTimeout(timer.current);
    };
  }, [open, busy]);

  const unsaved = open && status.kind !== "saved";
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsaved]);

  const start = (begin: T) => {
    const base = entries.find((entry) => entry.key === key)?.id ?? null;
    sitting.current = { entryId: newId(), base, saved: begin };
    written.current = false;
    newest.current = begin;
    setText(begin);
    setStatus({ kind: "saved" });
    setOpen(true);
  };

  /** One save at a time: each waits for the one before. */
  const send = useCallback(
    (edit: OverlayEdit | null, as: T): Promise<boolean> => {
      const work = async (): Promise<boolean> => {
        setStatus({ kind: "saving" });
        const { entryId, base } = sitting.current;
        try {
          const outcome = await actions.saveEdit({ surveyId, entryId, base, key, edit });
          if (outcome.ok) {
            written.current = true;
            sitting.current.saved = as;
            setStatus({ kind: isSame(newest.current, as) ? "saved" : "typing" });
            return true;
          }
          if (outcome.reason === "conflict") {
            const { by, stored, storedEntryId } = outcome;
            setStatus({ kind: "conflict", by, theirs: stored, entryId: storedEntryId });
          } else setStatus({ kind: "failed", message: outcome.message });
        } catch {
          const message = "the server cannot be reached. Your words are still here.";
          setStatus({ kind: "failed", message });
        }
        return false;
      };
      running.current = running.current.then(work, work);
      return running.current;
    },
    [actions, key, surveyId, isSame],
  );

  const flush = async (): Promise<boolean> => {
    clearTimeout(timer.current);
    await running.current;
    if (isSame(newest.current, sitting.current.saved)) return true;
    const edit = makeEdit(newest.current);
    return edit === null ? true : send(edit, newest.current);
  };

  const type = (words: T) => {
    setText(words);
    newest.current = words;
    if (status.kind === "conflict") return;
    setStatus({ kind: "typing" });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void flush(), pauseMs);
  };

  const close = () => {
    clearTimeout(timer.current);
    setOpen(false);
    refresh();
  };

  /** Saves what is typed and closes; stays open where it could not be saved. */
  const finish = async () => {
    if (await flush()) close();
  };

  /** Gives up this sitting: everything is as it was before it. */
  const giveUp = async () => {
    clearTimeout(timer.current);
    await running.current;
    const { entryId } = sitting.current;
    if (written.current) await actions.discardEntry({ surveyId, entryId }).catch(() => false);
    close();
  };

  /** Takes the edit back altogether: what was computed stands again. */
  const restore = async () => {
    clearTimeout(timer.current);
    await running.current;
    if (await send(null, newest.current)) close();
  };

  const resolve = async (mine: boolean) => {
    if (status.kind !== "conflict") return;
    sitting.current = { ...sitting.current, entryId: newId(), base: status.entryId };
    written.current = false;
    if (!mine) return close();
    const edit = makeEdit(newest.current);
    if (edit !== null) await send(edit, newest.current);
  };

  return { open, text, status, start, type, finish, giveUp, restore, resolve };
}

export type Typing<T = string> = ReturnType<typeof useTyping<T>>;
