import type { Metadata } from "next";
import { SubmittedAnswers } from "@/components/surveys/submitted-answers";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { DataTable } from "@/components/ui/data-table";
import { Page } from "@/components/ui/page";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { loadInvitations, loadSubmittedAnswers, loadSurvey } from "@/lib/surveys/loaders";

type Props = { params: Promise<{ surveyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Answers · ${(await loadSurvey((await params).surveyId)).title}` };
}

export default async function AnswersPage({ params }: Props) {
  const survey = await loadSurvey((await params).surveyId);
  const [invitations, answers] = await Promise.all([
    loadInvitations(survey.id),
    loadSubmittedAnswers(survey.id),
  ]);
  const begun = invitations.filter((invitation) => invitation.answered > 0);
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase: surveyPhase(survey, new Date()) }}
        here="answers"
        title="Answers"
        lead="You read submitted answers at every level of consent; what is typed and not submitted only its expert sees."
      />
      <DataTable
        caption="Who has come how far"
        rows={begun}
        rowKey={(invitation) => invitation.id}
        empty={<p>Nobody has answered yet.</p>}
        columns={[
          {
            key: "name",
            header: "Researcher",
            rowHeader: true,
            cell: (invitation) => invitation.name || invitation.email,
          },
          {
            key: "progress",
            header: "Questions",
            cell: (invitation) => `${invitation.answered} of ${survey.questions.length}`,
          },
          { key: "state", header: "State", cell: (invitation) => invitation.state },
        ]}
      />
      {survey.questions.map((question) => (
        <SubmittedAnswers
          key={question.id}
          prompt={question.revisions[0]?.prompt ?? ""}
          answers={answers.filter((answer) => answer.questionId === question.id)}
        />
      ))}
    </Page>
  );
}
