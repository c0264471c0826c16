import type { FormAction } from "@/lib/core/form-state";
import { formatInstant } from "@/lib/core/survey/zoned-time";
import { ActionForm } from "./action-form";

type SurveyLifeProps = {
  readonly survey: {
    readonly id: string;
    readonly timeZone: string;
    readonly openedAt: Date | null;
    readonly closedAt: Date | null;
    readonly archivedAt: Date | null;
    readonly erasedAt: Date | null;
    readonly findingRulesId: string | null;
    readonly findingRulesSha256: string | null;
    readonly retentionMonths: number | null;
    readonly mayArchive: boolean;
  };
  readonly phase: "draft" | "open" | "closed" | "archived";
  /** When names and texts go, or went; null where that has no date. */
  readonly erasesOn: Date | null;
  readonly change: FormAction;
};

/** What has become of a survey so far, what is promised, and the way into the archive and out of it. */
export function SurveyLife({ survey, phase, erasesOn, change }: SurveyLifeProps) {
  const { timeZone } = survey;
  const date = (at: Date) => formatInstant(at, timeZone);
  const facts: readonly (readonly [string, string])[] = [
    ...(survey.openedAt === null ? [] : [["Opened", date(survey.openedAt)] as const]),
    ...(survey.closedAt === null || phase === "open"
      ? []
      : [["Closed", date(survey.closedAt)] as const]),
    ...(survey.archivedAt === null ? [] : [["Archived", date(survey.archivedAt)] as const]),
    [
      "Names and texts",
      survey.erasedAt !== null
        ? `erased on ${date(survey.erasedAt)}`
        : survey.retentionMonths === null
          ? "kept without a date"
          : erasesOn === null
            ? `erased ${survey.retentionMonths} ${survey.retentionMonths === 1 ? "month" : "months"} after the survey closes`
            : `erased after ${date(erasesOn)}`,
    ],
  ];
  return (
    <section aria-labelledby="life" className="mt-10 max-w-[44rem] scroll-mt-8">
      <h2 id="life" className="mb-3 font-serif text-xl font-semibold">
        Life of the survey
      </h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-8 gap-y-2">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
        {survey.findingRulesId !== null && (
          <div className="contents">
            <dt className="text-muted">Rules of the findings</dt>
            <dd className="min-w-0">
              {survey.findingRulesId}, frozen at the opening
              <code className="block text-sm break-all text-muted">
                {survey.findingRulesSha256}
              </code>
            </dd>
          </div>
        )}
      </dl>
      {survey.mayArchive && (phase === "closed" || phase === "archived") && (
        <div className="mt-5">
          <ActionForm
            action={change}
            fields={{ surveyId: survey.id, to: phase === "archived" ? "unarchived" : "archived" }}
            label={phase === "archived" ? "Take out of the archive" : "Archive"}
            variant="secondary"
          />
          <p className="mt-1 text-sm text-muted">
            {phase === "archived"
              ? "It comes back closed, as it was."
              : "Nobody changes it any more, nothing is sent for it, and it leaves your first list. What is published stays public. You can take it out again."}
          </p>
        </div>
      )}
    </section>
  );
}
