import type { Section, Work } from "@/lib/core/synthesis/synthesis-schema";
import { workAnchor } from "./sourced-sentences";

/** The works that respondents named, the most named first. */
export function WorksTable({ section }: { section: Section }) {
  const { works, question } = section;
  if (works.length === 0) return null;
  const columns = (question.columns ?? []).filter(
    (column) =>
      !["title", "url"].includes(column) &&
      works.some((work) => detailOf(work, column).trim() !== ""),
  );
  const caption = `Works named in answer to “${question.prompt}”`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section id={`q-${question.id}-works`} className="works" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Work</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {heading(column)}
              </th>
            ))}
            <th scope="col" className="figure-cell">
              Named by
            </th>
          </tr>
        </thead>
        <tbody>
          {works.map((work) => (
            <tr key={work.id} id={workAnchor(work.id)}>
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
                {work.citedBy}
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
