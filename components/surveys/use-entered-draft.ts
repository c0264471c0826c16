import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { newId } from "@/components/ui/new-id";
import { type EnteredDraft, EnteredDrafts, isBegun } from "./entered-drafts";

const nobody = { name: "", role: "", email: "", answers: {} };

/** What is typed waits so long for the next letter before the browser writes it. */
const keepAfterMs = 250;

/**
 * The page's hold on one draft, so that two tabs do not write the answers of one person over each other. Gives what ends it;
 * null where another tab has it.
 */
function hold(name: string): Promise<(() => void) | null> {
  if (!("locks" in navigator)) return Promise.resolve(() => undefined);
  return new Promise((held) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) return held(null);
      return new Promise<void>((end) => held(() => end()));
    });
  });
}

/**
 * One person's answers while an author types them: kept in this browser from the first letter on, found again after a reload
 * or a crash, and apart from what another tab is typing. `open` is null until the browser's copy has been read.
 */
export function useEnteredDraft(surveyId: string, userId: string) {
  const scope = `${surveyId} ${userId}`;
  const drafts = useMemo(() => {
    try {
      return new EnteredDrafts(typeof window === "undefined" ? null : localStorage, scope);
    } catch {
      return new EnteredDrafts(null, scope);
    }
  }, [scope]);
  const lockOf = useCallback((id: string) => `consilience entering ${scope} ${id}`, [scope]);
  const [open, setOpen] = useState<EnteredDraft | null>(null);
  const [turn, setTurn] = useState(0);
  const [found, setFound] = useState(false);
  const [others, setOthers] = useState<readonly EnteredDraft[]>([]);
  const [isKept, setKept] = useState(true);
  const now = useRef<EnteredDraft | null>(null);
  const holds = useRef<(() => void)[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const write = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    const draft = now.current;
    if (draft === null) return;
    if (isBegun(draft)) setKept(drafts.keep({ ...draft, at: Date.now() }));
    else drafts.forget(draft.id);
  }, [drafts]);

  /** Shows a draft on this page. */
  const show = useCallback(
    (draft: EnteredDraft) => {
      now.current = draft;
      setOpen(draft);
      setTurn((last) => last + 1);
      try {
        sessionStorage.setItem(lockOf("own"), draft.id);
      } catch {
        setKept(false);
      }
    },
    [lockOf],
  );
  /** Makes this page the one that writes a draft; false where another is. */
  const take = useCallback(
    async (id: string) => {
      const end = await hold(lockOf(id));
      if (end !== null) holds.current.push(end);
      return end !== null;
    },
    [lockOf],
  );

  useEffect(() => {
    let gone = false;
    const start = async () => {
      if (now.current !== null) return;
      let own: EnteredDraft | null = null;
      try {
        own = drafts.find(sessionStorage.getItem(lockOf("own")) ?? "");
      } catch {
        // Storage is forbidden: the page works, and says that nothing is kept.
      }
      // A tab that was doubled has the other's mark.
      if (own !== null && !(await take(own.id))) own = null;
      const id = own?.id ?? newId();
      if (own === null) await take(id);
      const held = "locks" in navigator ? ((await navigator.locks.query()).held ?? []) : [];
      const inUse = new Set(held.map(({ name }) => name));
      if (gone) return;
      setOthers(
        drafts.list(Date.now()).filter((one) => one.id !== id && !inUse.has(lockOf(one.id))),
      );
      setFound(own !== null);
      show(own ?? { ...nobody, id, at: 0 });
    };
    void start();
    addEventListener("pagehide", write);
    return () => {
      gone = true;
      write();
      now.current = null;
      for (const end of holds.current.splice(0)) end();
      removeEventListener("pagehide", write);
    };
  }, [drafts, lockOf, show, take, write]);

  return {
    open,
    /** How often another draft came onto the page. */
    turn,
    /** What stands on the page was typed before it was loaded. */
    found,
    /** What was begun on pages that are gone. */
    others,
    /** Whether the browser keeps what is typed. */
    isKept,
    /** Something was typed. */
    type: useCallback(
      (part: Partial<EnteredDraft>) => {
        if (now.current === null) return;
        now.current = { ...now.current, ...part };
        timer.current ??= setTimeout(write, keepAfterMs);
      },
      [write],
    ),
    /** What stands on the page now. */
    current: useCallback(() => now.current, []),
    /** Goes on with what was begun on a page that is gone; what stands on this page is kept as well. */
    resume: async (draft: EnteredDraft) => {
      write();
      if (!(await take(draft.id))) return;
      const left = now.current;
      setOthers((list) => [
        ...(left !== null && isBegun(left) ? [left] : []),
        ...list.filter(({ id }) => id !== draft.id),
      ]);
      setFound(true);
      show(draft);
    },
    /** Lets go of a draft; gives what puts it back. */
    discard: (draft: EnteredDraft) => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
      drafts.forget(draft.id);
      const isOpen = draft.id === now.current?.id;
      if (isOpen) {
        setFound(false);
        show({ ...nobody, id: draft.id, at: 0 });
      } else setOthers((list) => list.filter(({ id }) => id !== draft.id));
      return () => {
        drafts.keep(draft);
        if (isOpen) show(draft);
        else setOthers((list) => [draft, ...list]);
      };
    },
    /** The answers are entered: the browser forgets its copy. */
    finish: () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
      if (now.current !== null) drafts.forget(now.current.id);
      now.current = null;
      sessionStorage.removeItem(lockOf("own"));
    },
  };
}
