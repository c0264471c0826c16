import type { Metadata } from "next";
import Link from "next/link";
import { ActionForm } from "@/components/surveys/action-form";
import { BulkActions } from "@/components/surveys/bulk-actions";
import { InvitationTable, labelState } from "@/components/surveys/invitation-table";
import { MailWaits } from "@/components/surveys/mail-waits";
import { NominationList } from "@/components/surveys/nomination-list";
import { PasteForm } from "@/components/surveys/paste-form";
import { ReminderRulesForm } from "@/components/surveys/reminder-rules";
import { SendingProgress } from "@/components/surveys/sending-progress";
import { SuggestionList } from "@/components/surveys/suggestion-list";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { countHandLinks } from "@/lib/answers/hand-links/loaders";
import { type InvitationState, invitationStates } from "@/lib/core/invitations/state";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import {
  addInvitationsAction,
  resendInvitationAction,
  revokeInvitationAction,
} from "@/lib/invitations/actions";
import { bulkInvitationsAction } from "@/lib/invitations/bulk/actions";
import { correctInvitationAction } from "@/lib/invitations/correction/actions";
import { loadInvitationsWithLinks, loadSendsMail } from "@/lib/invitations/loaders";
import { decideNominationAction } from "@/lib/invitations/nominations/actions";
import { loadNominations } from "@/lib/invitations/nominations/loaders";
import { remindNowAction, setReminderRulesAction } from "@/lib/invitations/reminders/actions";
import { loadReminders } from "@/lib/invitations/reminders/loaders";
import { changeSendingAction, sendInvitationsAction } from "@/lib/invitations/sending/actions";
import { loadSendingsUnderWay } from "@/lib/invitations/sending/loaders";
import {
  approveSuggestionAction,
  dismissSuggestionAction,
} from "@/lib/invitations/suggestions/actions";
import { loadSuggestions } from "@/lib/invitations/suggestions/loaders";
import { loadSurvey } from "@/lib/surveys/loaders";

type Props = {
  params: Promise<{ surveyId: string }>;
  searchParams: Promise<{ state?: string | string[] }>;
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  return { title: `Invitations · ${(await loadSurvey((await params).surveyId)).title}` };
}

export default async function InvitationsPage({ params, searchParams }: Props) {
  const survey = await loadSurvey((await params).surveyId);
  const [invitations, sendsMail, suggestions, nominations, reminders, handles, news] =
    await Promise.all([
      loadInvitationsWithLinks(survey.id),
      loadSendsMail(),
      loadSuggestions(survey.id),
      loadNominations(survey.id),
      loadReminders(survey.id, new Date()),
      survey.round > 1 ? countHandLinks(survey.id, "round") : 0,
      loadSendingsUnderWay(survey.id, new Date()),
    ]);
  const asked = (await searchParams).state;
  const filter = invitationStates.find((state) => state === asked) ?? null;
  const shown = invitations.filter(({ state }) => filter === null || state === filter);
  const namedBy = new Map(
    suggestions
      .filter(({ state, by }) => state === "approved" && by !== "")
      .map(({ email, by }) => [email, by]),
  );
  const phase = surveyPhase(survey, new Date());
  const mayEdit = survey.mayEdit && !survey.fictional;
  const waiting = invitations.filter(
    ({ mailed, email, blockedBy }) => !mailed && email !== null && blockedBy === null,
  );
  // Where a sending tells of it, it need not be said twice.
  const held = news.sendings.some(({ trouble }) => trouble !== "")
    ? []
    : invitations.filter(({ state, failure }) => state === "queued" && failure !== null);
  const unsent = waiting.filter((invitation) => invitation.state !== "revoked").length;
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase }}
        here="invitations"
        title="Invitations"
        actions={
          mayEdit && sendsMail && unsent > 0 && (phase === "draft" || phase === "open") ? (
            <ButtonLink href={`/surveys/${survey.id}/invitations/send`}>
              Send the invitations
            </ButtonLink>
          ) : null
        }
      />
      {mayEdit && news.sendings.length > 0 && (
        <section className="mb-8 max-w-[44rem]" aria-label="The sending of the invitations">
          <SendingProgress surveyId={survey.id} {...news} change={changeSendingAction} />
        </section>
      )}
      {mayEdit && held.length > 0 && (
        <div className="mb-6 max-w-[44rem]">
          <Notice
            tone="wait"
            title={`${held.length} ${held.length === 1 ? "mail waits" : "mails wait"} for the mail server`}
          >
            <MailWaits words={held[0]?.failure ?? ""} operates={news.operates} />
          </Notice>
        </div>
      )}
      {mayEdit && !sendsMail && (
        <WithoutMail
          surveyId={survey.id}
          phase={phase}
          unsent={waiting.filter(({ state }) => state === "added").length}
          round={survey.round}
          toHandOver={handles}
        />
      )}
      {mayEdit && <UnknownNotice surveyId={survey.id} invitations={invitations} />}
      <StateFilter surveyId={survey.id} invitations={invitations} filter={filter} />
      <InvitationTable
        survey={{
          id: survey.id,
          timeZone: survey.timeZone,
          language: survey.language,
          questions: survey.questions.length,
        }}
        invitations={shown}
        mayEdit={mayEdit}
        isFiltered={filter !== null}
        namedBy={namedBy}
        correct={correctInvitationAction}
        resend={resendInvitationAction}
        revoke={revokeInvitationAction}
        remind={remindNowAction}
      />
      {mayEdit && shown.length > 0 && (
        <BulkActions
          surveyId={survey.id}
          people={shown.map(({ id, name, email, url }) => ({ id, name, email, url }))}
          timeZone={survey.timeZone}
          sendsMail={sendsMail}
          action={bulkInvitationsAction}
        />
      )}
      {mayEdit && (
        <>
          <SuggestionList
            surveyId={survey.id}
            suggestions={suggestions}
            approve={approveSuggestionAction}
            dismiss={dismissSuggestionAction}
          />
          <NominationList
            surveyId={survey.id}
            nominations={nominations}
            decide={decideNominationAction}
          />
          <section className="mt-12 max-w-[44rem]">
            <h2 className="mb-4 font-serif text-xl font-semibold">Add researchers</h2>
            <p className="mb-4">
              <Link href={`/contacts?survey=${survey.id}`} className={linkClass}>
                Choose from your address book
              </Link>
              , or paste a list:
            </p>
            <PasteForm surveyId={survey.id} add={addInvitationsAction} />
          </section>
          <section className="mt-12 max-w-[44rem]">
            <h2 className="mb-4 font-serif text-xl font-semibold">The mail</h2>
            <ul className="flex flex-col gap-2">
              <li>
                <Link href={`/surveys/${survey.id}/invitations/message`} className={linkClass}>
                  {sendsMail
                    ? "Write the message, see it as each person will, and try it on yourself"
                    : "Write the message, and see it as each person will"}
                </Link>
              </li>
              {handles > 0 && sendsMail && (
                <li>
                  <Link href={`/surveys/${survey.id}/links?for=round`} className={linkClass}>
                    Links of round {survey.round} to hand over: {handles}
                  </Link>
                </li>
              )}
              {sendsMail && (
                <li>
                  <Link href={`/surveys/${survey.id}/invitations/send`} className={linkClass}>
                    {unsent === 0
                      ? "See what was sent, and who got no mail"
                      : `See who would get a mail, and send: ${unsent} ${unsent === 1 ? "waits" : "wait"}`}
                  </Link>
                </li>
              )}
            </ul>
          </section>
          {sendsMail && (
            <ReminderRulesForm
              survey={{ id: survey.id, timeZone: survey.timeZone }}
              {...reminders}
              store={setReminderRulesAction}
            />
          )}
        </>
      )}
    </Page>
  );
}

const linkClass = "text-accent underline-offset-4 hover:underline";

/** What an author does where the site sends no mail. */
function WithoutMail({
  surveyId,
  phase,
  unsent,
  round,
  toHandOver,
}: {
  surveyId: string;
  phase: string;
  unsent: number;
  round: number;
  /** How many are asked in this round, and hear of it from nobody else. */
  toHandOver: number;
}) {
  return (
    <div className="mb-6 max-w-[44rem]">
      <Notice
        title={
          unsent === 0
            ? "This site sends no mail"
            : `This site sends no mail: ${unsent} ${unsent === 1 ? "is" : "are"} not written to yet`
        }
      >
        {unsent > 0 && (
          <p>
            <Link href={`/surveys/${surveyId}/invitations/message`} className={linkClass}>
              Take the text for each person
            </Link>{" "}
            into your own mail program, or choose people in the table, “Copy their links”, and “Mark
            as sent”: from then on the table shows how far each is.
          </p>
        )}
        {toHandOver > 0 && (
          <p>
            Round {round} is open, and nobody hears of it unless you write to them:{" "}
            <Link href={`/surveys/${surveyId}/links?for=round`} className={linkClass}>
              {toHandOver === 1 ? "1 link" : `${toHandOver} links`} to hand over
            </Link>
            .
          </p>
        )}
        <p>
          Reminders do not go out by themselves either: choose a state above the table to see whom
          to write to again.
        </p>
      </Notice>
      {phase === "draft" && (
        <ActionForm
          action={sendInvitationsAction}
          fields={{ surveyId, when: "now" }}
          label="Open the survey"
        />
      )}
    </div>
  );
}

/** Says that the author has to decide about mails of which nobody knows whether they arrived. */
function UnknownNotice({
  surveyId,
  invitations,
}: {
  surveyId: string;
  invitations: readonly { readonly state: InvitationState }[];
}) {
  const count = invitations.filter(({ state }) => state === "unconfirmed").length;
  if (count === 0) return null;
  return (
    <div className="mb-6 max-w-[44rem]">
      <Notice title={`${count} ${count === 1 ? "mail" : "mails"} may or may not have arrived`}>
        <p>
          The connection ended before the mail server confirmed. Nothing is sent twice by itself:{" "}
          <Link href={`/surveys/${surveyId}/invitations?state=unconfirmed`}>
            choose {count === 1 ? "the person" : "the people"}
          </Link>
          , then “Mark as sent”, or “Send anew” with {count === 1 ? "a new link" : "new links"}.
        </p>
      </Notice>
    </div>
  );
}

/** Links to the invitations of one state, with how many there are; plain addresses, so that they work everywhere. */
function StateFilter({
  surveyId,
  invitations,
  filter,
}: {
  surveyId: string;
  invitations: readonly { readonly state: InvitationState }[];
  filter: InvitationState | null;
}) {
  const counts = new Map<InvitationState, number>();
  for (const { state } of invitations) counts.set(state, (counts.get(state) ?? 0) + 1);
  if (counts.size < 2 && filter === null) return null;
  const here = `/surveys/${surveyId}/invitations`;
  const link = (state: InvitationState | null, words: string, count: number) => (
    <li key={words}>
      <Link
        href={state === null ? here : `${here}?state=${state}`}
        prefetch={false}
        {...(state === filter ? { "aria-current": "page" as const } : {})}
        className="inline-flex min-h-11 items-center gap-1 text-accent sm:min-h-9 underline-offset-4 hover:underline aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:underline"
      >
        {words} <span className="text-muted tabular-nums">{count}</span>
      </Link>
    </li>
  );
  return (
    <nav aria-label="Invitations by state" className="mb-4">
      <ul className="flex flex-wrap gap-x-5 text-sm">
        {link(null, "all", invitations.length)}
        {invitationStates
          .filter((state) => counts.has(state) || state === filter)
          .map((state) => link(state, labelState(state), counts.get(state) ?? 0))}
      </ul>
    </nav>
  );
}
