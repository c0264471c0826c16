import type { Metadata } from "next";
import { HistoryList } from "@/components/surveys/history-list";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { Button, ButtonLink } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { Page } from "@/components/ui/page";
import { auditTopics } from "@/lib/core/audit-event";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { formatInstant } from "@/lib/core/survey/zoned-time";
import { loadHistory } from "@/lib/surveys/history/loaders";
import { eventsPerPage } from "@/lib/surveys/history/schema";
import { loadSurvey } from "@/lib/surveys/loaders";

type Props = {
  params: Promise<{ surveyId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `History · ${(await loadSurvey((await params).surveyId)).title}` };
}

export default async function HistoryPage({ params, searchParams }: Props) {
  const { surveyId } = await params;
  const { survey, filter, actors, total, events } = await loadHistory(surveyId, await searchParams);
  const base = `/surveys/${survey.id}/history`;
  const query = (changes: Record<string, string>) =>
    new URLSearchParams({
      ...(filter.topic === null ? {} : { topic: filter.topic }),
      ...(filter.who === null ? {} : { who: filter.who }),
      ...changes,
    });
  const last = Math.max(1, Math.ceil(total / eventsPerPage));
  const select = `${controlClass} min-h-11 w-auto font-normal`;
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase: surveyPhase(survey, new Date()) }}
        here="members"
        title="History"
        lead="Who changed what, and when. It is only ever added to, and holds no answers and no addresses of experts. Owners read it."
        actions={
          <>
            <ButtonLink
              href={`${base}/export?${query({ format: "csv" })}`}
              variant="secondary"
              prefetch={false}
            >
              CSV
            </ButtonLink>
            <ButtonLink
              href={`${base}/export?${query({ format: "json" })}`}
              variant="secondary"
              prefetch={false}
            >
              JSON
            </ButtonLink>
          </>
        }
      />
      <form className="mb-6 flex flex-wrap items-end gap-4">
        <label className="flex flex-col gap-1 text-sm font-semibold">
          About
          <select name="topic" defaultValue={filter.topic ?? ""} className={select}>
            <option value="">everything</option>
            {auditTopics.map((topic) => (
              <option key={topic} value={topic}>
                {topic}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col gap-1 text-sm font-semibold">
          By
          <select name="who" defaultValue={filter.who ?? ""} className={select}>
            <option value="">everybody</option>
            {actors.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Button type="submit" variant="secondary">
          Show
        </Button>
        <p className="min-h-11 content-center text-sm text-muted tabular-nums">
          {total.toLocaleString("en")} {total === 1 ? "event" : "events"}
        </p>
      </form>
      {events.length === 0 ? (
        <p className="text-muted">
          {filter.page > 1 ? "There are no older ones." : "Nothing of this kind has happened."}
        </p>
      ) : (
        <HistoryList
          events={events.map(({ at, ...event }) => ({
            ...event,
            at: formatInstant(at, survey.timeZone),
            iso: at.toISOString(),
          }))}
        />
      )}
      {last > 1 && (
        <nav aria-label="Pages" className="mt-6 flex flex-wrap items-center gap-3">
          {filter.page > 1 && (
            <ButtonLink
              href={`${base}?${query({ page: String(filter.page - 1) })}`}
              variant="secondary"
              size="compact"
            >
              Newer
            </ButtonLink>
          )}
          {filter.page < last && (
            <ButtonLink
              href={`${base}?${query({ page: String(filter.page + 1) })}`}
              variant="secondary"
              size="compact"
            >
              Older
            </ButtonLink>
          )}
          <span className="text-sm text-muted tabular-nums">
            Page {filter.page} of {last}
          </span>
        </nav>
      )}
    </Page>
  );
}
