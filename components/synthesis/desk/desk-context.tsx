"use client";

import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { newId } from "@/components/ui/new-id";
import type { OverlayEdit } from "@/lib/core/synthesis/overlay/edit";
import type {
  ChangeCommentAction,
  CommentThread,
  DiscardEntryAction,
  SaveEditAction,
  StepAction,
} from "@/lib/synthesis/overlay/schema";

/** The entry that stands for a key of the overlay. */
export type StandingEntry = {
  readonly id: string;
  readonly key: string;
  readonly by: string;
  /** False where it was taken back. */
  readonly stands: boolean;
  /** True where its words were taken out, because they repeated an answer that was withdrawn. */
  readonly blanked: boolean;
};

export type DeskActions = {
  readonly saveEdit: SaveEditAction;
  readonly discardEntry: DiscardEntryAction;
  readonly step: StepAction;
  readonly changeComment: ChangeCommentAction;
};

type DeskValue = {
  readonly surveyId: string;
  readonly mayEdit: boolean;
  readonly entries: readonly StandingEntry[];
  readonly threads: readonly CommentThread[];
  readonly actions: DeskActions;
  /** Makes one edit at once and shows what becomes of the page. */
  readonly change: (key: string, edit: OverlayEdit | null) => Promise<void>;
  readonly refresh: () => void;
  /** Says something in the quiet place of the desk. */
  readonly say: (words: string, bad?: boolean) => void;
  readonly said: { readonly words: string; readonly bad: boolean };
  /** How many blocks are being edited: the page is not exchanged under somebody who types. */
  readonly busy: { current: number };
};

const DeskContext = createContext<DeskValue | null>(null);

/** What the parts of the desk share. */
export function useDesk(): DeskValue {
  const value = useContext(DeskContext);
  if (value === null) throw new Error("this part stands outside the desk");
  return value;
}

type DeskProviderProps = {
  surveyId: string;
  mayEdit: boolean;
  entries: readonly StandingEntry[];
  threads: readonly CommentThread[];
  actions: DeskActions;
  children: ReactNode;
};

/** Holds what the parts of the desk share. Undo and redo have their usual keys outside text fields. */
export function DeskProvider({ children, ...shared }: DeskProviderProps) {
  const { surveyId, entries, actions } = shared;
  const router = useRouter();
  const [said, setSaid] = useState({ words: "", bad: false });
  const busy = useRef(0);
  const say = useCallback((words: string, bad = false) => setSaid({ words, bad }), []);
  const refresh = useCallback(() => router.refresh(), [router]);
  const change = useCallback(
    async (key: string, edit: OverlayEdit | null) => {
      say("Saving …");
      const base = entries.find((entry) => entry.key === key)?.id ?? null;
      try {
        const outcome = await actions.saveEdit({ surveyId, entryId: newId(), base, key, edit });
        if (outcome.ok) say("Saved");
        else if (outcome.reason === "conflict") {
          say(`${outcome.by} changed the same meanwhile. This is how it stands now.`, true);
        } else say(outcome.message, true);
        refresh();
      } catch {
        say("Not saved: the server cannot be reached. Try again.", true);
      }
    },
    [actions, entries, refresh, say, surveyId],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
      event.preventDefault();
      void stepThrough(event.shiftKey ? "redo" : "undo", { surveyId, actions, refresh, say });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [surveyId, actions, refresh, say]);
  const value = useMemo(
    () => ({ ...shared, change, refresh, say, said, busy }),
    [shared, change, refresh, say, said],
  );
  return <DeskContext value={value}>{children}</DeskContext>;
}

/** One step back or forward through one's own edits. */
export async function stepThrough(
  to: "undo" | "redo",
  { surveyId, actions, refresh, say }: Pick<DeskValue, "surveyId" | "actions" | "refresh" | "say">,
): Promise<void> {
  try {
    const outcome = await actions.step({ surveyId, to });
    if (outcome.ok) say(to === "undo" ? "Undone" : "Done again");
    else say(outcome.reason === "refused" ? outcome.message : "Nothing was changed.");
    refresh();
  } catch {
    say("The server cannot be reached. Nothing was changed.", true);
  }
}
