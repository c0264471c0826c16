import type { Metadata } from "next";
import Link from "next/link";
import { ActionForm } from "@/components/surveys/action-form";
import { HandMail } from "@/components/surveys/hand-mail";
import { MailPreview, RecipientChoice } from "@/components/surveys/mail-preview";
import { MessageForm } from "@/components/surveys/message-form";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { bulkInvitationsAction } from "@/lib/invitations/bulk/actions";
import { saveMessageAction, sendTestMailAction } from "@/lib/invitations/message/actions";
import { loadMessage } from "@/lib/invitations/message/loaders";
import { loadSurvey } from "@/lib/surveys/loaders";

type Props = {
  params: Promise<{ surveyId: string }>;
  searchParams: Promise<{ to?: string | string[] }>;
};

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  return { title: `Invitation mail · ${(await loadSurvey((await params).surveyId)).title}` };
}

export default async function MessagePage({ params, searchParams }: Props) {
  const { surveyId } = await params;
  const { to } = await searchParams;
  const page = await loadMessage(surveyId, typeof to === "string" ? to : null);
  const { survey, faults, gaps } = page;
  const phase = surveyPhase(survey, new Date());
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase }}
        here="invitations"
        title="The invitation mail"
      />
      <p className="mb-6">
        <Link
          href={`/surveys/${survey.id}/invitations`}
          className="text-accent underline-offset-4 hover:underline"
        >
          ← Invitations
        </Link>
      </p>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-2">
        <section className="min-w-0">
          <h2 className="mb-4 font-serif text-xl font-semibold">What you write</h2>
          <MessageForm
            surveyId={survey.id}
            message={page.message}
            version={page.version}
            senderName={page.senderName}
            placeholders={page.placeholders}
            correspondents={page.correspondents}
            correspondentId={page.correspondentId}
            save={saveMessageAction}
          />
        </section>
        <section className="min-w-0">
          <h2 className="mb-4 font-serif text-xl font-semibold">What they read</h2>
          <div className="flex flex-col gap-3">
            <RecipientChoice recipients={page.recipients} shownId={page.shownId} />
            <p className="text-sm text-muted">Language: {page.language}. As saved.</p>
            {gaps.length > 0 && (
              <Notice
                tone="wait"
                title={`${gaps.length} ${gaps.length === 1 ? "person gets" : "people get"} no mail as it stands`}
              >
                <p className="text-sm">
                  The message names what is not known of them. Add it, or write what stands instead.
                </p>
                <ul className="mt-2 max-h-40 overflow-y-auto text-sm">
                  {gaps.slice(0, 200).map(({ name, empty }) => (
                    <li key={name}>
                      <bdi>{name}</bdi>: {empty}
                    </li>
                  ))}
                </ul>
              </Notice>
            )}
            {!page.sendsMail && page.shownId !== "" && page.mail !== null && (
              <Notice title="This site sends no mail: send it from your own mail program">
                {phase === "open" ? (
                  <HandMail
                    surveyId={survey.id}
                    person={{
                      id: page.shownId,
                      name: page.mail.to.name,
                      address: page.shownAddress,
                    }}
                    mail={page.handMail}
                    isWritten={page.shownIsWritten}
                    mark={bulkInvitationsAction}
                  />
                ) : (
                  <p>
                    Once the survey is open, the text for each person with their own link stands
                    here, for your own mail program.
                  </p>
                )}
              </Notice>
            )}
            {page.mail !== null && page.handMail === null && (
              <MailPreview mail={page.mail} from={page.from} replyTo={page.replyTo} />
            )}
            {faults !== null && (
              <Notice tone="bad" title="Nothing to show: this mail does not leave">
                <p className="text-sm">The message says nothing for {faults}.</p>
              </Notice>
            )}
            {page.testAddress !== null && faults === null && (
              <ActionForm
                action={sendTestMailAction}
                fields={{ surveyId: survey.id, invitationId: page.shownId }}
                label={`Send this as a test to ${page.testAddress}`}
                variant="secondary"
              />
            )}
          </div>
        </section>
      </div>
    </Page>
  );
}
