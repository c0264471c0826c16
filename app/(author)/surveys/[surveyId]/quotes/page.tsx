import type { Metadata } from "next";
import { QuoteApproval } from "@/components/surveys/quote-approval";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { Page } from "@/components/ui/page";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { loadSendsMail } from "@/lib/invitations/loaders";
import { loadSurvey } from "@/lib/surveys/loaders";
import { askForQuotesAction } from "@/lib/synthesis/quotes/actions";
import { loadQuoteApproval } from "@/lib/synthesis/quotes/loaders";

type Props = { params: Promise<{ surveyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Quotes · ${(await loadSurvey((await params).surveyId)).title}` };
}

export default async function QuotesPage({ params }: Props) {
  const now = new Date();
  const { surveyId } = await params;
  const [{ survey, rounds, people, next, running }, sendsMail] = await Promise.all([
    loadQuoteApproval(surveyId, now),
    loadSendsMail(),
  ]);
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase: surveyPhase(survey, now) }}
        here="quotes"
        title="Quotes"
        lead="Words are quoted only as their respondents approve them."
      />
      <QuoteApproval
        survey={survey}
        rounds={rounds}
        people={people}
        next={next}
        running={running}
        now={now}
        sendsMail={sendsMail}
        ask={askForQuotesAction}
      />
    </Page>
  );
}
