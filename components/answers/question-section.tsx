import { useTranslations } from "next-intl";
import { ChoiceRow } from "@/components/forms/choice-list";
import { isAnswered } from "@/lib/core/answers/completeness";
import { Conflicts } from "./conflicts";
import { ConsentFields } from "./consent-fields";
import type { QuestionParts } from "./question-parts";
import { ValueFields } from "./value-fields";
import { WordsField } from "./words-field";

/** One question with its answer, its text and its consent. */
export function QuestionSection(props: QuestionParts) {
  const t = useTranslations("form");
  const { question, number, total, help, live, current, initial, register } = props;
  const open = !isAnswered(question, live ? current : initial);
  return (
    <>
      <p className="mb-1 text-sm text-muted">
        {t(question.required ? "positionRequired" : "position", { number, total })}
      </p>
      <h2 id={`title-${question.id}`} className="font-serif text-xl font-semibold">
        {question.prompt}
      </h2>
      {help !== null && (
        <details className="mt-2 text-base" open={(question.help ?? "").length <= 280}>
          <summary className="min-h-9 py-1.5 text-sm text-muted">{t("help")}</summary>
          <div className="[&_.prose]:font-sans [&_.prose]:text-base">{help}</div>
        </details>
      )}
      <Conflicts {...props} />
      <div className="mt-5 flex flex-col gap-6">
        <ValueFields {...props} />
        {question.kind !== "works" && <WordsField {...props} />}
        <ConsentFields {...props} />
        {!question.required && open && (
          <div className="max-w-fit">
            <ChoiceRow
              type="checkbox"
              label={t("skip")}
              value="yes"
              defaultChecked={(live ? current : initial).skipped === "yes"}
              {...register(`answers.${question.id}.skipped`)}
            />
          </div>
        )}
      </div>
    </>
  );
}
