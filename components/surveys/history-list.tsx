import { type AuditTopic, fieldInWords, type WordingChange } from "@/lib/core/audit-event";

type Event = {
  readonly id: string;
  readonly at: string;
  readonly iso: string;
  readonly who: string;
  readonly topic: AuditTopic;
  readonly what: string;
  readonly changes: readonly WordingChange[];
};

/** The events of a survey's history, newest first: when, who, what, and of wordings what they said before and after. */
export function HistoryList({ events }: { events: readonly Event[] }) {
  return (
    <ol className="max-w-[44rem] divide-y divide-line border-y border-line">
      {events.map(({ id, at, iso, who, topic, what, changes }) => (
        <li key={id} className="py-3">
          <p>
            <strong>{who}</strong> {what}
          </p>
          <p className="text-sm text-muted">
            <time dateTime={iso}>{at}</time> · {topic}
          </p>
          {changes.length > 0 && (
            <details className="mt-1 text-sm">
              <summary className="min-h-9 py-1.5 text-accent">Before and after</summary>
              <dl className="space-y-3 pb-2">
                {changes.map(({ field, before, after }) => (
                  <div key={field}>
                    {field !== "" && <dt className="font-semibold">{fieldInWords(field)}</dt>}
                    <dd className="border-s-[3px] border-line ps-3 whitespace-pre-wrap wrap-anywhere">
                      <span className="text-muted">before: </span>
                      {before === "" ? <em>nothing</em> : <del>{before}</del>}
                    </dd>
                    <dd className="border-s-[3px] border-accent ps-3 whitespace-pre-wrap wrap-anywhere">
                      <span className="text-muted">after: </span>
                      {after === "" ? (
                        <em>nothing</em>
                      ) : (
                        <ins className="no-underline">{after}</ins>
                      )}
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
