import { useTranslations } from "next-intl";
import { type ReactNode, useContext, useRef } from "react";
import { useWatch } from "react-hook-form";
import { isAnswered } from "@/lib/core/answers/completeness";
import type { Question } from "@/lib/core/survey/survey-schema";
import { Contents, type Done } from "./contents";
import { LiveContext, useFormDesk } from "./form-desk";
import { type FormValues, tidyAnswer } from "./form-values";
import { SaveStatusWords } from "./save-status";

type FormFrameProps = {
  readonly id: string;
  /** The fields' versions and fingerprints as rendered, for a form that is posted plainly. */
  readonly base: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
};

/** What stands around the questions: the table of contents, how far one is, and whether what was typed is stored. */
export function FormFrame({ id, base, onSubmit, children }: FormFrameProps) {
  const t = useTranslations("form");
  const { questions } = useFormDesk();
  const live = useContext(LiveContext);
  const list = useRef<HTMLDetailsElement>(null);
  const done = useDone();
  const progress = t("progress", {
    answered: [...done.values()].filter((mark) => mark === "answered").length,
    total: questions.length,
  });
  return (
    <div className="lg:grid lg:grid-cols-[13rem_minmax(0,36rem)] lg:gap-14">
      <nav aria-label={t("contents")} className="hidden text-sm lg:block">
        <div className="sticky top-8 max-h-[calc(100dvh-4rem)] overflow-y-auto">
          <Contents questions={questions} done={done} />
        </div>
      </nav>
      <form
        id={id}
        method="post"
        action="/answer/save"
        autoComplete="off"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
        className="min-w-0"
      >
        <input type="hidden" name="base" value={base} />
        <div
          id="status"
          className="sticky top-0 z-20 -mx-5 mb-6 flex min-h-12 items-start justify-between gap-4 border-b border-line bg-paper px-5 text-sm sm:-mx-8 sm:px-8 lg:mx-0 lg:mb-8 lg:items-center lg:px-0"
        >
          <span className="hidden whitespace-nowrap tabular-nums lg:block">{progress}</span>
          <details ref={list} className="shrink-0 grow lg:hidden">
            <summary className="flex min-h-12 w-fit items-center gap-2 whitespace-nowrap tabular-nums">
              {progress}
              <svg viewBox="0 0 12 8" className="w-3" aria-hidden="true">
                <path d="M1 1.5 6 6.5 11 1.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
              </svg>
            </summary>
            <nav
              aria-label={t("contents")}
              className="absolute inset-x-0 top-full max-h-[70dvh] overflow-y-auto border-b border-line bg-paper px-5 pb-3 sm:px-8"
            >
              <Contents
                questions={questions}
                done={done}
                onTurn={() => {
                  if (list.current) list.current.open = false;
                }}
              />
            </nav>
          </details>
          <span className="flex min-h-12 items-center text-end">{live && <SaveStatusWords />}</span>
        </div>
        {children}
      </form>
    </div>
  );
}

/** Which questions are answered or skipped, by id; read again with every letter, told on when it changes. */
function useDone(): ReadonlyMap<string, Done> {
  const { control, questions, draft } = useFormDesk();
  const live = useContext(LiveContext);
  const marks = useWatch({
    control,
    compute: (values: FormValues) =>
      questions.map((question) => markOf(question, tidyAnswer(values.answers?.[question.id]))),
  });
  const shown = live
    ? marks
    : questions.map((question) => markOf(question, tidyAnswer(draft.answers[question.id])));
  return new Map(
    questions.flatMap(({ id }, index) => {
      const mark = shown[index] ?? null;
      return mark === null ? [] : [[id, mark] as const];
    }),
  );
}

function markOf(question: Question, answer: ReturnType<typeof tidyAnswer>): Done | null {
  if (isAnswered(question, answer)) return "answered";
  return answer.skipped === "yes" ? "skipped" : null;
}
