import type { ReactNode } from "react";

type WaitingPeopleProps<T> = {
  id: string;
  title: string;
  lead: string;
  people: readonly T[];
  row: (person: T) => ReactNode;
};

/** People about whom the author decides: those who wait, and folded below them those put aside. Nothing where there are none. */
export function WaitingPeople<T extends { readonly state: "open" | "approved" | "dismissed" }>({
  id,
  title,
  lead,
  people,
  row,
}: WaitingPeopleProps<T>) {
  const open = people.filter(({ state }) => state === "open");
  const dismissed = people.filter(({ state }) => state === "dismissed");
  if (open.length + dismissed.length === 0) return null;
  return (
    <section className="mt-12 max-w-[44rem]" aria-labelledby={id}>
      <h2 id={id} className="font-serif text-xl font-semibold">
        {title}
      </h2>
      <p className="mt-2 text-sm text-muted">{lead}</p>
      {open.length > 0 && (
        <ul className="mt-4 divide-y divide-line border-y border-line">{open.map(row)}</ul>
      )}
      {dismissed.length > 0 && (
        <details className="mt-4">
          <summary className="min-h-11 cursor-pointer content-center py-1 sm:min-h-9 text-sm text-muted">
            Put aside ({dismissed.length})
          </summary>
          <ul className="divide-y divide-line">{dismissed.map(row)}</ul>
        </details>
      )}
    </section>
  );
}
