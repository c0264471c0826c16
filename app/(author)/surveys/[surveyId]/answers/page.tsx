import type { Metadata } from "next";
import { EnteredAnswers } from "@/components/surveys/entered-answers";
import { SubmittedAnswers } from "@/components/surveys/submitted-answers";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { ButtonLink } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Page } from "@/components/ui/page";
import { askToConfirmAction } from "@/lib/answers/confirmation/actions";
import { loadEnteredPeople } from "@/lib/answers/confirmation/loaders";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { formatInstant } from "@/lib/core/survey/zoned-time";
import { undoImportAction } from "@/lib/surveys/imports/actions";
import { loadImports } from "@/lib/surveys/imports/loaders";
import { loadInvitations, loadSubmittedAnswers, loadSurvey } from "@/lib/surveys/loaders";

type Props = { params: Promise<{ surveyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Answers · ${(await loadSurvey((await params).surveyId)).title}` };
}

export default async function AnswersPage({ params }: Props) {
  const survey = await loadSurvey((await params).surveyId);
  const [invitations, answers, imports, people] = await Promise.all([
    loadInvitations(survey.id),
    loadSubmittedAnswers(survey.id),
    loadImports(survey.id),
    loadEnteredPeople(survey.id),
  ]);
  const begun = invitations.filter(({ answered, state }) => answered > 0 && state !== "entered");
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase: surveyPhase(survey, new Date()) }}
        here="answers"
        title="Answers"
        lead="You read submitted answers at every level of consent; what is typed and not submitted only its expert sees."
        actions={
          survey.mayEdit && survey.status !== "archived" ? (
            <>
              <ButtonLink href={`/surveys/${survey.id}/answers/enter`} variant="secondary">
                Enter answers
              </ButtonLink>
              <ButtonLink href={`/surveys/${survey.id}/answers/import`} variant="secondary">
                Import a file
              </ButtonLink>
            </>
          ) : null
        }
      />
      <DataTable
        caption="Who has come how far"
        rows={begun}
        rowKey={(invitation) => invitation.id}
        empty={<p>Nobody has answered by a link of their own yet.</p>}
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
      <EnteredAnswers
        surveyId={survey.id}
        mayEdit={survey.mayEdit}
        people={people.map(({ invitationId, name, email, answers: count, state }) => ({
          invitationId,
          name,
          email,
          answers: count,
          state,
        }))}
        imports={imports.map(({ at, undoneAt, ...one }) => ({
          ...one,
          at: formatInstant(at, survey.timeZone),
          isUndone: undoneAt !== null,
        }))}
        ask={askToConfirmAction}
        undo={undoImportAction}
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
