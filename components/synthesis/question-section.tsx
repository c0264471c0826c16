import type { Section, Synthesis, SynthesisAnswer } from "@/lib/core/synthesis/synthesis-schema";
import { AnswersList } from "./answers-list";
import { AuthorParagraphs } from "./author-paragraphs";
import type { Links } from "./links";
import { Permalink } from "./permalink";
import { QuoteBlock } from "./quote-block";
import { SectionChart } from "./section-chart";
import { ShareFigure } from "./share-figure";
import { ShiftTable } from "./shift-table";
import { figureAnchor, SourcedSentences } from "./sourced-sentences";
import { ThemeBlock } from "./theme-block";
import { CitedWorks, WorksTable } from "./works-table";

type QuestionSectionProps = {
  number: number;
  section: Section;
  synthesis: Synthesis;
  answers: ReadonlyMap<string, SynthesisAnswer>;
  links: Links;
  /** The site's public address, for the code that shows a figure elsewhere; null for a draft. */
  siteUrl: string | null;
};

/** One question: its finding, the summary with its sources, the chart, the positions, dissent, works. */
export function QuestionSection({
  number,
  section,
  synthesis,
  answers,
  links,
  siteUrl,
}: QuestionSectionProps) {
  const { question, finding, themes, dissent } = section;
  const own = synthesis.answers.filter((answer) => answer.question === question.id);
  const anchor = `q-${question.id}`;
  const place = `q/${question.id}`;
  const commented = synthesis.paragraphs?.some((paragraph) => paragraph.place === place) ?? false;
  const chart = (
    <SectionChart
      section={section}
      answers={own}
      links={links}
      share={
        <ShareFigure
          title={question.prompt}
          anchor={figureAnchor(section)}
          page={links.page({ kind: "figure", question: question.id })}
          links={links}
          siteUrl={siteUrl}
        />
      }
    />
  );
  return (
    <section id={anchor} className="question" aria-labelledby={`${anchor}-title`}>
      <div className="question-head">
        <span className="numeral" aria-hidden="true">
          {number}
        </span>
        <div>
          <h2 id={`${anchor}-title`}>
            <span className="numeral-inline">{`${number}. `}</span>
            {question.prompt}
            <Permalink anchor={anchor} what={`question ${number}`} links={links} />
          </h2>
          <p className="finding">
            <em>{finding.overridden?.words ?? finding.words}</em>
            {finding.counts && <span className="count">{finding.counts}</span>}
          </p>
          {finding.overridden && (
            <p className="aside">
              The author’s wording; computed from the answers: {finding.words}. Reason given:{" "}
              {finding.overridden.reason}
            </p>
          )}
          {question.wording !== undefined && (
            <p className="aside">
              Reworded after the survey had opened: all figures are of this wording alone.{" "}
              <a href="#methods">Earlier wordings</a>
            </p>
          )}
          {finding.provisional && (
            <p className="aside">
              Provisional: with so few answers the interval of the leading side reaches down to one
              half.
            </p>
          )}
        </div>
      </div>
      <SourcedSentences
        id={`${anchor}-s`}
        sentences={section.summary}
        section={section}
        sections={synthesis.sections}
        answers={answers}
        links={links}
      >
        {!commented && chart}
      </SourcedSentences>
      <AuthorParagraphs synthesis={synthesis} place={place} />
      {commented && <div className="row">{chart}</div>}
      <ShiftTable section={section} />
      <WorksTable section={section} answers={answers} links={links} />
      {themes.map((theme) => (
        <ThemeBlock
          key={theme.id}
          theme={theme}
          section={section}
          answers={answers}
          links={links}
        />
      ))}
      {dissent && (
        <section id={`${anchor}-dissent`} className="theme dissent">
          <div className="row">
            <h3>
              Dissent
              <Permalink anchor={`${anchor}-dissent`} what="the dissent" links={links} />
            </h3>
          </div>
          {dissent.quote ? (
            <QuoteBlock
              id={`${anchor}-dissent-1`}
              quote={dissent.quote}
              section={section}
              answer={answers.get(dissent.quote.answer)}
              links={links}
            />
          ) : (
            <div className="row">
              <p className="reading">{dissent.text}</p>
            </div>
          )}
        </section>
      )}
      <CitedWorks section={section} answers={answers} links={links} />
      <FragilityNote section={section} />
      <AnswersList section={section} answers={own} links={links} />
    </section>
  );
}

function FragilityNote({ section }: { section: Section }) {
  const fragility = section.statistics.fragility;
  if (!fragility || section.statistics.n === 0) return null;
  return (
    <div className="row">
      <p className="aside">
        <strong>How firm this is.</strong>{" "}
        {fragility.flips === 0
          ? "Leaving out any one answer leaves the finding as it is."
          : `A knife-edge: there ${fragility.flips === 1 ? "is one answer" : `are ${fragility.flips} answers`} that would change the finding if left out.`}
      </p>
    </div>
  );
}
