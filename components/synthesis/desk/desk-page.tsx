import { FindingBar } from "@/components/charts/finding-bar";
import { Markdown } from "@/components/ui/markdown";
import { blockAnchor, findingBlock } from "@/lib/core/synthesis/overlay/blocks";
import { FictionalBanner } from "../fictional-banner";
import { linksOf } from "../links";
import { MethodsBox } from "../methods-box";
import { Opinions } from "../opinions";
import { answersById, methodsLine } from "../reading";
import { WhoAnswered } from "../respondent-grid";
import { type DeskParts, wordingOf } from "./desk-draft";
import { DeskSection } from "./desk-section";
import { Paragraphs, Sentences } from "./desk-words";
import { Editable } from "./editable";

/** The draft as the public will read it, each part with what can be done with it. */
export function DeskPage({ draft, entries }: Pick<DeskParts, "draft" | "entries">) {
  const { published } = draft;
  const answers = answersById(published);
  const links = linksOf(null, published);
  const props: DeskParts = { draft, entries, answers, links };
  const opening = published.survey.introduction;
  return (
    <>
      {published.survey.fictional && <FictionalBanner />}
      <header className="title-block">
        <div className="title">
          <Editable {...wordingOf(props, "title", "the title", published.survey.title)} />
        </div>
        <p className="byline">
          {published.survey.authors.length > 0 && (
            <span>By {published.survey.authors.map(({ name }) => name).join(", ")}</span>
          )}
        </p>
      </header>
      <div className="opening">
        <Editable {...wordingOf(props, "opening", "the opening", opening)} mayBeEmpty>
          {opening.trim() ? (
            <Markdown text={opening} />
          ) : (
            <p className="text-muted">No opening: say why you ask, and how.</p>
          )}
        </Editable>
      </div>
      <section className="addressed" aria-labelledby="questions-addressed">
        <h2 id="questions-addressed">Questions addressed</h2>
        <ol>
          {published.sections.map((section) => {
            const { question, finding } = section;
            return (
              <li key={question.id}>
                <div className="addressed-words">
                  <a href={`#${blockAnchor(findingBlock(question.id))}`}>{question.prompt}</a>
                  <span className="dash"> — </span>
                  <em>{finding.overridden?.words ?? finding.words}</em>
                  {finding.counts && <span className="count">{finding.counts}</span>}
                </div>
                <FindingBar section={section} />
              </li>
            );
          })}
        </ol>
        <p className="methods-line">{methodsLine(published.methods)}</p>
      </section>
      <section className="overview" aria-label="In short">
        <Sentences
          {...props}
          list="overview"
          name="the overview"
          sentences={published.overview}
          section={null}
        />
      </section>
      <Paragraphs {...props} place="opening" where="before the questions" />
      {published.keyPoints.length > 0 && (
        <section className="desk-key" aria-labelledby="key-points">
          <h2 id="key-points">Key points</h2>
          <p className="text-sm text-muted">
            They stand in the files and in the summary card; the page has the findings in their
            place.
          </p>
          <Sentences
            {...props}
            list="key"
            name="the key points"
            sentences={published.keyPoints}
            section={null}
          />
        </section>
      )}
      {published.sections.map((section, index) => (
        <DeskSection key={section.question.id} {...props} number={index + 1} section={section} />
      ))}
      <Paragraphs {...props} place="end" where="at the end" />
      <Opinions synthesis={published} answers={answers} links={links} siteUrl={null} />
      <WhoAnswered synthesis={published} links={links} />
      <MethodsBox synthesis={published} edition={null} />
    </>
  );
}
