import type { Metadata } from "next";
import { Rewordings } from "@/components/surveys/rewordings";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { Page } from "@/components/ui/page";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { loadSendsMail } from "@/lib/invitations/loaders";
import { loadSurvey } from "@/lib/surveys/loaders";
import { decideRewordingAction } from "@/lib/surveys/wordings/actions";
import { loadRewordedQuestions } from "@/lib/surveys/wordings/loaders";

type Props = { params: Promise<{ surveyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Wordings · ${(await loadSurvey((await params).surveyId)).title}` };
}

/** What becomes of answers to questions that were reworded after the opening. */
export default async function WordingsPage({ params }: Props) {
  const survey = await loadSurvey((await params).surveyId);
  const [questions, sendsMail] = await Promise.all([
    loadRewordedQuestions(survey.id),
    loadSendsMail(),
  ]);
  const phase = surveyPhase(survey, new Date());
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase }}
        here="edit"
        title="Reworded questions"
        lead="An answer stays with the words that it was given to. Figures are of one wording; answers to earlier words are counted apart, and the page says so."
      />
      <Rewordings
        survey={{ id: survey.id, timeZone: survey.timeZone, open: phase === "open" }}
        questions={questions}
        mayDecide={survey.mayEdit && phase !== "archived"}
        sendsMail={sendsMail}
        decide={decideRewordingAction}
      />
    </Page>
  );
}
