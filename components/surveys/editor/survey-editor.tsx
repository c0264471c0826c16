"use client";

// Before any schema is made.
import "@/components/answers/schemas-without-eval";
import { NextIntlClientProvider } from "next-intl";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { EditorState } from "@/lib/surveys/editor/schema";
import { Checklist } from "./checklist";
import type { Device } from "./device-frame";
import { EditorProvider, type FormFacts, useEditor, useEditorView } from "./editor-context";
import { FormPreview } from "./form-preview";
import { QuestionPreview } from "./preview";
import { QuestionListView } from "./question-list-view";
import { SaveLine } from "./save-line";
import { OpeningWords, SurroundingWords } from "./survey-words";
import { UndoBar } from "./undo-bar";

type SurveyEditorProps = {
  state: EditorState;
  userId: string;
  timeZones: readonly string[];
  form: FormFacts;
};

/** The editor of a survey: its words, its questions, what is missing, and each question as the expert sees it. */
export function SurveyEditor(props: SurveyEditorProps) {
  return (
    <EditorProvider state={props.state} userId={props.userId} form={props.form}>
      <NextIntlClientProvider locale="en" messages={props.form.catalogue.en}>
        <Editor timeZones={props.timeZones} />
      </NextIntlClientProvider>
    </EditorProvider>
  );
}

function Editor({ timeZones }: { timeZones: readonly string[] }) {
  const { openId } = useEditor();
  const { questions, draft } = useEditorView();
  const wide = useSyncExternalStore(subscribeWide, isWide, () => false);
  const [device, setDevice] = useState<Device | null>("phone");
  const [whole, setWhole] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  const pane = useRef<HTMLDivElement>(null);
  const shown = questions.some(({ id }) => id === openId) ? openId : (questions[0]?.id ?? null);
  const columns =
    device === "laptop"
      ? "lg:grid-cols-[24rem_minmax(0,1fr)]"
      : "lg:grid-cols-[minmax(0,1fr)_22rem]";
  // What is typed before the script runs would be lost: until then nothing can be.
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  return (
    <fieldset disabled={!live} className="contents">
      <SaveLine />
      <div className={`grid gap-12 ${columns}`}>
        <div className="flex min-w-0 flex-col gap-12">
          <OpeningWords />
          <QuestionListView />
          <SurroundingWords timeZones={timeZones} />
          {!wide && (
            <details onToggle={(event) => setUnfolded(event.currentTarget.open)}>
              <summary className="min-h-11 py-2.5 font-semibold text-accent">
                The whole form as experts see it
              </summary>
              {unfolded && <FormPreview device="phone" scroller={pane} />}
            </details>
          )}
          {draft && <Checklist />}
        </div>
        <aside aria-labelledby="preview-title" className="hidden min-w-0 lg:block">
          <div
            ref={pane}
            className="lg:sticky lg:top-16 lg:max-h-[calc(100dvh-5rem)] lg:overflow-y-auto"
          >
            <div className="sticky top-0 z-10 mb-3 flex flex-wrap items-center justify-between gap-x-4 bg-paper">
              <h2 id="preview-title" className="text-sm font-semibold text-muted">
                As experts see it
              </h2>
              <Choice
                name="preview"
                legend="Preview"
                options={devices}
                chosen={device}
                choose={setDevice}
              />
              {device !== null && (
                <Choice
                  name="preview-of"
                  legend="How much of it"
                  options={extents}
                  chosen={whole}
                  choose={setWhole}
                />
              )}
            </div>
            {wide &&
              device !== null &&
              (whole ? (
                <FormPreview key={device} device={device} scroller={pane} />
              ) : (
                shown !== null && <QuestionPreview key={device} id={shown} device={device} />
              ))}
          </div>
        </aside>
      </div>
      <UndoBar />
    </fieldset>
  );
}

const wideQuery = "(min-width: 64rem)";
const isWide = () => window.matchMedia(wideQuery).matches;
function subscribeWide(listener: () => void): () => void {
  const query = window.matchMedia(wideQuery);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

const devices = [
  { value: "phone", label: "Phone" },
  { value: "laptop", label: "Laptop" },
  { value: null, label: "Hide" },
] as const satisfies readonly { value: Device | null; label: string }[];

const extents = [
  { value: false, label: "This question" },
  { value: true, label: "Whole form" },
] as const satisfies readonly { value: boolean; label: string }[];

function Choice<T>({
  name,
  legend,
  options,
  chosen,
  choose,
}: {
  name: string;
  legend: string;
  options: readonly { readonly value: T; readonly label: string }[];
  chosen: T;
  choose: (value: T) => void;
}) {
  return (
    <fieldset className="flex text-sm">
      <legend className="sr-only">{legend}</legend>
      {options.map(({ value, label }) => (
        <label
          key={label}
          className="flex min-h-9 cursor-pointer items-center border-b-2 border-transparent px-2.5 text-muted first-of-type:ps-0 last:pe-0 hover:text-ink has-checked:border-accent has-checked:font-semibold has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={chosen === value}
            onChange={() => choose(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
