import { useLocale, useTranslations } from "next-intl";
import type { AnswerColumns } from "@/lib/core/answers/draft-fields";
import { estimateInWords } from "@/lib/core/answers/in-words";
import { hasNoFigures, isOfKind } from "@/lib/core/publication/by-rule";
import type { Question } from "@/lib/core/survey/survey-schema";
import type { EstimatePoint, Section } from "@/lib/core/synthesis/synthesis-schema";
import { useValueWords } from "./use-words";

type DistributionProps = {
  readonly question: Question;
  readonly section: Section;
  readonly own: AnswerColumns | null;
};

/** How the answers to a question spread, with the reader's own marked. */
export function Distribution({ question, section, own }: DistributionProps) {
  const t = useTranslations("others");
  const { n, noOpinion } = { noOpinion: 0, ...section.statistics };
  if (n === 0 || question.kind === "works" || question.kind === "text") {
    return <p className="mt-2 text-muted">{t("n", { n })}</p>;
  }
  if (hasNoFigures(section)) return <p className="mt-2 text-muted">{t("tooFew", { n })}</p>;
  if (isOfKind(section, "estimate") && question.kind === "estimate") {
    return <Estimates question={question} section={section} />;
  }
  const chosen = own?.value.split(";") ?? [];
  const rows = isOfKind(section, "stance")
    ? section.statistics.counts.map((count, index) => ({
        id: String(index + 1),
        label: section.question.scale?.[index] ?? String(index + 1),
        count,
      }))
    : isOfKind(section, "choice")
      ? section.statistics.options
      : [];
  const most = Math.max(1, ...rows.map(({ count }) => count));
  return (
    <div className="mt-3">
      <ul aria-label={t("distribution")} className="flex flex-col gap-1.5">
        {rows.map(({ id, label, count }) => (
          <li
            key={id}
            className="grid grid-cols-[minmax(7rem,11rem)_1fr] items-center gap-x-3 text-sm"
          >
            <span className={chosen.includes(id) ? "font-semibold" : ""}>{label}</span>
            <span className="flex items-center gap-2">
              <span
                aria-hidden="true"
                className={`h-4 rounded-sm ${chosen.includes(id) ? "bg-accent" : "bg-edge"}`}
                style={{ width: `${(count / most) * 60}%` }}
              />
              <span className="tabular-nums">{count}</span>
              {chosen.includes(id) && (
                <span className="font-semibold text-accent">← {t("you")}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-sm text-muted">
        {t("n", { n })}
        {noOpinion > 0 && `; ${t("noOpinion", { count: noOpinion })}`}
        {chosen.some((one) => one.startsWith("other:")) && `. ${t("ownOther")}`}
      </p>
    </div>
  );
}

function Estimates({
  question,
  section,
}: {
  question: Extract<Question, { kind: "estimate" }>;
  section: Extract<Section, { question: { kind: "estimate" } }>;
}) {
  const t = useTranslations("others");
  const words = useValueWords();
  const language = useLocale();
  const { n, median, iqr } = section.statistics;
  const say = (point: EstimatePoint) =>
    typeof point === "number"
      ? estimateInWords(question.unit, point, { ...words, language })
      : t(point === "never" ? "never" : "beyond");
  if (median === null || iqr === null) {
    return <p className="mt-2 text-muted">{t("tooFew", { n })}</p>;
  }
  return (
    <p className="mt-2">
      {t("estimates", { n, median: say(median), low: say(iqr[0]), high: say(iqr[1]) })}
    </p>
  );
}
