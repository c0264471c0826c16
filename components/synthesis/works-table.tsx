import { Fragment, type ReactNode } from "react";
import { type Citation, citationsOf, type ListedWork } from "@/lib/core/publication/works-list";
import type { Section, SynthesisAnswer, Work } from "@/lib/core/synthesis/synthesis-schema";
import type { Links } from "./links";
import { stanceFill } from "./quote-block";
import { valueWords } from "./reading";
import { workAnchor } from "./sourced-sentences";

type SectionWorksProps = {
  section: Section;
  answers: ReadonlyMap<string, SynthesisAnswer>;
  links: Links;
};

/** So many works that answers cite in passing stand on the page of the synthesis; the page of works has them all. */
const MOST_CITED = 8;

function withCitations(
  { section, answers }: SectionWorksProps,
  works: readonly Work[],
): ListedWork[] {
  return works.map((work) => ({
    ...work,
    questions: [section.question.id],
    citations: citationsOf(work, section, answers),
  }));
}

/** The works that answers to a question of another kind cite in passing, the most cited first. */
export function CitedWorks(props: SectionWorksProps) {
  const { section, links } = props;
  const { works, question } = section;
  if (question.kind === "works" || works.length === 0) return null;
  const page = links.page({ kind: "works" });
  const shown = page === null ? works : works.slice(0, MOST_CITED);
  return (
    <section id={`q-${question.id}-works`} className="theme">
      <div className="row">
        <h3>
          Works cited <span className="count">{works.length}</span>
        </h3>
      </div>
      <WorksRows
        caption={`Works cited in answer to “${question.prompt}”`}
        works={withCitations(props, shown)}
        columns={[]}
        links={links}
      />
      {page && (
        <p className="aside">
          <a className="link" href={`${page}?question=${question.id}`}>
            {shown.length < works.length
              ? `See all ${works.length} works cited here`
              : "Sort these works, or see those of all questions"}
          </a>
        </p>
      )}
    </section>
  );
}

/** The works that respondents named in answer to a question of works, the most named first. */
export function WorksTable(props: SectionWorksProps) {
  const { section, links } = props;
  const { works, question } = section;
  if (question.kind !== "works" || works.length === 0) return null;
  const page = links.page({ kind: "works" });
  return (
    <div id={`q-${question.id}-works`}>
      <WorksRows
        caption={`Works named in answer to “${question.prompt}”`}
        works={withCitations(props, works)}
        columns={columnsOf([section], works)}
        rowId={workAnchor}
        links={links}
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
  works: readonly ListedWork[];
  columns: readonly string[];
  links: Links;
  /** The number of a question, where works of several stand together. */
  numberOf?: (question: string) => number;
  rowId?: (work: string) => string;
  /** Headings of the columns that can be ordered by, as links. */
  headings?: { readonly title: ReactNode; readonly named: ReactNode };
  sorted?: {
    readonly title?: "ascending" | "descending";
    readonly named?: "ascending" | "descending";
  };
};

/** Whether the list of who names a work tells its number too: on a phone it then stands alone. */
function saysWho({ by, citations }: ListedWork): boolean {
  return by !== "author" && citations.length > 0;
}

/** A table of works; on a phone each is its title and a quiet line of who names it. */
export function WorksRows({
  caption,
  works,
  columns,
  links,
  numberOf,
  rowId,
  headings,
  sorted,
}: WorksRowsProps) {
  const stands = works.some(({ citations }) =>
    citations.some(({ section, answer }) => valueWords(section, answer) !== null),
  );
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
            <th scope="col">{stands ? "Who, and where they stand" : "Who"}</th>
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
                <td key={column}>{detailOf(work, column)}</td>
              ))}
              <td
                className={`figure-cell${saysWho(work) ? " told" : ""}`}
                data-label={numberOf ? "Answers" : "Named by"}
              >
                {work.by === "author" ? "the author" : work.citedBy}
              </td>
              <td>
                <Citers work={work} links={links} numberOf={numberOf} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** So many who name a work are listed at once; the others open beneath. */
const MOST_CITERS = 6;

/** Who names a work, as far as they may be shown: with their position, and by question where works of several are together. */
function Citers({
  work,
  links,
  numberOf,
}: {
  work: ListedWork;
  links: Links;
  numberOf: WorksRowsProps["numberOf"];
}) {
  const { citations } = work;
  if (citations.length === 0) return null;
  const unnamed = work.by === "author" ? 0 : Math.max(0, work.citedBy - citations.length);
  const more = citations.slice(MOST_CITERS);
  const list = (some: readonly Citation[], last: boolean) => (
    <ul className="citers">
      {[...Map.groupBy(some, ({ section }) => section.question)].map(([question, own]) => (
        <li key={question.id}>
          {numberOf && (
            <a
              className="citers-question"
              href={`?question=${question.id}`}
              title={question.prompt}
              aria-label={`Works of question ${numberOf(question.id)}`}
            >
              Question {numberOf(question.id)}
            </a>
          )}
          {own.map((citation, at) => (
            <Fragment key={citation.answer.id}>
              {at > 0 && ", "}
              <Citer {...citation} links={links} />
            </Fragment>
          ))}
        </li>
      ))}
      {last && unnamed > 0 && <li>and {unnamed} not shown</li>}
    </ul>
  );
  return (
    <>
      {list(citations.slice(0, MOST_CITERS), more.length === 0)}
      {more.length > 0 && (
        <details>
          <summary>{more.length} more</summary>
          {list(more, true)}
        </details>
      )}
    </>
  );
}

function Citer({ section, answer, links }: Citation & { links: Links }) {
  const value = valueWords(section, answer);
  const fill = stanceFill(section, answer);
  return (
    <>
      <a className="link" href={links.answer(answer)}>
        {answer.shownAs}
      </a>
      {value !== null && (
        <>
          {" "}
          <span className="citer-position">
            {fill !== "" && <span aria-hidden="true" className={`swatch ${fill}`} />}
            {value}
          </span>
        </>
      )}
    </>
  );
}

function heading(column: string): string {
  return column.charAt(0).toUpperCase() + column.slice(1);
}

/** A column may be called anything, "constructor" included. */
function detailOf(work: Work, column: string): string {
  return Object.hasOwn(work.details, column) ? (work.details[column] ?? "") : "";
}
