"use client";

import { NextIntlClientProvider } from "next-intl";
import { type RefObject, useDeferredValue, useEffect, useMemo, useRef } from "react";
import { type Control, useForm, useWatch } from "react-hook-form";
import { AboutYou } from "@/components/answers/about-you";
import { FirstScreen } from "@/components/answers/first-screen";
import { type FormDesk, FormDeskContext, LiveContext } from "@/components/answers/form-desk";
import { type FormValues, tidy } from "@/components/answers/form-values";
import { QuestionSection } from "@/components/answers/question-section";
import { Review } from "@/components/answers/review";
import { Markdown } from "@/components/ui/markdown";
import { minutesToAnswer } from "@/lib/core/survey/minutes";
import { type QuestionFields, shownQuestion } from "@/lib/core/survey/question-draft";
import type { Question } from "@/lib/core/survey/survey-schema";
import { endOfDay } from "@/lib/core/survey/zoned-time";
import { type Device, DeviceFrame, widths } from "./device-frame";
import { useEditor, useEditorView, useFields, useQuestion, useSurveyValue } from "./editor-context";
import { nobody, unsaved } from "./preview";

/**
 * The survey as an expert goes through it, from the first screen to the review, kept up as the author types. It can be
 * answered, and nothing of that is stored. The question that is being edited is marked, and comes into view.
 */
export function FormPreview({
  device,
  scroller,
}: {
  device: Device;
  /** What scrolls to the question that is being edited. */
  scroller: RefObject<HTMLElement | null>;
}) {
  const { catalogue } = useEditor().form;
  const language = useSurveyValue("language");
  const { questions } = useEditorView();
  const form = useForm<FormValues>({ defaultValues: { person: nobody, answers: {} } });
  const frame = { width: widths[device], language };
  const spoken = (part: React.ReactNode) => (
    <NextIntlClientProvider locale={language} messages={catalogue[language]}>
      {part}
    </NextIntlClientProvider>
  );
  return (
    <div className="flex flex-col gap-6">
      <Part title="First screen">
        <DeviceFrame title="The first screen as an expert sees it" {...frame}>
          {spoken(<First />)}
        </DeviceFrame>
      </Part>
      <Part title={questions.length === 1 ? "1 question" : `${questions.length} questions`}>
        <DeviceFrame title="The questions as an expert sees them" {...frame}>
          {spoken(<Questions form={form} scroller={scroller} width={widths[device]} />)}
        </DeviceFrame>
      </Part>
      <Part title="Review, before submitting">
        <DeviceFrame title="The review as an expert sees it" {...frame}>
          {spoken(<Last control={form.control} />)}
        </DeviceFrame>
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 text-sm text-muted">{title}</h3>
      {children}
    </section>
  );
}

function First() {
  const { form } = useEditor();
  const { questions } = useEditorView();
  const { store } = useEditor();
  const closesOn = useSurveyValue("closesOn");
  const timeZone = useSurveyValue("timeZone");
  const closesAt = useMemo(
    () => (closesOn === "" ? null : endOfDay(closesOn, timeZone)),
    [closesOn, timeZone],
  );
  return (
    <FirstScreen
      token="preview"
      name=""
      title={useDeferredValue(useSurveyValue("title")).trim() || "—"}
      introduction={useDeferredValue(useSurveyValue("introduction"))}
      consentWords={useDeferredValue(useSurveyValue("consentWords"))}
      authors={useSurveyValue("authors").map(({ name }) => name)}
      questionCount={questions.length}
      minutes={minutesToAnswer(questions.map(({ id }) => store.question(id).setup.kind))}
      closesAt={closesAt}
      timeZone={timeZone}
      window="open"
      graceLeftMinutes={null}
      begun={false}
      submitted={false}
      toConfirm={false}
      declinedAt={null}
      {...form.terms}
      showOthersAfterSubmitting={form.showOthersAfterSubmitting}
      fictional={form.fictional}
      modelHost={form.modelHost}
      suggested={undefined}
    />
  );
}

function Questions({
  form: { control, register, setValue },
  scroller,
  width,
}: {
  form: ReturnType<typeof useForm<FormValues>>;
  scroller: RefObject<HTMLElement | null>;
  width: number;
}) {
  const { form, openId } = useEditor();
  const { questions } = useEditorView();
  const title = useDeferredValue(useSurveyValue("title"));
  const place = useRef<HTMLDivElement>(null);
  const { terms, modelHost } = form;
  const total = questions.length;
  const desk: FormDesk = useMemo(
    () => ({
      control,
      register,
      setValue,
      autosave: unsaved,
      // The sections say how many there are.
      questions: Array.from({ length: total }, () => ({ id: "", kind: "text", prompt: "" })),
      draft: { person: nobody, answers: {} },
      kept: {},
      problems: [],
      earlier: {},
      attributions: terms.attributions,
      submittingApprovesQuotes: terms.submittingApprovesQuotes,
      modelHost,
      lookUpWorks: false,
    }),
    [control, register, setValue, total, terms, modelHost],
  );

  // The question that is being edited comes into view; the window within has no bar of its own.
  useEffect(() => {
    const outer = scroller.current;
    const marked = place.current?.querySelector(`[data-asked="${openId}"]`);
    const page = marked?.ownerDocument;
    const inner = page?.defaultView?.frameElement;
    if (!outer || !marked || !page || !inner) return;
    const show = () => {
      const frame = inner.getBoundingClientRect();
      const at = frame.top + (marked.getBoundingClientRect().top * frame.width) / width;
      // Below the choice of width, which stays in view.
      const above = outer.firstElementChild?.clientHeight ?? 0;
      outer.scrollTo({ top: outer.scrollTop + at - outer.getBoundingClientRect().top - above - 8 });
    };
    // The windows before it grow to their height one after the other; whoever looks elsewhere is not called back.
    const observer = new ResizeObserver(show);
    for (const part of outer.querySelectorAll("iframe")) observer.observe(part);
    const leave = () => observer.disconnect();
    const acts = ["wheel", "pointerdown", "keydown", "touchmove"] as const;
    for (const act of acts) {
      outer.addEventListener(act, leave, { passive: true });
      page.addEventListener(act, leave, { passive: true });
    }
    return () => {
      leave();
      for (const act of acts) {
        outer.removeEventListener(act, leave);
        page.removeEventListener(act, leave);
      }
    };
  }, [openId, scroller, width]);

  return (
    <FormDeskContext value={desk}>
      <LiveContext value={true}>
        <div ref={place} className="mx-auto w-full max-w-[40rem] px-5 pt-8 pb-10 sm:px-8">
          <h1 className="font-serif text-lg font-semibold">{title.trim() || "—"}</h1>
          {questions.map(({ id }, index) => (
            <Asked key={id} id={id} number={index + 1} isOpen={id === openId} />
          ))}
          <div className="border-t border-line pt-8">
            <AboutYou trouble={null} />
          </div>
        </div>
      </LiveContext>
    </FormDeskContext>
  );
}

/** One question of the form; drawn anew only when something in it is typed. */
function Asked({ id, number, isOpen }: { id: string; number: number; isOpen: boolean }) {
  const fields = useDeferredValue(useQuestion(id));
  const question = useMemo(() => shownQuestion(id, fields), [id, fields]);
  const help = useMemo(
    () => (question.help ? <Markdown text={question.help} /> : null),
    [question.help],
  );
  return (
    <section
      // Another way of answering begins with an empty answer.
      key={fields.setup.kind}
      data-asked={id}
      aria-current={isOpen ? "true" : undefined}
      className={`border-t border-line py-8 ${isOpen ? "-mx-4 border-s-4 border-s-accent ps-3 pe-4" : ""}`}
    >
      <QuestionSection question={question} number={number} help={help} />
    </section>
  );
}

/** Questions as they are shown, by what is typed: a letter in one of them reads none of the others anew. */
const shown = new WeakMap<QuestionFields, Question>();

function shownOnce(id: string, fields: QuestionFields): Question {
  const known = shown.get(fields);
  if (known?.id === id) return known;
  const question = shownQuestion(id, fields);
  shown.set(fields, question);
  return question;
}

function Last({ control }: { control: Control<FormValues> }) {
  const { terms } = useEditor().form;
  const { questions } = useEditorView();
  const fields = useDeferredValue(useFields());
  const values = useDeferredValue(useWatch({ control }));
  const asked: readonly Question[] = useMemo(
    () => questions.map(({ id }) => shownOnce(id, fields(id))),
    [questions, fields],
  );
  // Every field is there from the beginning; the form's own type says that some may be missing.
  const draft = tidy(asked, { answers: {}, person: nobody, ...values } as FormValues);
  return (
    <Review
      questions={asked}
      draft={draft}
      earlier={[]}
      open
      graceLeftMinutes={null}
      submission={0}
      attributions={terms.attributions}
      toConfirm={false}
      submittingApprovesQuotes={terms.submittingApprovesQuotes}
      refused={undefined}
    />
  );
}
