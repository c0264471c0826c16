import type { Metadata } from "next";
import { HandLinks } from "@/components/surveys/hand-links";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { Page } from "@/components/ui/page";
import { loadHandLinks } from "@/lib/answers/hand-links/loaders";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { loadSurvey } from "@/lib/surveys/loaders";

type Props = {
  params: Promise<{ surveyId: string }>;
  searchParams: Promise<{ for?: string | string[] }>;
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  return { title: `Links to hand over · ${(await loadSurvey((await params).surveyId)).title}` };
}

export default async function LinksPage({ params, searchParams }: Props) {
  const [{ surveyId }, asked] = await Promise.all([params, searchParams]);
  const { survey, ...page } = await loadHandLinks(surveyId, asked.for);
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase: surveyPhase(survey, new Date()) }}
        here="invitations"
        title="Links to hand over"
        lead="For those whom you write to in another way than by mail from here."
      />
      <HandLinks surveyId={survey.id} {...page} />
    </Page>
  );
}
