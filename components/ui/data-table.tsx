import type { ReactNode } from "react";

export type Column<Row> = {
  /** Unique within the table. */
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures stand right, so that their digits line up. */
  align?: "left" | "right";
  /** Which way the rows are sorted by this column. */
  sorted?: "ascending" | "descending";
  /** The cell names the row: it is read before the others. */
  rowHeader?: boolean;
  /** Left out where the screen is narrow: what it says stands in another cell there. */
  wideOnly?: boolean;
  /** Where the cell stands in the grid of its row on a phone: classes with `max-sm:`. Only with `phoneColumns`. */
  onPhone?: string;
};

const classOf = <Row,>({ align, wideOnly }: Column<Row>) =>
  `${align === "right" ? "text-right" : ""} ${wideOnly ? "max-sm:hidden" : ""}`;

/** What every cell has where a row is a grid: no room of its own, since the grid has gaps. */
const inGrid = "max-sm:block max-sm:min-w-0 max-sm:p-0";

type DataTableProps<Row> = {
  /** What the table shows; read by screen readers, and visible with `captionVisible`. */
  caption: string;
  captionVisible?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Stands in the place of the rows when there are none. */
  empty?: ReactNode;
  /** Makes each row a grid of its own on a phone: the columns of it, as a class with `max-sm:`. */
  phoneColumns?: string;
};

/**
 * A plain table. Where it is wider than the screen it scrolls in its own box, which the keyboard reaches too; with
 * `phoneColumns` its rows are blocks there instead.
 */
export function DataTable<Row>({
  caption,
  captionVisible = false,
  columns,
  rows,
  rowKey,
  empty,
  phoneColumns,
}: DataTableProps<Row>) {
  if (rows.length === 0 && empty) return <div className="text-muted">{empty}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="relative overflow-x-auto" aria-label={caption} tabIndex={0}>
      <table
        className={`w-full border-collapse text-left text-sm ${phoneColumns === undefined ? "" : "max-sm:block"}`}
      >
        <caption className={captionVisible ? "pb-2 text-left text-muted" : "sr-only"}>
          {caption}
        </caption>
        <thead className={phoneColumns === undefined ? "" : "max-sm:sr-only"}>
          <tr className="border-b border-edge align-bottom">
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                aria-sort={column.sorted}
                className={`py-2 pr-5 font-semibold text-muted last:pr-0 ${classOf(column)}`}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          className={
            phoneColumns === undefined ? "" : "max-sm:block max-sm:border-t max-sm:border-edge"
          }
        >
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={`border-b border-line align-top ${phoneColumns === undefined ? "" : `max-sm:grid max-sm:gap-x-3 max-sm:gap-y-1 max-sm:py-3 ${phoneColumns}`}`}
            >
              {columns.map((column) => {
                const side = `${classOf(column)} ${phoneColumns === undefined ? "" : `${inGrid} ${column.onPhone ?? ""}`}`;
                return column.rowHeader ? (
                  <th
                    key={column.key}
                    scope="row"
                    className={`py-2.5 pr-5 font-semibold last:pr-0 ${side}`}
                  >
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={`py-2.5 pr-5 last:pr-0 ${side}`}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
