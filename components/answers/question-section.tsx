import { useTranslations } from "next-intl";
import { memo, type ReactNode } from "react";
import { useFormState } from "react-hook-form";
import { ChoiceRow } from "@/components/forms/choice-list";
import { Notice } from "@/components/ui/notice";
import { isAnswered } from "@/lib/core/answers/completeness";
import { readAnswer } from "@/lib/core/answers/draft-fields";
import { answersInWords, valueInWords } from "@/lib/core/answers/in-words";
import type { Question } from "@/lib/core/survey/survey-schema";
import { AnswerText } from "./answer-text";
import { Conflicts } from "./conflicts";
import { ConsentFields } from "./consent-fields";
import { useAnswer, useFormDesk } from "./form-desk";
import type { QuestionParts } from "./question-parts";
import { useProblemWords, useValueWords } from "./use-words";
import { ValueFields } from "./value-fields";
import { WordsField } from "./words-field";

type QuestionSectionProps = {
  readonly question: Question;
  readonly number: number;
  /** Help and definitions, set for reading; null without any. */
  readonly help: ReactNode;
};

/** One question with its answer, its text and its consent. It renders again when something is typed into it, and only then. */
export const QuestionSection = memo(function QuestionSection(props: QuestionSectionProps) {
  const t = useTranslations("form");
  const { question, number, help } = props;
  const { questions, register, problems, earlier } = useFormDesk();
  const answer = useAnswer(question);
  const problemAt = useProblems(question);
  // An answer to earlier words stands where these are left open.
  const stands = earlier[question.id]?.carries === false;
  const parts: QuestionParts = {
    ...props,
    ...answer,
    problemAt,
    focusAt: problems[0]?.at ?? null,
  };
  return (
    <>
      <p className="mb-1 text-sm text-muted">
        {t(question.required ? "positionRequired" : "position", {
          number,
          total: questions.length,
        })}
      </p>
      <h2 id={`title-${question.id}`} className="font-serif text-xl font-semibold">
        {question.prompt}
      </h2>
      {help !== null && (
        <details className="mt-2 text-base" open={(question.help ?? "").length <= 280}>
          <summary className="min-h-11 py-2.5 text-sm text-muted sm:min-h-9 sm:py-1.5">
            {t("help")}
          </summary>
          <div className="[&_.prose]:font-sans [&_.prose]:text-base">{help}</div>
        </details>
      )}
      <RewordedSince question={question} />
      <Conflicts question={question} />
      <div className="mt-5 flex flex-col gap-6">
        <ValueFields {...parts} />
        {question.kind !== "works" && <WordsField {...parts} />}
        <ConsentFields {...parts} />
        {!question.required && !stands && !isAnswered(question, answer.current) && (
          <div className="max-w-fit">
            <ChoiceRow
              type="checkbox"
              label={t("skip")}
              value="yes"
              defaultChecked={answer.current.skipped === "yes"}
              {...register(`answers.${question.id}.skipped`)}
            />
          </div>
        )}
      </div>
    </>
  );
});

/**
 * Of a question reworded since it was answered: the words that the answer stands under, and a way to let it stand here;
 * where its fields are others now, the answer that it was.
 */
function RewordedSince({ question }: { question: Question }) {
  const t = useTranslations("form");
  const words = useValueWords();
  const { draft, earlier, register } = useFormDesk();
  const before = earlier[question.id];
  if (before === undefined || !isAnswered(before.question, before.answer)) return null;
  const [then, now] = [answersInWords(before.question, words), answersInWords(question, words)];
  const read = readAnswer(before.question, before.answer);
  const value = read.ok ? valueInWords(before.question, read.columns, words) : "";
  return (
    <Notice tone="wait" title={t(before.carries ? "rewordedSinceTitle" : "changedSinceTitle")}>
      <p>{t(before.carries ? "rewordedSince" : "changedSince")}</p>
      <dl className="mt-3 grid gap-x-4 gap-y-2 border-s-2 border-edge ps-3 sm:grid-cols-[auto_1fr]">
        <dt className="text-sm text-muted sm:pt-0.5">{t("earlierWords")}</dt>
        <dd>
          <blockquote className="font-serif">{before.prompt}</blockquote>
          {then !== "" && then !== now && <p className="mt-1 text-sm text-muted">{then}</p>}
        </dd>
        <dt className="text-sm text-muted sm:pt-0.5">{t("youAnswered")}</dt>
        <dd>
          {value !== "" && <p className="font-semibold">{value}</p>}
          {read.ok && (
            <div className="max-h-60 overflow-auto" role="presentation">
              <AnswerText question={before.question} columns={read.columns} />
            </div>
          )}
        </dd>
      </dl>
      {before.carries && (
        <ChoiceRow
          type="checkbox"
          label={t("stands")}
          value="yes"
          defaultChecked={draft.answers[question.id]?.stands === "yes"}
          {...register(`answers.${question.id}.stands`)}
        />
      )}
    </Notice>
  );
}

/** What is wrong with this question's fields: what the browser finds, or, until something is typed, what the server found. */
function useProblems(question: Question): (name: string) => string | undefined {
  const { control, problems } = useFormDesk();
  const { errors, isDirty } = useFormState({ control, name: `answers.${question.id}` });
  const sayProblem = useProblemWords();
  return (name) => {
    const field = name.split(".").at(-1);
    const own = Object.entries(errors.answers?.[question.id] ?? {}).find(
      ([one]) => one === field,
    )?.[1];
    if (own && typeof own === "object" && "message" in own) return sayProblem(String(own.message));
    const found = isDirty ? undefined : problems.find(({ at }) => at === name);
    return found === undefined ? undefined : sayProblem(found.message);
  };
}
