import type { Metadata } from "next";
import { ActionForm } from "@/components/surveys/action-form";
import { InvitationActions } from "@/components/surveys/invitation-actions";
import { PasteForm } from "@/components/surveys/paste-form";
import { ReminderRulesForm } from "@/components/surveys/reminder-rules";
import { SuggestionList } from "@/components/surveys/suggestion-list";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { DataTable } from "@/components/ui/data-table";
import { Page } from "@/components/ui/page";
import { StateLabel } from "@/components/ui/state-label";
import { invitationStateWords } from "@/lib/core/invitations/state";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import {
  addInvitationsAction,
  resendInvitationAction,
  revokeInvitationAction,
  sendInvitationsAction,
} from "@/lib/invitations/actions";
import { loadInvitationPreview, loadInvitationsWithLinks } from "@/lib/invitations/loaders";
import { remindNowAction, setReminderRulesAction } from "@/lib/invitations/reminders/actions";
import { loadReminders } from "@/lib/invitations/reminders/loaders";
import {
  approveSuggestionAction,
  dismissSuggestionAction,
} from "@/lib/invitations/suggestions/actions";
import { loadSuggestions } from "@/lib/invitations/suggestions/loaders";
import { loadSurvey } from "@/lib/surveys/loaders";

type Props = { params: Promise<{ surveyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Invitations · ${(await loadSurvey((await params).surveyId)).title}` };
}

export default async function InvitationsPage({ params }: Props) {
  const survey = await loadSurvey((await params).surveyId);
  const [invitations, mail, suggestions, reminders] = await Promise.all([
    loadInvitationsWithLinks(survey.id),
    loadInvitationPreview(survey.id),
    loadSuggestions(survey.id),
    loadReminders(survey.id, new Date()),
  ]);
  const phase = surveyPhase(survey, new Date());
  const mayEdit = survey.mayEdit && !survey.fictional;
  const waiting = invitations.filter(
    (invitation) => !invitation.mailed && invitation.email !== null,
  );
  const unsent = waiting.filter((invitation) => invitation.state !== "revoked").length;
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase }}
        here="invitations"
        title="Invitations"
      />
      <DataTable
        caption="Invited researchers"
        rows={invitations}
        rowKey={(invitation) => invitation.id}
        empty={<p>Nobody is invited yet. Paste a list below; adding people sends nothing.</p>}
        columns={[
          {
            key: "name",
            header: "Researcher",
            rowHeader: true,
            cell: (invitation) => (
              <>
                {invitation.name || invitation.email}
                {invitation.affiliation && (
                  <span className="block font-normal text-muted">{invitation.affiliation}</span>
                )}
              </>
            ),
          },
          { key: "email", header: "Address", cell: (invitation) => invitation.email ?? "none" },
          {
            key: "state",
            header: "State",
            cell: (invitation) => (
              <>
                <StateLabel state={labelState(invitation.state)}>
                  {invitationStateWords(invitation.state, {
                    answered: invitation.answered,
                    questions: survey.questions.length,
                  })}
                </StateLabel>
                {invitation.failure && (
                  <span className="mt-1 block max-w-80 text-sm text-muted">
                    {invitation.failure}
                  </span>
                )}
              </>
            ),
          },
          ...(mayEdit
            ? [
                {
                  key: "actions",
                  header: <span className="sr-only">Actions</span>,
                  cell: (invitation: (typeof invitations)[number]) => (
                    <InvitationActions
                      surveyId={survey.id}
                      invitation={invitation}
                      resend={resendInvitationAction}
                      revoke={revokeInvitationAction}
                      remind={remindNowAction}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
      {mayEdit && (
        <>
          <SuggestionList
            surveyId={survey.id}
            suggestions={suggestions}
            approve={approveSuggestionAction}
            dismiss={dismissSuggestionAction}
          />
          <section className="mt-12 max-w-[44rem]">
            <h2 className="mb-4 font-serif text-xl font-semibold">Add researchers</h2>
            <PasteForm surveyId={survey.id} add={addInvitationsAction} />
          </section>
          <section className="mt-12 max-w-[44rem]">
            <h2 className="mb-4 font-serif text-xl font-semibold">The mail</h2>
            <p className="text-sm text-muted">
              To {mail.to.name} &lt;{mail.to.address}&gt; · Subject: {mail.subject}
            </p>
            <pre className="my-4 border border-line bg-sheet p-4 font-sans text-base whitespace-pre-wrap">
              {mail.text}
            </pre>
            {unsent > 0 && phase !== "closed" && (
              <>
                <p className="mb-3 text-sm text-muted">
                  {phase === "draft"
                    ? "Sending opens the survey: its finding rules are fixed from then on."
                    : "Only people without a mail get one."}
                </p>
                <ActionForm
                  action={sendInvitationsAction}
                  fields={{ surveyId: survey.id }}
                  label={
                    phase === "draft"
                      ? `Open the survey and send ${unsent} ${unsent === 1 ? "mail" : "mails"}`
                      : `Send ${unsent} ${unsent === 1 ? "mail" : "mails"}`
                  }
                />
              </>
            )}
          </section>
          <ReminderRulesForm
            survey={{ id: survey.id, timeZone: survey.timeZone }}
            {...reminders}
            store={setReminderRulesAction}
          />
        </>
      )}
    </Page>
  );
}

/** The label whose colour a state has. */
function labelState(state: Awaited<ReturnType<typeof loadInvitationsWithLinks>>[number]["state"]) {
  if (state === "added") return "not sent";
  return state === "unconfirmed" ? "unknown" : state;
}
