import { useTranslations } from "next-intl";
import { type AnswerDraft, readAnswer } from "@/lib/core/answers/draft-fields";
import { estimateInWords } from "@/lib/core/answers/in-words";
import type { EstimateQuestion } from "@/lib/core/survey/survey-schema";
import { useValueWords } from "./use-words";

/** What an estimate means in a plain sentence, so that nobody gives an interval that they do not believe. */
export function EstimateSentence({
  question,
  draft,
}: {
  question: EstimateQuestion;
  draft: AnswerDraft;
}) {
  const t = useTranslations("question");
  const words = useValueWords();
  const read = readAnswer(question, draft);
  if (!read.ok) return null;
  const { value, low, high } = read.columns;
  const figure = (number: number) => estimateInWords(question.unit, number, words);
  const sentence = () => {
    if (value === "" || value === "none") return null;
    if (value === "never") return t("meansNever");
    if (value.startsWith(">")) {
      return t("meansBeyond", { max: figure(Number(value.slice(1))) });
    }
    const best = figure(Number(value));
    if (low !== null && high !== null) {
      return t("meansBetween", { best, low: figure(low), high: figure(high) });
    }
    if (low !== null) return t("meansAtLeast", { best, low: figure(low) });
    if (high !== null) return t("meansAtMost", { best, high: figure(high) });
    return t("meansBest", { best });
  };
  const said = sentence();
  return said === null ? null : (
    <p className="border-s-[3px] border-line ps-4 text-muted">{said}</p>
  );
}
