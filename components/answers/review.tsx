import { useLocale, useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { Attribution } from "@/lib/core/answers/answer";
import { judgeResponse } from "@/lib/core/answers/completeness";
import { emptyAnswerDraft, type ResponseDraft, readAnswer } from "@/lib/core/answers/draft-fields";
import { listInWords } from "@/lib/core/language";
import type { Question } from "@/lib/core/survey/survey-schema";
import { AnswerInFull } from "./answer-list";
import { ProblemList } from "./problem-list";
import { ReadAs } from "./read-as";

const refusals = ["survey-closed", "survey-not-open", "conflict", "invalid-input"] as const;

type ReviewProps = {
  readonly questions: readonly Question[];
  readonly draft: ResponseDraft;
  /** Questions reworded since they were answered. */
  readonly earlier: readonly string[];
  readonly open: boolean;
  /** The survey has closed; the whole minutes in which what was begun can be finished. */
  readonly graceLeftMinutes: number | null;
  /** Number of the last submission; 0 before the first. */
  readonly submission: number;
  /** The levels that the survey offers. */
  readonly attributions: readonly Attribution[];
  /** The authors entered the answers: submitting takes them as one's own. */
  readonly toConfirm: boolean;
  readonly submittingApprovesQuotes: boolean;
  /** Why the last submission was refused, as the address says it. */
  readonly refused: string | undefined;
};

/** Everything once more before it counts: what is missing is named, nothing is forced unless required. */
export function Review({ questions, draft, open, submission, ...props }: ReviewProps) {
  const t = useTranslations("review");
  const tConsent = useTranslations("consent");
  const language = useLocale();
  const judged = judgeResponse(questions, draft, props.attributions);
  const numberOf = (id: string) => questions.findIndex((question) => question.id === id) + 1;
  const ready = judged.problems.length === 0 && judged.answered.length > 0 && open;
  const refused = refusals.find((reason) => reason === props.refused);
  const reworded = judged.answered.filter((id) => props.earlier.includes(id));
  const counts = { answered: judged.answered.length, total: questions.length };
  return (
    <Page width="text">
      <PageHeader
        title={t("title")}
        lead={
          open && props.graceLeftMinutes !== null
            ? t("leadGrace", { ...counts, minutes: props.graceLeftMinutes })
            : t(!open ? "leadClosed" : props.toConfirm ? "leadEntered" : "lead", counts)
        }
      />
      {refused !== undefined && (
        <Notice tone="bad" title={t("notSubmitted")}>
          {t(`refusals.${refused}`)}
        </Notice>
      )}
      {open && judged.problems.length > 0 && (
        <Notice tone="bad" title={t("problemsTitle")}>
          <ul className="list-disc ps-5">
            <ProblemList questions={questions} problems={judged.problems} form="/answer" />
          </ul>
        </Notice>
      )}
      {reworded.length > 0 && (
        <Notice tone="wait" title={t("rewordedTitle")}>
          {t.rich("reworded", {
            count: reworded.length,
            numbers: listInWords(reworded.map(numberOf).map(String), language),
            link: (words) => (
              <a className="link" href={`/answer#question-${reworded[0]}`}>
                {words}
              </a>
            ),
          })}
        </Notice>
      )}
      {open && judged.unanswered.length > 0 && (
        <Notice title={t("openTitle")}>
          <p>
            {t("open", {
              count: judged.unanswered.length,
              numbers: listInWords(judged.unanswered.map(numberOf).map(String), language),
            })}
          </p>
          <p>
            <a className="link" href={`/answer#question-${judged.unanswered[0]}`}>
              {t("goTo", { number: numberOf(judged.unanswered[0] ?? "") })}
            </a>
          </p>
        </Notice>
      )}
      {judged.skipped.length > 0 && (
        <Notice title={t("skippedTitle")}>
          {t("skipped", {
            count: judged.skipped.length,
            numbers: listInWords(judged.skipped.map(numberOf).map(String), language),
          })}
        </Notice>
      )}
      {!open && (
        <Notice tone="wait" title={t("closedTitle")}>
          {t("closed")}
        </Notice>
      )}
      {questions.map((question) => {
        const answer = draft.answers[question.id] ?? emptyAnswerDraft();
        const read = readAnswer(question, answer);
        if (!judged.answered.includes(question.id)) return null;
        if (!read.ok) {
          // Named above with what is wrong; here, so that nobody looks for it in vain.
          return (
            <section key={question.id} className="border-t border-line py-6">
              <h2 className="font-serif text-lg font-semibold">{question.prompt}</h2>
              <p className="mt-2">{t("unread")}</p>
              <p className="mt-1">
                <a className="link" href={`/answer#question-${question.id}`}>
                  {t("goTo", { number: numberOf(question.id) })}
                </a>
              </p>
            </section>
          );
        }
        return (
          <AnswerInFull key={question.id} question={question} columns={read.columns}>
            {answer.attribution !== "" && (
              <p className="mt-3 text-sm text-muted">
                {tConsent("chosen", {
                  label: tConsent(`labels.${answer.attribution}`),
                  quotable:
                    answer.quotable === "yes" && answer.attribution !== "author" ? "yes" : "no",
                })}
              </p>
            )}
            <ReadAs
              question={question}
              draft={answer}
              person={draft.person}
              quotesApproved={props.submittingApprovesQuotes}
            />
          </AnswerInFull>
        );
      })}
      <div className="flex flex-wrap gap-3 border-t border-line pt-8">
        {ready && (
          <form method="post" action="/answer/submit">
            <input type="hidden" name="submission" value={submission + 1} />
            <Button type="submit">
              {t(props.toConfirm ? "confirm" : submission > 0 ? "submitAgain" : "submit")}
            </Button>
          </form>
        )}
        <ButtonLink href="/answer" variant="secondary" prefetch={false}>
          {t(open ? "back" : "backClosed")}
        </ButtonLink>
      </div>
      {ready && props.submittingApprovesQuotes && (
        <p className="mt-4 text-sm text-muted">{t("approves")}</p>
      )}
    </Page>
  );
}
