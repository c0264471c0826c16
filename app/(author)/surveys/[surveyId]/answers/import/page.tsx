import type { Metadata } from "next";
import { ImportForm } from "@/components/surveys/import-form";
import { ReadOnly } from "@/components/surveys/read-only";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { ButtonLink } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { loadSurvey } from "@/lib/surveys/loaders";

type Props = { params: Promise<{ surveyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Import answers · ${(await loadSurvey((await params).surveyId)).title}` };
}

export default async function ImportPage({ params }: Props) {
  const survey = await loadSurvey((await params).surveyId);
  const phase = surveyPhase(survey, new Date());
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase }}
        here="answers"
        title="Import answers"
        lead="For answers that you gathered before, by mail or elsewhere. All of a file is stored, or nothing."
        actions={
          <ButtonLink href={`/surveys/${survey.id}/answers/enter`} variant="secondary">
            Enter one person’s by hand
          </ButtonLink>
        }
      />
      {survey.mayEdit && survey.status !== "archived" ? (
        <ImportForm surveyId={survey.id} isDraft={survey.status === "draft"} />
      ) : (
        <ReadOnly survey={survey} />
      )}
    </Page>
  );
}
