"use client";

import { useDeferredValue, useSyncExternalStore } from "react";
import { type ChecklistItem, openingChecklist } from "@/lib/core/survey/opening-checklist";
import { useEditor } from "./editor-context";
import type { EditorStore } from "./editor-store";

const lists = new WeakMap<EditorStore, { key: string; items: readonly ChecklistItem[] }>();

/** The list of what is missing; the same object as long as it says the same. */
function checklistOf(store: EditorStore): readonly ChecklistItem[] {
  const items = openingChecklist(
    {
      title: store.surveyValue("title"),
      introduction: store.surveyValue("introduction"),
      authors: store.surveyValue("authors"),
      closesOn: store.surveyValue("closesOn"),
    },
    store.view.questions.map(({ id }) => ({ id, fields: store.question(id) })),
  );
  const key = JSON.stringify(items);
  const known = lists.get(store);
  if (known?.key === key) return known.items;
  lists.set(store, { key, items });
  return items;
}

/** What is missing or may have been forgotten, kept up as one types. */
export function useChecklist(): readonly ChecklistItem[] {
  const { store } = useEditor();
  const read = () => checklistOf(store);
  return useDeferredValue(
    useSyncExternalStore(
      (listener) => {
        const ends = [store.subscribe("fields", listener), store.subscribe("view", listener)];
        return () => {
          for (const end of ends) end();
        };
      },
      read,
      read,
    ),
  );
}

/** What is missing before the survey can open, each line a way to its place. */
export function Checklist() {
  const items = useChecklist();
  const must = items.filter(({ weight }) => weight === "must");
  const should = items.filter(({ weight }) => weight === "should");
  return (
    <section id="checklist" aria-labelledby="checklist-title" className="scroll-mt-20">
      <h2 id="checklist-title" className="mb-3 font-serif text-xl font-semibold">
        Before it opens
      </h2>
      {items.length === 0 && (
        <p className="text-good">Nothing is missing. Add your experts, then open the survey.</p>
      )}
      {must.length > 0 && <Items title="Missing: without this it cannot open" items={must} />}
      {should.length > 0 && (
        <Items
          title={must.length > 0 ? "Worth a look" : "Nothing is missing. Worth a look:"}
          items={should}
        />
      )}
    </section>
  );
}

function Items({ title, items }: { title: string; items: readonly ChecklistItem[] }) {
  const { open } = useEditor();
  return (
    <div className="mb-4">
      <h3 className="mb-1 text-sm font-semibold text-muted">{title}</h3>
      <ul className="flex flex-col">
        {items.map(({ question, field, words }) => (
          <li key={`${question} ${field} ${words}`}>
            <a
              href={question === null ? `#${field}` : `#question-${question}`}
              className="flex min-h-11 items-center text-accent underline underline-offset-4 sm:min-h-9"
              onClick={(event) => {
                event.preventDefault();
                if (question !== null) {
                  open(question, field);
                  return;
                }
                const place = document.getElementById(field);
                place?.scrollIntoView({ block: "center" });
                place?.focus({ preventScroll: true });
              }}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
