import { useTranslations } from "next-intl";
import type { Question } from "@/lib/core/survey/survey-schema";

/** What became of a question that is not open any more. */
export type Done = "answered" | "skipped";

type ContentsProps = {
  questions: readonly Question[];
  /** By the question's id. */
  done: ReadonlyMap<string, Done>;
  onTurn?: () => void;
};

/** The questions as links, those that are done marked. */
export function Contents({ questions, done, onTurn }: ContentsProps) {
  const t = useTranslations("form");
  return (
    <ol className="flex flex-col gap-0.5">
      {questions.map((question, index) => {
        const mark = done.get(question.id);
        return (
          <li key={question.id}>
            <a
              href={`#question-${question.id}`}
              {...(onTurn ? { onClick: onTurn } : {})}
              className="grid min-h-11 grid-cols-[1.25rem_1fr_1rem] items-start gap-1.5 py-2 text-muted hover:text-ink lg:min-h-0 lg:py-1.5"
            >
              <span className="tabular-nums">{index + 1}</span>
              <span className="line-clamp-2 hover:underline">{question.prompt}</span>
              {mark !== undefined && (
                <span className={mark === "answered" ? "text-good" : "text-muted"}>
                  <span aria-hidden="true">{mark === "answered" ? "✓" : "–"}</span>
                  <span className="sr-only"> {t(mark)}</span>
                </span>
              )}
            </a>
          </li>
        );
      })}
      <li>
        <a
          href="#you"
          {...(onTurn ? { onClick: onTurn } : {})}
          className="grid min-h-11 grid-cols-[1.25rem_1fr_1rem] items-start gap-1.5 py-2 text-muted hover:text-ink lg:min-h-0 lg:py-1.5"
        >
          <span />
          <span className="hover:underline">{t("aboutYou")}</span>
        </a>
      </li>
    </ol>
  );
}
