import { FindingBar } from "@/components/charts/finding-bar";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { longDate, readingMinutes } from "./reading";

type PublishedListProps = {
  published: readonly { slug: string; publishedAt: Date; synthesis: Synthesis }[];
  /** Which page of the list this is, from 1, and of how many. */
  page: number;
  pages: number;
};

/** The home page: every published synthesis with its findings in words. */
export function PublishedList({ published, page, pages }: PublishedListProps) {
  return (
    <div className="front">
      <header className="front-head">
        <h1>What experts think, in their own words, with the counts.</h1>
        <p>
          An author asks a field the questions that matter. Each expert answers once and decides how
          every answer may be shown. What they agree on, where they differ and why is computed from
          the answers, and each claim can be opened down to the words it rests on.{" "}
          <a className="link" href="/method">
            How it works
          </a>
        </p>
      </header>
      {published.length === 0 ? (
        <p className="front-empty">Nothing is published yet.</p>
      ) : (
        published.map((one) => <Entry key={one.slug} {...one} />)
      )}
      {pages > 1 && (
        <nav className="between" aria-label="Pages of the list">
          {page > 1 ? <a href={page === 2 ? "/" : `/?page=${page - 1}`}>Newer</a> : <span />}
          <span>
            Page {page} of {pages}
          </span>
          {page < pages ? <a href={`/?page=${page + 1}`}>Older</a> : <span />}
        </nav>
      )}
    </div>
  );
}

function Entry({ slug, publishedAt, synthesis }: PublishedListProps["published"][number]) {
  const { survey, sections, methods } = synthesis;
  const minutes = readingMinutes(synthesis);
  return (
    <article className="entry">
      <div className="entry-head">
        <h2>
          <a href={`/s/${slug}`}>{survey.title}</a>
        </h2>
        <p>
          {survey.fictional && <strong>Demonstration</strong>}
          {survey.authors.length > 0 && (
            <span>{survey.authors.map((author) => author.name).join(", ")}</span>
          )}
          <time dateTime={publishedAt.toISOString().slice(0, 10)}>{longDate(publishedAt)}</time>
          <span>{methods.answered} experts</span>
          <span>
            {minutes} {minutes === 1 ? "minute" : "minutes"}
          </span>
        </p>
      </div>
      <ol>
        {sections.map((section) => {
          const { question, finding } = section;
          return (
            <li key={question.id}>
              <a href={`/s/${slug}#q-${question.id}`}>{question.prompt}</a>
              <span className="entry-finding">
                <em>{finding.overridden?.words ?? finding.words}</em>
                {finding.counts && <span className="count">{finding.counts}</span>}
              </span>
              <FindingBar section={section} />
            </li>
          );
        })}
      </ol>
    </article>
  );
}
