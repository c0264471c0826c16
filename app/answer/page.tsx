import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { getMessages, getTranslations } from "next-intl/server";
import { AnswerForm } from "@/components/answers/answer-form";
import { FormHead } from "@/components/answers/form-head";
import { Markdown } from "@/components/ui/markdown";
import { Page } from "@/components/ui/page";
import { loadDesk } from "@/lib/answers/loaders";
import { asAnswered } from "@/lib/core/answers/assemble-draft";
import { judgeResponse } from "@/lib/core/answers/completeness";
import { drawOrder } from "@/lib/core/answers/merge";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("head"))("tab") };
}

type Search = { check?: string; saved?: string; kept?: string; "too-large"?: string };

/** The form, as stored. */
export default async function AnswerPage({ searchParams }: { searchParams: Promise<Search> }) {
  const [desk, search, messages] = await Promise.all([loadDesk(), searchParams, getMessages()]);
  if (desk === null) notFound();
  const { survey, response, open } = desk;
  const questions = desk.questions.map(({ question }) =>
    question.kind === "choice" && question.order !== "fixed"
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
  const { attributions } = survey;
  // As they would be judged when submitted: each answer in the words that it was given to.
  const answered = asAnswered(desk);
  const problems =
    search.check === undefined
      ? []
      : judgeResponse(answered.questions, answered.draft, attributions).problems;
  const { form, question, works, consent, values, problems: problemWords, status } = messages;
  return (
    <Page width="wide">
      <FormHead
        title={survey.title}
        closesAt={survey.closesAt}
        timeZone={survey.timeZone}
        graceMinutes={desk.graceMinutes}
        open={open}
        state={
          response.withdrawnAt !== null
            ? "withdrawn"
            : response.submission > 0
              ? desk.toConfirm
                ? "entered"
                : "submitted"
              : "draft"
        }
        questions={questions}
        problems={problems}
        outcome={{
          saved: search.saved !== undefined,
          kept: search.kept !== undefined,
          tooLarge: search["too-large"] !== undefined,
        }}
      />
      <NextIntlClientProvider
        messages={{ form, question, works, consent, values, problems: problemWords, status }}
      >
        <AnswerForm
          responseId={response.id}
          submission={response.submission}
          questions={questions}
          draft={desk.draft}
          versions={desk.versions}
          where={desk.where}
          earlier={desk.earlier}
          kept={desk.kept}
          problems={problems}
          attributions={attributions}
          submittingApprovesQuotes={survey.submittingApprovesQuotes}
          modelHost={desk.modelHost}
          lookUpWorks={desk.lookUpWorks}
          help={Object.fromEntries(
            questions.flatMap(({ id, help = "" }) =>
              help.trim() === "" ? [] : [[id, <Markdown key={id} text={help} />]],
            ),
          )}
        />
      </NextIntlClientProvider>
    </Page>
  );
}
