import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AnswerInFull } from "@/components/answers/answer-list";
import { ReadAs } from "@/components/answers/read-as";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { loadDesk } from "@/lib/answers/loaders";
import { judgeResponse } from "@/lib/core/answers/completeness";
import { consentLabels } from "@/lib/core/answers/consent-words";
import { emptyAnswerDraft, readAnswer } from "@/lib/core/answers/draft-fields";

export const metadata: Metadata = { title: "Review your answers" };

const refusals: Readonly<Record<string, string>> = {
  "survey-closed":
    "The survey has closed, and the time to finish what was begun is over. Your answers are stored, but were not submitted.",
  "survey-not-open": "The survey is not open yet. Your answers are stored.",
  conflict: "Your answers were submitted in another window since. Look through them again.",
  "invalid-input": "Something needs another look before these answers can be submitted.",
};

/** Everything once more before it counts: what is missing is named, nothing is forced unless required. */
export default async function ReviewPage({
  searchParams,
}: {
  searchParams: Promise<{ refused?: string }>;
}) {
  const [desk, { refused }] = await Promise.all([loadDesk(), searchParams]);
  if (desk === null) notFound();
  const questions = desk.questions.map(({ question }) => question);
  const judged = judgeResponse(questions, desk.draft);
  const { open } = desk;
  const numberOf = (id: string) => questions.findIndex((question) => question.id === id) + 1;
  const ready = judged.problems.length === 0 && judged.answered.length > 0 && open;
  return (
    <Page width="text">
      <PageHeader
        title="Review your answers"
        lead={`${judged.answered.length} of ${questions.length} answered. They count once you submit, and you can change them until the survey closes.`}
      />
      {refused !== undefined && refusals[refused] !== undefined && (
        <Notice tone="bad" title="Not submitted">
          {refusals[refused]}
        </Notice>
      )}
      {judged.problems.length > 0 && (
        <Notice tone="bad" title="Before you can submit">
          <ul className="list-disc pl-5">
            {judged.problems.map((problem) => (
              <li key={problem.at}>
                <a
                  className="underline"
                  href={
                    problem.question === null
                      ? "/answer#you"
                      : `/answer#question-${problem.question}`
                  }
                >
                  {problem.question === null
                    ? "About you"
                    : `Question ${numberOf(problem.question)}`}
                </a>
                : {problem.message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {judged.unanswered.length > 0 && (
        <Notice title="Not answered">
          <p>
            {judged.unanswered.length === 1 ? "Question" : "Questions"}{" "}
            {judged.unanswered.map(numberOf).join(", ")}. You may leave{" "}
            {judged.unanswered.length === 1 ? "it" : "them"} open: it is counted as not answered,
            never as a “no”.
          </p>
        </Notice>
      )}
      {!open && (
        <Notice tone="wait" title="This survey takes no answers now">
          What you typed stays stored.
        </Notice>
      )}
      {questions.map((question) => {
        const draft = desk.draft.answers[question.id] ?? emptyAnswerDraft();
        const read = readAnswer(question, draft);
        if (!judged.answered.includes(question.id) || !read.ok) return null;
        return (
          <AnswerInFull key={question.id} question={question} columns={read.columns}>
            {draft.attribution !== "" && (
              <p className="mt-3 text-sm text-muted">
                {consentLabels[draft.attribution]}
                {draft.quotable === "yes" && draft.attribution !== "author"
                  ? "; may be quoted"
                  : ""}
              </p>
            )}
            <ReadAs
              question={question}
              draft={draft}
              person={desk.draft.person}
              quotesApproved={desk.survey.submittingApprovesQuotes}
            />
          </AnswerInFull>
        );
      })}
      <div className="flex flex-wrap gap-3 border-t border-line pt-8">
        {ready && (
          <form method="post" action="/answer/submit">
            <input type="hidden" name="submission" value={desk.response.submission + 1} />
            <Button type="submit">
              {desk.response.submission > 0 ? "Submit again" : "Submit"}
            </Button>
          </form>
        )}
        <ButtonLink href="/answer" variant="secondary" prefetch={false}>
          Go back and change
        </ButtonLink>
      </div>
      {ready && desk.survey.submittingApprovesQuotes && (
        <p className="mt-4 text-sm text-muted">
          Submitting approves quotes, word for word, from the texts that you said may be quoted.
        </p>
      )}
    </Page>
  );
}
