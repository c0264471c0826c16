import type { ReactNode } from "react";
import type { ListedWork } from "@/lib/core/publication/works-list";
import type { Section, Work } from "@/lib/core/synthesis/synthesis-schema";
import type { Links } from "./links";
import { workAnchor } from "./sourced-sentences";

/** The works that respondents named in answer to one question, the most named first. */
export function WorksTable({ section, links }: { section: Section; links: Links }) {
  const { works, question } = section;
  if (works.length === 0) return null;
  const page = links.page({ kind: "works" });
  return (
    <div id={`q-${question.id}-works`}>
      <WorksRows
        caption={`Works named in answer to “${question.prompt}”`}
        works={works}
        columns={columnsOf([section], works)}
        rowId={workAnchor}
      />
      {page && (
        <p className="aside">
          <a className="link" href={`${page}?question=${question.id}`}>
            Sort these works, or see those of all questions
          </a>
        </p>
      )}
    </div>
  );
}

/** The columns that questions ask for and at least one work fills. */
export function columnsOf(sections: readonly Section[], works: readonly Work[]): string[] {
  const asked = new Set(sections.flatMap(({ question }) => question.columns ?? []));
  return [...asked].filter(
    (column) =>
      !["title", "url"].includes(column) &&
      works.some((work) => detailOf(work, column).trim() !== ""),
  );
}

type WorksRowsProps = {
  caption: string;
  works: readonly (Work | ListedWork)[];
  columns: readonly string[];
  rowId?: (work: string) => string;
  /** Headings of the columns that can be ordered by, as links. */
  headings?: { readonly title: ReactNode; readonly named: ReactNode };
  sorted?: {
    readonly title?: "ascending" | "descending";
    readonly named?: "ascending" | "descending";
  };
};

/** A table of works; on a phone each is a block of its own. */
export function WorksRows({ caption, works, columns, rowId, headings, sorted }: WorksRowsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="works" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" aria-sort={sorted?.title}>
              {headings?.title ?? "Work"}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {heading(column)}
              </th>
            ))}
            <th scope="col" className="figure-cell" aria-sort={sorted?.named}>
              {headings?.named ?? "Named by"}
            </th>
          </tr>
        </thead>
        <tbody>
          {works.map((work) => (
            <tr key={work.id} id={rowId?.(work.id)}>
              <th scope="row">
                {work.url && /^https?:/.test(work.url) ? (
                  <a className="link" href={work.url} rel="nofollow noopener">
                    {work.title}
                  </a>
                ) : (
                  work.title
                )}
              </th>
              {columns.map((column) => (
                <td key={column} data-label={heading(column)}>
                  {detailOf(work, column)}
                </td>
              ))}
              <td className="figure-cell" data-label="Named by">
                {"by" in work && work.by === "author" ? "the author" : work.citedBy}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function heading(column: string): string {
  return column.charAt(0).toUpperCase() + column.slice(1);
}

/** A column may be called anything, "constructor" included. */
function detailOf(work: Work, column: string): string {
  return Object.hasOwn(work.details, column) ? (work.details[column] ?? "") : "";
}
