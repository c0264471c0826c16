import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import { EnterForm } from "@/components/surveys/enter-form";
import { ReadOnly } from "@/components/surveys/read-only";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { ButtonLink } from "@/components/ui/button";
import { Markdown } from "@/components/ui/markdown";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { enterAnswersAction } from "@/lib/surveys/imports/actions";
import { loadEntering } from "@/lib/surveys/imports/loaders";
import { loadSurvey } from "@/lib/surveys/loaders";

type Props = { params: Promise<{ surveyId: string }> };

/** What the expert's fields say to whoever types for somebody else. */
const ofAnother = {
  yourAnswer: "Their answer",
  confidence: "How confident are they?",
  neverDetail: "They think that it will not happen at all.",
  best: "Their best estimate{unit, select, percent { (%)} year { (year)} other {}}",
  why: "Why? In their own words",
  meansBest: "They think it is as likely above as below {best}.",
  meansBetween:
    "They think it is as likely above as below {best}, and are 90 % sure that it lies between {low} and {high}.",
  meansAtLeast:
    "They think it is as likely above as below {best}, and are 95 % sure that it is not less than {low}.",
  meansAtMost:
    "They think it is as likely above as below {best}, and are 95 % sure that it is not more than {high}.",
  meansNever: "They think that it will never happen.",
  meansBeyond: "They think that it lies beyond {max}.",
} as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Enter answers · ${(await loadSurvey((await params).surveyId)).title}` };
}

export default async function EnterPage({ params }: Props) {
  const survey = await loadSurvey((await params).surveyId);
  const { questions, userId } = await loadEntering(survey.id);
  const { form, question, works, problems, values } = await getMessages();
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase: surveyPhase(survey, new Date()) }}
        here="answers"
        title="Enter one person’s answers"
        lead="For answers that somebody gave you in another way. The person is asked to confirm them when you say so."
        actions={
          <ButtonLink href={`/surveys/${survey.id}/answers/import`} variant="secondary">
            Import a file instead
          </ButtonLink>
        }
      />
      {survey.status === "draft" && (
        <Notice tone="wait" title="The survey is a draft">
          Entering answers opens it, because answers belong to a wording. Nobody is mailed by that.
        </Notice>
      )}
      {questions === null ? (
        <p>
          The questions still lack words.{" "}
          <a className="link" href={`/surveys/${survey.id}/edit`}>
            Finish them
          </a>{" "}
          first.
        </p>
      ) : survey.mayEdit && survey.status !== "archived" ? (
        <NextIntlClientProvider
          messages={{ form, question: { ...question, ...ofAnother }, works, problems, values }}
        >
          <EnterForm
            surveyId={survey.id}
            userId={userId}
            questions={questions}
            help={Object.fromEntries(
              questions.flatMap(({ id, help = "" }) =>
                help.trim() === "" ? [] : [[id, <Markdown key={id} text={help} />]],
              ),
            )}
            enter={enterAnswersAction}
          />
        </NextIntlClientProvider>
      ) : (
        <ReadOnly survey={survey} />
      )}
    </Page>
  );
}
