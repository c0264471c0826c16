import Link from "next/link";
import { Button, ButtonLink } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { controlClass } from "@/components/ui/field";
import { StateLabel } from "@/components/ui/state-label";
import type { SurveyColumn, SurveyOrder } from "@/lib/core/survey/survey-order";
import { formatDay } from "@/lib/core/survey/zoned-time";

type Row = {
  readonly id: string;
  readonly title: string;
  readonly phase: "draft" | "open" | "closed" | "archived";
  readonly fictional: boolean;
  readonly invited: number;
  readonly answered: number;
  readonly closesAt: Date | null;
  readonly timeZone: string;
  readonly updatedAt: Date;
};

type SurveyTableProps = {
  /** Those found, in order. */
  rows: readonly Row[];
  /** How many there are to search in. */
  total: number;
  searched: string;
  order: SurveyOrder;
};

/** An author's surveys: searched by their titles, sorted by any column, a row each; on a phone a list. */
export function SurveyTable({ rows, total, searched, order }: SurveyTableProps) {
  const column = (
    key: SurveyColumn,
    header: string,
    cell: (row: Row) => React.ReactNode,
    rest: Partial<Column<Row>> = {},
  ): Column<Row> => {
    const sorted = order.column === key;
    const next = sorted && !order.descending ? `-${key}` : key;
    const query = new URLSearchParams({ ...(searched === "" ? {} : { q: searched }), sort: next });
    return {
      key,
      cell,
      ...(sorted ? { sorted: order.descending ? "descending" : "ascending" } : {}),
      header: (
        <Link
          href={`/surveys?${query}`}
          scroll={false}
          className="inline-flex min-h-11 items-center gap-1 whitespace-nowrap underline-offset-4 hover:underline"
        >
          {header}
          <span aria-hidden="true" className="w-2.5">
            {sorted ? (order.descending ? "↓" : "↑") : ""}
          </span>
        </Link>
      ),
      ...rest,
    };
  };
  const closes = (row: Row) =>
    row.closesAt === null ? "no date" : formatDay(row.closesAt, row.timeZone);
  return (
    <>
      {(total > 5 || searched !== "") && (
        <search className="mb-4">
          <form action="/surveys" className="flex max-w-md items-center gap-2">
            <label htmlFor="q" className="sr-only">
              Search your surveys by title
            </label>
            <input
              id="q"
              name="q"
              type="search"
              placeholder="Search by title"
              defaultValue={searched}
              className={`${controlClass} min-h-11`}
            />
            <Button type="submit" variant="secondary">
              Search
            </Button>
            {searched !== "" && (
              <ButtonLink href="/surveys" variant="quiet">
                All
              </ButtonLink>
            )}
          </form>
        </search>
      )}
      {searched !== "" && (
        <p role="status" className="mb-3 text-sm text-muted">
          {rows.length === 1 ? "1 survey" : `${rows.length} surveys`} of {total} with “{searched}”.
        </p>
      )}
      {rows.length > 0 && (
        <>
          <ul className="divide-y divide-line border-y border-line sm:hidden">
            {rows.map((row) => (
              <li key={row.id} className="relative py-3">
                <Link
                  href={`/surveys/${row.id}`}
                  className="font-semibold text-accent underline-offset-4 after:absolute after:inset-0 hover:underline"
                >
                  {row.title || "Untitled"}
                </Link>
                <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-sm text-muted">
                  <StateLabel state={row.phase} />
                  <span className="tabular-nums">
                    {row.invited === 0
                      ? "nobody invited yet"
                      : `${row.answered} of ${row.invited} answered`}
                  </span>
                  {row.closesAt !== null && <span>closes {closes(row)}</span>}
                </p>
              </li>
            ))}
          </ul>
          <div className="hidden sm:block">
            <DataTable
              caption="Your surveys"
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                column(
                  "title",
                  "Title",
                  (row) => (
                    <>
                      <Link
                        className="text-accent underline underline-offset-4"
                        href={`/surveys/${row.id}`}
                      >
                        {row.title || "Untitled"}
                      </Link>
                      {row.fictional && (
                        <span className="font-normal text-muted"> (fictional)</span>
                      )}
                    </>
                  ),
                  { rowHeader: true },
                ),
                column("state", "State", (row) => <StateLabel state={row.phase} />),
                column("invited", "Invited", (row) => row.invited, { align: "right" }),
                column("answered", "Answered", (row) => row.answered, { align: "right" }),
                column("closing", "Closes", closes),
                column("changed", "Last change", (row) => formatDay(row.updatedAt, row.timeZone)),
              ]}
            />
          </div>
        </>
      )}
    </>
  );
}
