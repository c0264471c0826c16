import { FindingBar } from "@/components/charts/finding-bar";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { longDate, readingMinutes } from "./reading";

type PublishedListProps = {
  published: readonly { slug: string; publishedAt: Date; synthesis: Synthesis }[];
};

/** The home page: every published synthesis with its findings in words. */
export function PublishedList({ published }: PublishedListProps) {
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
