import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { ResponseProblem } from "@/lib/core/answers/completeness";
import type { Question } from "@/lib/core/survey/survey-schema";
import { ClosingTime } from "./closing-time";
import { ProblemList } from "./problem-list";

type FormHeadProps = {
  readonly title: string;
  readonly closesAt: Date | null;
  readonly timeZone: string;
  readonly graceMinutes: number;
  readonly open: boolean;
  readonly state: "draft" | "entered" | "submitted" | "withdrawn";
  readonly questions: readonly Question[];
  readonly problems: readonly ResponseProblem[];
  /** What a plain form that was just posted came to. */
  readonly outcome: { readonly saved: boolean; readonly kept: boolean; readonly tooLarge: boolean };
};

/** What stands above the form: where the response is, and what became of the last plain POST. */
export function FormHead(props: FormHeadProps) {
  const t = useTranslations("head");
  const { open, state, problems, outcome } = props;
  return (
    <div className="mb-4 max-w-text lg:mb-8">
      <h1 className="font-serif line-clamp-2 text-base font-semibold tracking-[-0.012em] text-balance lg:line-clamp-none lg:text-2xl">
        {props.title}
      </h1>
      <div className="form-state">
        {props.closesAt && open && state !== "entered" && (
          <p className="mt-2 text-muted">
            {t.rich("openUntil", {
              minutes: props.graceMinutes,
              date: () => <ClosingTime at={props.closesAt as Date} timeZone={props.timeZone} />,
            })}
          </p>
        )}
        {state === "submitted" && (
          <Notice title={t("inTitle")}>
            {t.rich("in", { link: (words) => <a href="/answer/receipt">{words}</a> })}
          </Notice>
        )}
        {state === "entered" && <Notice title={t("enteredTitle")}>{t("entered")}</Notice>}
        {state === "withdrawn" && <Notice title={t("withdrewTitle")}>{t("withdrew")}</Notice>}
        {!open && (
          <Notice tone="wait" title={t("closedTitle")}>
            {t("closed")}
          </Notice>
        )}
      </div>
      {outcome.tooLarge && (
        <Notice tone="bad" title={t("tooLargeTitle")} live="alert">
          {t("tooLarge")}
        </Notice>
      )}
      {outcome.saved && (
        <Notice tone="good" title={t("savedTitle")}>
          {t("saved")}
        </Notice>
      )}
      {(problems.length > 0 || outcome.kept) && (
        <section id="problems" aria-label={t("problemsLabel")} tabIndex={-1}>
          <Notice tone="bad" title={t("problemsTitle")} live="alert">
            <ul className="list-disc ps-5">
              <ProblemList questions={props.questions} problems={problems} form="" />
              {outcome.kept && <li>{t("keptOne")}</li>}
            </ul>
          </Notice>
        </section>
      )}
    </div>
  );
}
