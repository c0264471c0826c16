import type { Quote, Section, SynthesisAnswer } from "@/lib/core/synthesis/synthesis-schema";
import { stanceFill } from "./quote-block";
import { markQuotes, readableText, valueWords, withdrawn } from "./reading";

type AnswersListProps = { section: Section; answers: readonly SynthesisAnswer[] };

/** Every answer to a question that may be read, in full, with the passages that are quoted above marked. */
export function AnswersList({ section, answers }: AnswersListProps) {
  const shown = answers
    .filter((answer) => answer.shownAs !== "" && answer.shownAs !== withdrawn)
    .sort((a, b) => a.shownAs.localeCompare(b.shownAs, "en"));
  if (shown.length === 0) return null;
  const quotes = [
    ...section.themes.flatMap((theme) => theme.quotes),
    ...(section.dissent?.quote ? [section.dissent.quote] : []),
  ];
  return (
    <div className="row">
      <details className="answers">
        <summary>
          {shown.length === 1
            ? "Read the answer that may be shown"
            : `Read the ${shown.length} answers that may be shown`}
        </summary>
        {shown.map((answer) => (
          <FullAnswer
            key={answer.id}
            section={section}
            answer={answer}
            quotes={quotes.filter((quote) => quote.answer === answer.id)}
          />
        ))}
      </details>
    </div>
  );
}

function FullAnswer({
  section,
  answer,
  quotes,
}: {
  section: Section;
  answer: SynthesisAnswer;
  quotes: readonly Quote[];
}) {
  const value = valueWords(section, answer);
  const text = readableText(section, answer);
  const works = section.works.filter((work) => work.answers.includes(answer.id));
  return (
    <article id={`answer-${answer.id}`} className="answer">
      <h4>
        {answer.shownAs}
        {answer.role && <span className="answer-role">{answer.role}</span>}
      </h4>
      {value && (
        <p className="answer-value">
          {section.question.kind === "stance" && (
            <span aria-hidden="true" className={`swatch ${stanceFill(section, answer)}`} />
          )}
          {value}
          {answer.confidence !== null && `, confidence ${answer.confidence} of 10`}
        </p>
      )}
      {text === withdrawn && <p className="withdrawn">The words were withdrawn.</p>}
      {text && text !== withdrawn && (
        <p className="answer-text">
          {markQuotes(text, quotes).map((run) =>
            run.quoted ? <mark key={run.start}>{run.text}</mark> : run.text,
          )}
        </p>
      )}
      {works.length > 0 && (
        <p className="answer-value">Names {works.map((work) => work.title).join("; ")}.</p>
      )}
    </article>
  );
}
