"use client";

import { NextIntlClientProvider } from "next-intl";
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useForm } from "react-hook-form";
import type { AutosaveView } from "@/components/answers/autosave-runner";
import { type FormDesk, FormDeskContext, LiveContext } from "@/components/answers/form-desk";
import type { FormValues } from "@/components/answers/form-values";
import { QuestionSection } from "@/components/answers/question-section";
import type { Autosave } from "@/components/answers/use-autosave";
import { Markdown } from "@/components/ui/markdown";
import { emptyAnswerDraft, type PersonDraft } from "@/lib/core/answers/draft-fields";
import { directionOf, type Language } from "@/lib/core/language";
import { shownQuestion } from "@/lib/core/survey/question-draft";
import type { Question } from "@/lib/core/survey/survey-schema";
import { useEditor, useEditorView, useQuestion, useSurveyValue } from "./editor-context";

const widths = { phone: 390, laptop: 1280 } as const;
export type Device = keyof typeof widths;

/** One question as the expert will see it, at the width of a device, kept up as the author types. */
export function QuestionPreview({ id, device }: { id: string; device: Device }) {
  const { catalogue } = useEditor().form;
  const fields = useDeferredValue(useQuestion(id));
  const language = useSurveyValue("language");
  const { questions } = useEditorView();
  const question = useMemo(() => shownQuestion("preview", fields), [fields]);
  const number = questions.findIndex((one) => one.id === id) + 1;
  return (
    <DeviceFrame width={widths[device]} language={language}>
      <NextIntlClientProvider locale={language} messages={catalogue[language]}>
        <div className="mx-auto w-full max-w-[40rem] px-5 pt-6 pb-10 sm:px-8">
          <AskedQuestion
            // Another way of answering begins with an empty answer.
            key={`${id} ${fields.setup.kind}`}
            question={question}
            number={number}
            total={questions.length}
          />
        </div>
      </NextIntlClientProvider>
    </DeviceFrame>
  );
}

const nothing: AutosaveView = {
  state: { fields: {} },
  status: "saved",
  consentNotice: null,
  reworded: [],
  graceMinutes: null,
};
/** What is tried out in a preview is stored nowhere. */
const unsaved: Autosave = {
  record: () => undefined,
  flush: async () => true,
  settleConflict: () => undefined,
  saveConsent: async () => undefined,
  view: () => nothing,
  subscribe: () => () => undefined,
};

const nobody: PersonDraft = { displayName: "", displayRole: "", roleWording: "", interests: "" };

function AskedQuestion({
  question,
  number,
  total,
}: {
  question: Question;
  number: number;
  total: number;
}) {
  const { attributions, submittingApprovesQuotes } = useEditor().form;
  const draft = { person: nobody, answers: { [question.id]: emptyAnswerDraft() } };
  const { control, register, setValue } = useForm<FormValues>({ defaultValues: draft });
  const desk: FormDesk = {
    control,
    register,
    setValue,
    autosave: unsaved,
    // The section says how many there are.
    questions: Array.from({ length: total }, () => question),
    draft,
    kept: {},
    problems: [],
    earlier: {},
    attributions,
    submittingApprovesQuotes,
    modelHost: null,
    lookUpWorks: false,
  };
  return (
    <FormDeskContext value={desk}>
      <LiveContext value={true}>
        <QuestionSection
          question={question}
          number={number}
          help={question.help ? <Markdown text={question.help} /> : null}
        />
      </LiveContext>
    </FormDeskContext>
  );
}

/** A window of its own width within the page, scaled to the room there is, so that the widths of the look hold in it. */
function DeviceFrame({
  width,
  language,
  children,
}: {
  width: number;
  language: Language;
  children: React.ReactNode;
}) {
  const frame = useRef<HTMLIFrameElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const [body, setBody] = useState<HTMLElement | null>(null);
  const [size, setSize] = useState({ scale: 1, height: 480 });

  const loaded = () => {
    const inner = frame.current?.contentDocument;
    if (!inner) return;
    // The page's own styles, faces and palette; nothing is loaded anew.
    inner.head.replaceChildren(
      ...[...document.querySelectorAll("link[rel=stylesheet], style")].map((style) =>
        inner.importNode(style, true),
      ),
    );
    inner.documentElement.className = document.documentElement.className;
    inner.body.style.minHeight = "0";
    setBody(inner.body);
  };

  useEffect(() => {
    const inner = body?.ownerDocument.documentElement;
    if (!inner) return;
    inner.lang = language;
    inner.dir = directionOf(language);
  }, [body, language]);

  useEffect(() => {
    const outer = room.current;
    if (body === null || outer === null) return;
    const measure = () =>
      setSize({
        scale: Math.min(1, outer.clientWidth / width),
        height: Math.max(160, body.offsetHeight),
      });
    const observer = new ResizeObserver(measure);
    observer.observe(outer);
    observer.observe(body);
    measure();
    return () => observer.disconnect();
  }, [body, width]);

  return (
    <div
      ref={room}
      className="overflow-hidden rounded-md border border-line"
      style={{ height: size.height * size.scale }}
    >
      <iframe
        ref={frame}
        title="The question as an expert sees it"
        // A page of its own in standards mode, into which the question is drawn.
        srcDoc="<!doctype html><title>Preview</title><body></body>"
        onLoad={loaded}
        className="origin-top-left border-0 bg-paper"
        style={{ width, height: size.height, transform: `scale(${size.scale})` }}
      />
      {body !== null && createPortal(children, body)}
    </div>
  );
}
