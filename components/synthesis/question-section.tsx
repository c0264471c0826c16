import { ChoiceChart } from "@/components/charts/choice-chart";
import { EstimateChart } from "@/components/charts/estimate-chart";
import { StanceChart } from "@/components/charts/stance-chart";
import type { Section, Synthesis, SynthesisAnswer } from "@/lib/core/synthesis/synthesis-schema";
import { AnswersList } from "./answers-list";
import { QuoteBlock } from "./quote-block";
import { isOfKind } from "./reading";
import { SourcedSentences } from "./sourced-sentences";
import { ThemeBlock } from "./theme-block";
import { WorksTable } from "./works-table";

type QuestionSectionProps = {
  number: number;
  section: Section;
  synthesis: Synthesis;
  answers: ReadonlyMap<string, SynthesisAnswer>;
};

/** One question: its finding, the summary with its sources, the chart, the positions, dissent, works. */
export function QuestionSection({ number, section, synthesis, answers }: QuestionSectionProps) {
  const { question, finding, themes, dissent } = section;
  const own = synthesis.answers.filter((answer) => answer.question === question.id);
  return (
    <section
      id={`q-${question.id}`}
      className="question"
      aria-labelledby={`q-${question.id}-title`}
    >
      <div className="question-head">
        <a
          className="numeral"
          href={`#q-${question.id}`}
          aria-label={`Question ${number}, its address`}
        >
          {number}
        </a>
        <div>
          <h2 id={`q-${question.id}-title`}>{question.prompt}</h2>
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
          {finding.provisional && (
            <p className="aside">
              Provisional: with so few answers the interval of the leading side reaches down to one
              half.
            </p>
          )}
        </div>
      </div>
      <SourcedSentences
        id={`q-${question.id}-s`}
        sentences={section.summary}
        section={section}
        sections={synthesis.sections}
        answers={answers}
      />
      <Chart section={section} answers={own} />
      <WorksTable section={section} />
      {themes.map((theme) => (
        <ThemeBlock key={theme.id} theme={theme} section={section} answers={answers} />
      ))}
      {dissent && (
        <section className="theme dissent">
          <div className="row">
            <h3>Dissent</h3>
          </div>
          <div className="row">
            <p className="reading">{dissent.text}</p>
          </div>
          {dissent.quote && (
            <QuoteBlock
              quote={dissent.quote}
              section={section}
              answer={answers.get(dissent.quote.answer)}
            />
          )}
        </section>
      )}
      <FragilityNote section={section} />
      <AnswersList section={section} answers={own} />
    </section>
  );
}

function Chart({ section, answers }: { section: Section; answers: readonly SynthesisAnswer[] }) {
  if (section.statistics.n === 0) return null;
  const id = `q-${section.question.id}-figure`;
  const { finding } = section;
  const title = (
    <>
      {finding.words} {finding.counts && <span>{finding.counts}</span>}
    </>
  );
  if (isOfKind(section, "stance")) {
    const { question, statistics } = section;
    return (
      <div className="row">
        <StanceChart id={id} title={title} question={question} statistics={statistics} />
      </div>
    );
  }
  if (isOfKind(section, "choice")) {
    const { question, statistics } = section;
    return (
      <div className="row">
        <ChoiceChart id={id} title={title} question={question} statistics={statistics} />
      </div>
    );
  }
  if (isOfKind(section, "estimate")) {
    const { question, statistics } = section;
    return (
      <div className="row">
        <EstimateChart
          id={id}
          title={title}
          question={question}
          statistics={statistics}
          answers={answers}
        />
      </div>
    );
  }
  return null;
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
