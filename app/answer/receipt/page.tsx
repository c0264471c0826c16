import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AnswerInFull } from "@/components/answers/answer-list";
import { ForgetKept } from "@/components/answers/forget-kept";
import { ChoiceRow } from "@/components/forms/choice-list";
import { Button, ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { loadDesk } from "@/lib/answers/loaders";
import type { Attribution } from "@/lib/core/answers/answer";
import { consentLabels, consentMeanings } from "@/lib/core/answers/consent-words";
import { tighterLevels } from "@/lib/core/answers/merge";

export const metadata: Metadata = { title: "Your submission" };

const refusals: Readonly<Record<string, string>> = {
  unconfirmed: "Tick the box to confirm that you want to withdraw. Nothing was changed.",
  "not-allowed":
    "Here an answer can only be shown less. To show more of it, change your answers and submit again. Nothing was changed.",
  "not-found": "That answer is not one of yours. Nothing was changed.",
  "invalid-input": "That choice could not be read. Nothing was changed.",
};

/** What was submitted, in full; from here it can be shown less, withdrawn or changed. */
export default async function ReceiptPage({
  searchParams,
}: {
  searchParams: Promise<{ refused?: string; changed?: string }>;
}) {
  const [desk, { refused, changed }] = await Promise.all([loadDesk(), searchParams]);
  if (desk === null || desk.response.submission === 0) notFound();
  const withdrawn = desk.response.withdrawnAt !== null;
  const { open } = desk;
  return (
    <Page width="text">
      <PageHeader
        above={desk.survey.title}
        title={withdrawn ? "Your answers are withdrawn" : "Thank you. Your answers are in"}
        lead={
          withdrawn
            ? "They count nowhere and are shown nowhere. Below is what you had submitted; only you see it."
            : desk.invitation.email === null
              ? "This is what you submitted."
              : "This is what you submitted. A receipt with the same words, and a link to come back, is on its way to you by mail."
        }
        actions={
          open ? (
            <ButtonLink href="/answer" variant="secondary" prefetch={false}>
              {withdrawn ? "Come back" : "Change my answers"}
            </ButtonLink>
          ) : undefined
        }
      />
      {!withdrawn && changed === undefined && refused === undefined && (
        <ForgetKept scope={desk.response.id} />
      )}
      {refused !== undefined && refusals[refused] !== undefined && (
        <Notice tone="bad" title="Nothing was changed">
          {refusals[refused]}
        </Notice>
      )}
      {changed === "consent" && (
        <Notice tone="good" title="Done">
          The answer is shown less from now on, in published versions too.
        </Notice>
      )}
      {desk.questions.map(({ question }) => {
        const answer = desk.submitted.find(({ questionKey }) => questionKey === question.id);
        if (answer === undefined) {
          return (
            <section key={question.id} className="border-t border-line py-6">
              <h2 className="font-serif text-lg font-semibold">{question.prompt}</h2>
              <p className="mt-2 text-muted">Not answered.</p>
            </section>
          );
        }
        return (
          <AnswerInFull key={question.id} question={question} columns={answer.columns}>
            <p className="mt-3 text-sm text-muted">
              {consentLabels[answer.attribution]}
              {answer.quotable ? "; may be quoted" : ""}
            </p>
            {!withdrawn && <Tighten answer={answer} />}
          </AnswerInFull>
        );
      })}
      {!withdrawn && (
        <details
          id="withdraw"
          className="border-t border-line pt-4"
          open={refused === "unconfirmed"}
        >
          <summary className="min-h-11 cursor-pointer py-2 text-muted">
            Withdraw all my answers
          </summary>
          <form method="post" action="/answer/withdraw" className="mt-2 flex flex-col gap-4">
            <p>
              They stop counting at once, and your words and your name disappear from everything
              published, older versions included.{" "}
              {open ? "While the survey is open you can come back and submit again." : ""}
            </p>
            <ChoiceRow type="checkbox" name="sure" value="yes" label="Yes, withdraw my answers" />
            <div>
              <Button type="submit" variant="danger">
                Withdraw
              </Button>
            </div>
          </form>
        </details>
      )}
    </Page>
  );
}

function Tighten({
  answer,
}: {
  answer: { id: string; attribution: Attribution; quotable: boolean };
}) {
  const levels = [answer.attribution, ...tighterLevels(answer.attribution)];
  if (levels.length === 1) return null;
  return (
    <details className="mt-2">
      <summary className="min-h-11 cursor-pointer py-2 text-sm text-accent">
        Show less of this answer
      </summary>
      <form method="post" action="/answer/consent" className="mt-2 flex flex-col gap-4">
        <input type="hidden" name="answer" value={answer.id} />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-semibold">How may it be shown?</legend>
          {levels.map((level) => (
            <ChoiceRow
              key={level}
              type="radio"
              name="attribution"
              value={level}
              defaultChecked={level === answer.attribution}
              label={consentLabels[level]}
              detail={consentMeanings[level]}
            />
          ))}
        </fieldset>
        {answer.quotable && (
          <ChoiceRow
            type="checkbox"
            name="quotable"
            value="yes"
            defaultChecked
            label="The text may be quoted, word for word"
          />
        )}
        <div>
          <Button type="submit" variant="secondary" size="compact">
            Show it like this from now on
          </Button>
        </div>
      </form>
    </details>
  );
}
