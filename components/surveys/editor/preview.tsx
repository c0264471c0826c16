"use client";

import { NextIntlClientProvider } from "next-intl";
import { useDeferredValue, useMemo } from "react";
import { useForm } from "react-hook-form";
import type { AutosaveView } from "@/components/answers/autosave-ports";
import { type FormDesk, FormDeskContext, LiveContext } from "@/components/answers/form-desk";
import type { FormValues } from "@/components/answers/form-values";
import { QuestionSection } from "@/components/answers/question-section";
import type { Autosave } from "@/components/answers/use-autosave";
import { Markdown } from "@/components/ui/markdown";
import { emptyAnswerDraft, type PersonDraft } from "@/lib/core/answers/draft-fields";
import { shownQuestion } from "@/lib/core/survey/question-draft";
import type { Question } from "@/lib/core/survey/survey-schema";
import { type Device, DeviceFrame, widths } from "./device-frame";
import { useEditor, useEditorView, useQuestion, useSurveyValue } from "./editor-context";

/** One question as the expert will see it, at the width of a device, kept up as the author types. */
export function QuestionPreview({ id, device }: { id: string; device: Device }) {
  const { catalogue } = useEditor().form;
  const fields = useDeferredValue(useQuestion(id));
  const language = useSurveyValue("language");
  const { questions } = useEditorView();
  const question = useMemo(() => shownQuestion("preview", fields), [fields]);
  const number = questions.findIndex((one) => one.id === id) + 1;
  return (
    <DeviceFrame
      title="The question as an expert sees it"
      width={widths[device]}
      language={language}
    >
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
export const unsaved: Autosave = {
  record: () => undefined,
  flush: async () => true,
  settleConflict: () => undefined,
  saveConsent: async () => undefined,
  view: () => nothing,
  subscribe: () => () => undefined,
};

export const nobody: PersonDraft = {
  displayName: "",
  displayRole: "",
  roleWording: "",
  interests: "",
};

function AskedQuestion({
  question,
  number,
  total,
}: {
  question: Question;
  number: number;
  total: number;
}) {
  const { terms, modelHost } = useEditor().form;
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
    attributions: terms.attributions,
    submittingApprovesQuotes: terms.submittingApprovesQuotes,
    modelHost,
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
