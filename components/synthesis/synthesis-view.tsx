import { FindingBar } from "@/components/charts/finding-bar";
import { Markdown } from "@/components/ui/markdown";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { AuthorParagraphs } from "./author-paragraphs";
import { Citation } from "./citation";
import type { Edition } from "./edition";
import { ErasedNote } from "./erased-note";
import { FictionalBanner } from "./fictional-banner";
import { linksOf } from "./links";
import { MethodsBox } from "./methods-box";
import { Opinions } from "./opinions";
import { QuestionSection } from "./question-section";
import { answersById, longDate, methodsLine, opensBeforeFindings, readingMinutes } from "./reading";
import { WhoAnswered } from "./respondent-grid";
import { SourcedSentences } from "./sourced-sentences";

type SynthesisViewProps = {
  /** The public form: what has passed the consent serializer. */
  synthesis: Synthesis;
  /** Null for a draft. */
  edition: Edition | null;
  /** The site's public address; null for a draft. */
  siteUrl?: string | null;
  /** Whether a PDF can be printed here. */
  canPrint?: boolean;
  /** 2 where the page around it has a title of its own. */
  titleLevel?: 1 | 2;
};

/** The page that the product exists for. Complete without JavaScript. */
export function SynthesisView({
  synthesis,
  edition,
  siteUrl = null,
  canPrint = false,
  titleLevel = 1,
}: SynthesisViewProps) {
  const links = linksOf(edition, synthesis);
  const answers = answersById(synthesis);
  const opening = synthesis.survey.introduction.trim() && (
    <Opening text={synthesis.survey.introduction} />
  );
  const first = opensBeforeFindings(synthesis);
  return (
    <article className="synthesis">
      {synthesis.survey.fictional && <FictionalBanner />}
      {edition !== null && edition.erasedAt !== null && <ErasedNote at={edition.erasedAt} />}
      <TitleBlock synthesis={synthesis} edition={edition} titleLevel={titleLevel} />
      {first && opening}
      <QuestionsAddressed synthesis={synthesis} />
      {!first && opening}
      {synthesis.overview.length > 0 && (
        <section className="overview" aria-label="In short">
          <SourcedSentences
            id="overview"
            sentences={synthesis.overview}
            section={null}
            sections={synthesis.sections}
            answers={answers}
            links={links}
          />
        </section>
      )}
      <AuthorParagraphs synthesis={synthesis} place="opening" />
      {synthesis.sections.map((section, index) => (
        <QuestionSection
          key={section.question.id}
          number={index + 1}
          section={section}
          synthesis={synthesis}
          answers={answers}
          links={links}
          siteUrl={siteUrl}
        />
      ))}
      <AuthorParagraphs synthesis={synthesis} place="end" />
      <Opinions synthesis={synthesis} answers={answers} links={links} siteUrl={siteUrl} />
      <WhoAnswered synthesis={synthesis} links={links} />
      <MethodsBox synthesis={synthesis} edition={edition} />
      <Contribute synthesis={synthesis} slug={edition?.slug ?? null} />
      {edition && <Exports edition={edition} canPrint={canPrint} />}
      {edition && siteUrl !== null && (
        <Citation synthesis={synthesis} edition={edition} siteUrl={siteUrl} />
      )}
    </article>
  );
}

function TitleBlock({
  synthesis,
  edition,
  titleLevel,
}: Required<Omit<SynthesisViewProps, "siteUrl" | "canPrint">>) {
  const Title = titleLevel === 2 ? "h2" : "h1";
  const { title, authors } = synthesis.survey;
  const minutes = readingMinutes(synthesis);
  return (
    <header className="title-block">
      <Title className="title">{title}</Title>
      <p className="byline">
        {authors.length > 0 && (
          <span>
            By{" "}
            {authors.map((author, index) => (
              <span key={author.name}>
                {index > 0 && (index === authors.length - 1 ? " and " : ", ")}
                {author.url && /^https?:/.test(author.url) ? (
                  <a href={author.url} rel="nofollow noopener">
                    {author.name}
                  </a>
                ) : (
                  author.name
                )}
              </span>
            ))}
          </span>
        )}
        {edition && (
          <>
            <span>
              <time dateTime={edition.publishedAt.toISOString().slice(0, 10)}>
                {longDate(edition.publishedAt)}
              </time>
            </span>
            <span>
              <a href={`/s/${edition.slug}/v/${edition.number}`}>Version {edition.number}</a>
            </span>
          </>
        )}
        <span>
          {minutes} {minutes === 1 ? "minute" : "minutes"} to read
        </span>
      </p>
      {edition && edition.number !== edition.latest && (
        <p className="older">
          There is a newer version. <a href={`/s/${edition.slug}`}>Read version {edition.latest}</a>
        </p>
      )}
    </header>
  );
}

/** A longer opening than this would stand before the findings on a whole screen of a phone. */
const shortOpening = 420;

/** The author's opening. On a phone a long one is cut where the findings begin to show, and opens in place. */
function Opening({ text }: { text: string }) {
  if (text.length <= shortOpening) {
    return (
      <div className="opening">
        <Markdown text={text} />
      </div>
    );
  }
  return (
    <div className="opening">
      <div className="opening-text">
        <Markdown text={text} />
      </div>
      <details className="opening-more">
        <summary>The whole opening</summary>
      </details>
    </div>
  );
}

function QuestionsAddressed({ synthesis }: { synthesis: Synthesis }) {
  return (
    <section className="addressed" aria-labelledby="questions-addressed">
      <h2 id="questions-addressed">Questions addressed</h2>
      <ol>
        {synthesis.sections.map((section) => {
          const { question, finding } = section;
          return (
            <li key={question.id}>
              <div className="addressed-words">
                <a href={`#q-${question.id}`}>{question.prompt}</a>
                <span className="dash"> — </span>
                <em>{finding.overridden?.words ?? finding.words}</em>
                {finding.overridden && (
                  <span className="count worded">
                    the author’s wording; computed: {finding.words}
                  </span>
                )}
                {finding.counts && <span className="count">{finding.counts}</span>}
              </div>
              <FindingBar section={section} />
            </li>
          );
        })}
      </ol>
      <p className="methods-line">
        {methodsLine(synthesis.methods)} <a href="#methods">Methods</a>
      </p>
    </section>
  );
}

/** How readers join in; a draft (`slug` null) has no address at which they could ask. */
function Contribute({ synthesis, slug }: { synthesis: Synthesis; slug: string | null }) {
  const [author] = synthesis.survey.authors;
  const address = author?.url && /^https?:/.test(author.url) ? author.url : null;
  return (
    <section id="contribute" className="closing" aria-labelledby="contribute-title">
      <h2 id="contribute-title">Add your perspective</h2>
      <p className="reading">
        {synthesis.survey.fictional
          ? "On a page about a real survey this is where experts who were not asked write to the author."
          : "Do you work on this and were not asked? "}
        {!synthesis.survey.fictional && slug !== null && (
          <>
            <a className="link" href={`/perspective/${slug}`} rel="nofollow">
              Ask to be invited
            </a>
            .{" "}
          </>
        )}
        {!synthesis.survey.fictional && "Is an argument or a work missing? Write to "}
        {!synthesis.survey.fictional &&
          (address && author ? (
            <a className="link" href={address} rel="nofollow noopener">
              {author.name}
            </a>
          ) : (
            (author?.name ?? "the author")
          ))}
        {!synthesis.survey.fictional &&
          ". If you answered, the link in your email revises your answer or withdraws it."}
      </p>
    </section>
  );
}

const files = [
  { format: "md", name: "Markdown" },
  { format: "html", name: "HTML" },
  { format: "json", name: "JSON" },
  { format: "csv", name: "CSV" },
];

function Exports({ edition, canPrint }: { edition: Edition; canPrint: boolean }) {
  const version = edition.number === edition.latest ? "" : `?v=${edition.number}`;
  const address = (format: string) => `/s/${edition.slug}/export/${format}${version}`;
  return (
    <section className="closing exports" aria-labelledby="exports-title">
      <h2 id="exports-title">Take it with you</h2>
      <p>
        <a href={address("rich")} data-copy-plain={address("md")}>
          Rich text for an editor
        </a>
        {files.map(({ format, name }) => (
          <a key={format} href={address(format)}>
            {name}
          </a>
        ))}
        {canPrint ? (
          <a href={address("pdf")}>PDF</a>
        ) : (
          <span>
            PDF: no Chromium is installed here to print it; your browser can print this page.
          </span>
        )}
      </p>
      <p>
        <a href={`/s/${edition.slug}/feed`}>Feed of its versions</a>
        <a href={`/s/${edition.slug}/card`}>Summary card</a>
        <a href={`/api/v1/syntheses/${edition.slug}`}>API</a>
      </p>
    </section>
  );
}
