import type { Metadata } from "next";
import Link from "next/link";
import { InvitesToMe } from "@/components/surveys/invites-to-me";
import { ButtonLink } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { StateLabel } from "@/components/ui/state-label";
import { loadAuthor } from "@/lib/auth/loaders";
import { formatDay } from "@/lib/core/survey/zoned-time";
import { loadSurveys } from "@/lib/surveys/loaders";
import { acceptInviteAction, declineInviteAction } from "@/lib/surveys/members/actions";
import { loadInvitesToMe } from "@/lib/surveys/members/loaders";

export const metadata: Metadata = { title: "Surveys" };

export default async function SurveysPage() {
  const all = await loadSurveys();
  const surveys = all.filter(({ phase }) => phase !== "archived");
  const archived = all.filter(({ phase }) => phase === "archived");
  const invites = await loadInvitesToMe();
  const { mayCreate } = await loadAuthor();
  return (
    <Page>
      <PageHeader
        title="Your surveys"
        actions={mayCreate ? <ButtonLink href="/surveys/new">New survey</ButtonLink> : null}
      />
      <InvitesToMe invites={invites} accept={acceptInviteAction} decline={declineInviteAction} />
      <DataTable
        caption="Your surveys"
        rows={surveys}
        rowKey={(survey) => survey.id}
        empty={
          <p>You have no survey yet. A new one begins with six questions that you can edit.</p>
        }
        columns={[
          {
            key: "title",
            header: "Title",
            rowHeader: true,
            cell: (survey) => (
              <>
                <Link
                  className="text-accent underline underline-offset-4"
                  href={`/surveys/${survey.id}`}
                >
                  {survey.title}
                </Link>
                {survey.fictional && <span className="font-normal text-muted"> (fictional)</span>}
              </>
            ),
          },
          { key: "state", header: "State", cell: (survey) => <StateLabel state={survey.phase} /> },
          { key: "invited", header: "Invited", align: "right", cell: (survey) => survey.invited },
          {
            key: "answered",
            header: "Answered",
            align: "right",
            cell: (survey) => survey.answered,
          },
          {
            key: "closing",
            header: "Closes",
            cell: (survey) =>
              survey.closesAt === null ? "no date" : formatDay(survey.closesAt, survey.timeZone),
          },
          {
            key: "changed",
            header: "Last change",
            cell: (survey) => formatDay(survey.updatedAt, survey.timeZone),
          },
        ]}
      />
      {archived.length > 0 && (
        <details className="mt-10">
          <summary className="min-h-11 cursor-pointer py-2 text-muted">
            Archived ({archived.length})
          </summary>
          <ul className="mt-2 flex flex-col gap-2">
            {archived.map((survey) => (
              <li key={survey.id}>
                <Link
                  className="text-accent underline underline-offset-4"
                  href={`/surveys/${survey.id}`}
                >
                  {survey.title}
                </Link>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Page>
  );
}
