import { useTranslations } from "next-intl";
import type { ResponseProblem } from "@/lib/core/answers/completeness";
import type { Question } from "@/lib/core/survey/survey-schema";
import { useProblemWords } from "./use-words";

/** What stands in the way of a submission, each with a link to where it can be mended. */
export function ProblemList({
  questions,
  problems,
  form,
}: {
  questions: readonly Question[];
  problems: readonly ResponseProblem[];
  /** The address of the form; empty on the form's own page. */
  form: "" | "/answer";
}) {
  const t = useTranslations("head");
  const say = useProblemWords();
  return (
    <>
      {problems.map(({ at, question, message }) => (
        <li key={at}>
          <a
            className="underline"
            href={question === null ? `${form}#you` : `${form}#question-${question}`}
          >
            {question === null
              ? t("aboutYou")
              : t("questionNumber", {
                  number: questions.findIndex(({ id }) => id === question) + 1,
                })}
          </a>
          : {say(message)}
        </li>
      ))}
    </>
  );
}
