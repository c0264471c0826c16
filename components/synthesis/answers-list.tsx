import { isShownBy } from "@/lib/core/publication/respondents";
import type { Quote, Section, SynthesisAnswer } from "@/lib/core/synthesis/synthesis-schema";
import type { Links } from "./links";
import { stanceFill } from "./quote-block";
import { markQuotes, readableText, valueWords, withdrawn } from "./reading";

type AnswersListProps = {
  section: Section;
  /** The answers to its question. */
  answers: readonly SynthesisAnswer[];
  links: Links;
};

/** The answers that may be read, by the alphabet. */
export function readableAnswers(answers: readonly SynthesisAnswer[]): SynthesisAnswer[] {
  return answers.filter(isShownBy).sort((a, b) => a.shownAs.localeCompare(b.shownAs, "en"));
}

/**
 * The way to every answer to a question that may be read: a page of its own where the synthesis is published, so that the
 * synthesis itself stays light; in a draft they open in place.
 */
export function AnswersList({ section, answers, links }: AnswersListProps) {
  const shown = readableAnswers(answers);
  if (shown.length === 0) return null;
  const words =
    shown.length === 1
      ? "Read the answer that may be shown"
      : `Read the ${shown.length} answers that may be shown`;
  const page = links.page({ kind: "answers", question: section.question.id });
  return (
    <div className="row">
      {page === null ? (
        <details className="answers">
          <summary>{words}</summary>
          <FullAnswers section={section} answers={answers} links={links} />
        </details>
      ) : (
        <p className="answers answers-link">
          <a href={page}>{words}, in full</a>
        </p>
      )}
    </div>
  );
}

/** Every answer to a question that may be read, in full, with the passages that are quoted marked. */
export function FullAnswers({ section, answers, links }: AnswersListProps) {
  const quotes = [
    ...section.themes.flatMap((theme) => theme.quotes),
    ...(section.dissent?.quote ? [section.dissent.quote] : []),
  ];
  return readableAnswers(answers).map((answer) => (
    <article key={answer.id} id={links.answerAnchor(answer)} className="answer">
      <h4>
        {answer.shownAs}
        {answer.role && <span className="answer-role">{answer.role}</span>}
        {answer.interests && answer.interests !== withdrawn && (
          <span className="answer-role">Interests: {answer.interests}</span>
        )}
      </h4>
      <AnswerBody
        section={section}
        answer={answer}
        quotes={quotes.filter((quote) => quote.answer === answer.id)}
      />
    </article>
  ));
}

/** Value, words and works of one answer, as far as they may be shown. */
export function AnswerBody({
  section,
  answer,
  quotes = [],
}: {
  section: Section;
  answer: SynthesisAnswer;
  quotes?: readonly Quote[];
}) {
  const value = valueWords(section, answer);
  const text = readableText(section, answer);
  // Elsewhere works stand in the words themselves.
  const works =
    section.question.kind === "works"
      ? section.works.filter((work) => work.answers.includes(answer.id))
      : [];
  return (
    <>
      {value && (
        <p className="answer-value">
          {stanceFill(section, answer) !== "" && (
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
    </>
  );
}
