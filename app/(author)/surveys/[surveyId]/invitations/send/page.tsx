import type { Metadata } from "next";
import Link from "next/link";
import { LeftOutList } from "@/components/surveys/left-out-list";
import { SendForm } from "@/components/surveys/send-form";
import { SendingProgress } from "@/components/surveys/sending-progress";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { unknownInWords } from "@/lib/core/invitations/message";
import { chosenLanguage } from "@/lib/core/language";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { changeSendingAction, sendInvitationsAction } from "@/lib/invitations/sending/actions";
import { loadSending } from "@/lib/invitations/sending/loaders";
import { loadSurvey } from "@/lib/surveys/loaders";

type Props = { params: Promise<{ surveyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Send · ${(await loadSurvey((await params).surveyId)).title}` };
}

/** A list longer than this says how many follow. */
const rowsShown = 500;

export default async function SendPage({ params }: Props) {
  const { surveyId } = await params;
  const page = await loadSending(surveyId, new Date());
  const { survey, gets, left, unknown, sendings } = page;
  const language = chosenLanguage(null, survey.language);
  const phase = surveyPhase(survey, new Date());
  const here = `/surveys/${survey.id}/invitations`;
  const link = "text-accent underline-offset-4 hover:underline";
  const mayOpen = phase === "draft" || phase === "open";
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase }}
        here="invitations"
        title="Send the invitations"
      />
      <p className="mb-6 flex flex-wrap gap-x-6">
        <Link href={here} className={link}>
          ← Invitations
        </Link>
        <Link href={`${here}/message`} className={link}>
          The mail
        </Link>
      </p>
      {sendings.length > 0 && (
        <section className="mb-10 max-w-[44rem]">
          <h2 className="mb-2 font-serif text-xl font-semibold">Under way and done</h2>
          <SendingProgress
            surveyId={survey.id}
            sendings={sendings}
            operates={page.operates}
            change={changeSendingAction}
          />
        </section>
      )}
      {!page.sendsMail && (
        <div className="mb-10 max-w-[44rem]">
          <Notice title="This site sends no mail">
            <p>
              Nothing leaves from here.{" "}
              <Link href={`${here}/message`} className={link}>
                Take the text for each person
              </Link>{" "}
              into your own mail program, or copy the links from the{" "}
              <Link href={here} className={link}>
                table of invitations
              </Link>
              .
            </p>
          </Notice>
        </div>
      )}
      <section className="mb-10 max-w-[44rem]">
        <h2 className="mb-4 font-serif text-xl font-semibold">
          {whoGets(gets.length, page.sendsMail, mayOpen)}
        </h2>
        {unknown.length > 0 && (
          <Notice tone="bad" title="No mail leaves with these words">
            <p className="text-sm">
              The message has {unknownInWords(unknown)}, which stands for nothing.{" "}
              <Link href={`${here}/message`} className={link}>
                Change the message
              </Link>
            </p>
          </Notice>
        )}
        {!mayOpen && <p className="mb-3">The survey is closed. Open it first.</p>}
        {gets.length > 0 && (
          <details open={gets.length <= 20} className="mb-6">
            <summary className="min-h-11 cursor-pointer content-center py-1 sm:min-h-9 text-accent underline-offset-4 hover:underline">
              Who
            </summary>
            <DataTable
              caption="Who gets a mail"
              rows={gets.slice(0, rowsShown)}
              rowKey={({ id }) => id}
              columns={[
                {
                  key: "name",
                  header: "Researcher",
                  rowHeader: true,
                  cell: ({ name, email }) => <bdi>{name || email}</bdi>,
                },
                { key: "email", header: "Address", cell: ({ email }) => email },
                { key: "language", header: "Language", cell: ({ language }) => language },
                {
                  key: "mail",
                  header: <span className="sr-only">The mail</span>,
                  cell: ({ id, name, email }) => (
                    <Link href={`${here}/message?to=${id}`} className={link} prefetch={false}>
                      See it<span className="sr-only"> as {name || email} will</span>
                    </Link>
                  ),
                },
              ]}
            />
            {gets.length > rowsShown && (
              <p className="text-sm text-muted">and {gets.length - rowsShown} more</p>
            )}
          </details>
        )}
        {gets.length > 0 && page.sendsMail && mayOpen && unknown.length === 0 && (
          <SendForm
            surveyId={survey.id}
            count={gets.length}
            isDraft={phase === "draft"}
            timeZone={survey.timeZone}
            timeZones={Intl.supportedValuesOf("timeZone")}
            send={sendInvitationsAction}
          />
        )}
      </section>
      {left.length > 0 && <LeftOutList surveyId={survey.id} left={left} language={language} />}
    </Page>
  );
}

function whoGets(count: number, sendsMail: boolean, mayOpen: boolean): string {
  const people = `${count} ${count === 1 ? "person" : "people"}`;
  if (!sendsMail) return `${people} to write to`;
  if (count === 0) return "Nobody gets a mail now";
  if (!mayOpen) return `${people} would get a mail`;
  return count === 1 ? "1 person gets a mail" : `${people} get a mail`;
}
