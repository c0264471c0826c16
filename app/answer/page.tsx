import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AnswerForm } from "@/components/answers/answer-form";
import { ClosingTime } from "@/components/answers/closing-time";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { loadDesk } from "@/lib/answers/loaders";
import { judgeResponse } from "@/lib/core/answers/completeness";
import { drawOrder } from "@/lib/core/answers/merge";

export const metadata: Metadata = { title: "Your answers" };

type Search = { check?: string; saved?: string; kept?: string; refused?: string };

/** The form, as stored. */
export default async function AnswerPage({ searchParams }: { searchParams: Promise<Search> }) {
  const [desk, search] = await Promise.all([loadDesk(), searchParams]);
  if (desk === null) notFound();
  const { survey, response } = desk;
  const { open } = desk;
  const questions = desk.questions.map(({ question }) =>
    question.kind === "choice"
      ? {
          ...question,
          options: drawOrder(
            question.options,
            `${response.id} ${question.id}`,
            (option) => option.id,
          ),
        }
      : question,
  );
  const judged = judgeResponse(questions, desk.draft);
  const problems = search.check === undefined ? [] : judged.problems;
  return (
    <Page width="wide">
      <div className="mb-8 max-w-text">
        <h1 className="font-serif text-2xl font-semibold tracking-[-0.012em]">{survey.title}</h1>
        {survey.closesAt && open && (
          <p className="mt-2 text-muted">
            Open until <ClosingTime at={survey.closesAt} timeZone={survey.timeZone} />. What you
            have begun by then can be finished within {desk.graceMinutes} minutes.
          </p>
        )}
        {response.submission > 0 && response.withdrawnAt === null && (
          <Notice title="Your answers are in">
            What you change here counts once you submit again; until then your last submission does.{" "}
            <a href="/answer/receipt">See what you submitted</a>.
          </Notice>
        )}
        {response.withdrawnAt !== null && (
          <Notice title="You withdrew your answers">
            They count nowhere. Submitting again brings them back.
          </Notice>
        )}
        {!open && (
          <Notice tone="wait" title="This survey takes no answers now">
            What you had typed is below and stays stored, but can no longer be changed or submitted.
          </Notice>
        )}
        {search.saved !== undefined && (
          <Notice tone="good" title="Saved">
            You can go on, or come back later with your link.
          </Notice>
        )}
        {(problems.length > 0 || search.kept !== undefined) && (
          <section id="problems" aria-label="What to look at" tabIndex={-1}>
            <Notice tone="bad" title="Saved, and some answers need another look" live="alert">
              <ul className="list-disc pl-5">
                {problems.map((problem) => (
                  <li key={problem.at}>
                    <a
                      className="underline"
                      href={problem.question === null ? "#you" : `#question-${problem.question}`}
                    >
                      {problem.question === null
                        ? "About you"
                        : `Question ${questions.findIndex(({ id }) => id === problem.question) + 1}`}
                    </a>
                    : {problem.message}
                  </li>
                ))}
                {search.kept !== undefined && (
                  <li>
                    One of your texts could not be stored in its place. It is kept beside its
                    question.
                  </li>
                )}
              </ul>
            </Notice>
          </section>
        )}
      </div>
      <AnswerForm
        responseId={response.id}
        questions={questions}
        draft={desk.draft}
        versions={desk.versions}
        where={desk.where}
        kept={desk.kept}
        problems={problems}
        submittingApprovesQuotes={survey.submittingApprovesQuotes}
      />
    </Page>
  );
}
