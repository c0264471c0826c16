import type { Metadata } from "next";
import Link from "next/link";
import { FirstSurvey } from "@/components/surveys/first-survey";
import { InvitesToMe } from "@/components/surveys/invites-to-me";
import { SurveyTable } from "@/components/surveys/survey-table";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { loadAuthor } from "@/lib/auth/loaders";
import { findSurveys, orderSurveys, readSurveyOrder } from "@/lib/core/survey/survey-order";
import { loadSurveys } from "@/lib/surveys/loaders";
import { acceptInviteAction, declineInviteAction } from "@/lib/surveys/members/actions";
import { loadInvitesToMe } from "@/lib/surveys/members/loaders";

export const metadata: Metadata = { title: "Surveys" };

type Search = { q?: string; sort?: string; deleted?: string };

export default async function SurveysPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams;
  const searched = typeof search.q === "string" ? search.q.trim().slice(0, 200) : "";
  const order = readSurveyOrder(typeof search.sort === "string" ? search.sort : undefined);
  const all = await loadSurveys();
  const surveys = all.filter(({ phase }) => phase !== "archived");
  const archived = all.filter(({ phase }) => phase === "archived");
  const invites = await loadInvitesToMe();
  const { mayCreate } = await loadAuthor();
  return (
    <Page>
      <PageHeader
        title="Your surveys"
        actions={
          // An empty page has its own button.
          mayCreate && surveys.length > 0 ? (
            <ButtonLink href="/surveys/new">New survey</ButtonLink>
          ) : null
        }
      />
      <InvitesToMe invites={invites} accept={acceptInviteAction} decline={declineInviteAction} />
      {search.deleted !== undefined && (
        <Notice tone="good" live="status" title="The survey is deleted" />
      )}
      {surveys.length === 0 ? (
        <FirstSurvey mayCreate={mayCreate} />
      ) : (
        <SurveyTable
          rows={orderSurveys(findSurveys(surveys, searched), order)}
          total={surveys.length}
          searched={searched}
          order={order}
        />
      )}
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
