"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { openKeptAnswers } from "@/components/answers/kept-answers";
import type { FieldState } from "@/lib/core/answers/autosave";
import type { PrivacyTerms } from "@/lib/core/survey/privacy-terms";
import type { QuestionFields } from "@/lib/core/survey/question-draft";
import type { EditorState, SurveyFieldName, SurveyFields } from "@/lib/surveys/editor/schema";
import type { Catalogue } from "./catalogue";
import { editorNetwork } from "./editor-network";
import { EditorStore } from "./editor-store";
import type { EditorView } from "./editor-view";
import { surveyField } from "./field-names";

/** Something that was taken away a moment ago and can be put back. */
export type Undoable = {
  readonly words: string;
  readonly undo: () => void;
  /** The list that it was taken from. */
  readonly place: string;
};

type EditorValue = {
  readonly store: EditorStore;
  /** The question whose form is open; null for none. */
  readonly openId: string | null;
  /** Opens a question, and puts the keyboard into one of its fields. */
  readonly open: (id: string | null, focus?: string) => void;
  readonly undoable: Undoable | null;
  readonly offerUndo: (undoable: Undoable | null) => void;
  /** What the preview of a question needs beside it. */
  readonly form: FormFacts;
  /** Says something to those who hear the page. */
  readonly say: (words: string) => void;
};

export type FormFacts = {
  readonly catalogue: Catalogue;
  /** What the survey promises its experts. */
  readonly terms: PrivacyTerms;
  readonly showOthersAfterSubmitting: boolean;
  readonly fictional: boolean;
  /** Where the language model runs that may be sent text that may be quoted; null where there is none. */
  readonly modelHost: string | null;
};

const EditorContext = createContext<EditorValue | null>(null);

/** What the parts of the editor share. */
export function useEditor(): EditorValue {
  const value = useContext(EditorContext);
  if (value === null) throw new Error("this part stands outside the editor");
  return value;
}

/** How often the page looks whether somebody else has stored anything. */
const lookMs = 5000;

/** Runs the editor of one survey on this browser's timers, network and storage. */
export function EditorProvider({
  state,
  userId,
  form,
  children,
}: {
  state: EditorState;
  form: FormFacts;
  /** What this browser keeps is kept under the survey and the person. */
  userId: string;
  children: ReactNode;
}) {
  const [store] = useState(
    () =>
      new EditorStore(state, {
        network: editorNetwork(state.surveyId),
        openKept: () => openKeptAnswers(`editor ${state.surveyId} ${userId}`),
        after: (ms, work) => {
          const timer = setTimeout(work, ms);
          return () => clearTimeout(timer);
        },
        now: () => Date.now(),
      }),
  );
  const [openId, setOpenId] = useState<string | null>(state.questions[0]?.id ?? null);
  const [undoable, offerUndo] = useState<Undoable | null>(null);
  const [said, say] = useState("");

  useEffect(() => {
    void store.start();
    const leave = () => store.leave();
    const seen = () => {
      if (document.visibilityState === "hidden") store.leave();
      else {
        store.retry();
        void store.look();
      }
    };
    const back = () => store.retry();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void store.look();
    }, lookMs);
    window.addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("online", back);
    return () => {
      store.stop();
      clearInterval(timer);
      window.removeEventListener("pagehide", leave);
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("online", back);
    };
  }, [store]);

  const open = useCallback((id: string | null, focus?: string) => {
    setOpenId(id);
    if (id === null) return;
    // The form stands in the page once it has been drawn.
    requestAnimationFrame(() => {
      const card = document.getElementById(`question-${id}`);
      const top = card?.getBoundingClientRect().top ?? 0;
      if (top < 60 || top > window.innerHeight * 0.6) card?.scrollIntoView({ block: "start" });
      if (focus !== undefined) document.getElementById(`${id}-${focus}`)?.focus();
    });
  }, []);

  // A link to a question opens it.
  useEffect(() => {
    const follow = () => {
      const id = /^#question-(.+)$/.exec(location.hash)?.[1];
      if (id !== undefined) open(id);
    };
    follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, [open]);

  const value = useMemo(
    () => ({ store, openId, open, undoable, offerUndo, form, say }),
    [store, openId, open, undoable, form],
  );
  return (
    <EditorContext value={value}>
      {children}
      <p role="status" className="sr-only">
        {said}
      </p>
    </EditorContext>
  );
}

function useTopic<T>(topic: string, read: (store: EditorStore) => T): T {
  const { store } = useEditor();
  const subscribe = useCallback(
    (listener: () => void) => store.subscribe(topic, listener),
    [store, topic],
  );
  const snapshot = () => read(store);
  return useSyncExternalStore(subscribe, snapshot, snapshot);
}

/** The editor as a whole: its list, its status, what waits for a choice. */
export function useEditorView(): EditorView {
  return useTopic("view", (store) => store.view);
}

/** One question as typed; drawn anew only when something in it changes. */
export function useQuestion(id: string): QuestionFields {
  return useTopic(`question ${id}`, (store) => store.question(id));
}

/** Every question as typed, by its id; another function whenever something is typed. */
export function useFields(): (id: string) => QuestionFields {
  const { store } = useEditor();
  const [read, setRead] = useState(() => (id: string) => store.question(id));
  useEffect(
    () => store.subscribe("fields", () => setRead(() => (id: string) => store.question(id))),
    [store],
  );
  return read;
}

/** One of the survey's own fields as typed. */
export function useSurveyValue<Name extends SurveyFieldName>(name: Name): SurveyFields[Name] {
  return useTopic(surveyField(name), (store) => store.surveyValue(name));
}

/** What is known of a field beside its value: a text that stands against it, the server's refusal. */
export function useFieldState(name: string): FieldState | undefined {
  return useTopic(name, (store) => store.field(name));
}
