import { categoryClass } from "@/components/charts/figures";
import type { Quote, Section, SynthesisAnswer } from "@/lib/core/synthesis/synthesis-schema";
import type { Links } from "./links";
import { Permalink } from "./permalink";
import { valueWords, withdrawn } from "./reading";

type QuoteBlockProps = {
  /** Its anchor on the page. */
  id: string;
  quote: Quote;
  section: Section;
  answer: SynthesisAnswer | undefined;
  links: Links;
};

/** A verbatim quote; who said it, as far as they allowed, stands beside it. */
export function QuoteBlock({ id, quote, section, answer, links }: QuoteBlockProps) {
  const gone = quote.text === withdrawn;
  return (
    <figure id={id} className="row quote-row">
      <blockquote className={`quote ${answer ? stanceEdge(section, answer) : ""}`}>
        {gone ? <p className="withdrawn">Withdrawn by the respondent.</p> : <p>{quote.text}</p>}
      </blockquote>
      <figcaption className="margin voice">
        {!gone && (
          <>
            <Voice section={section} answer={answer} links={links} />
            {quote.edited && <span className="voice-role">edited by the respondent</span>}
            <Permalink anchor={id} what="this quote" links={links} />
          </>
        )}
      </figcaption>
    </figure>
  );
}

function Voice({ section, answer, links }: Pick<QuoteBlockProps, "section" | "answer" | "links">) {
  if (!answer) return <span className="voice-name">A respondent</span>;
  const value = valueWords(section, answer);
  const dot = links.dot(answer);
  const said = value && (
    <>
      {stanceFill(section, answer) !== "" && (
        <span aria-hidden="true" className={`swatch ${stanceFill(section, answer)}`} />
      )}
      {value}
      {answer.confidence !== null && `, confidence ${answer.confidence} of 10`}
    </>
  );
  return (
    <>
      <a className="voice-name" href={links.answer(answer)}>
        {answer.shownAs || "A respondent"}
      </a>
      {answer.role && <span className="voice-role">{answer.role}</span>}
      {said &&
        (dot === null ? (
          <span className="voice-value">{said}</span>
        ) : (
          <a className="voice-value" href={`#${dot}`} title="In the chart">
            {said}
          </a>
        ))}
    </>
  );
}

function category(section: Section, answer: SynthesisAnswer): number | null {
  const value = Number(answer.value);
  return section.question.kind === "stance" && Number.isInteger(value) && value > 0 ? value : null;
}

/** The fill that stands for an answer on its scale. */
export function stanceFill(section: Section, answer: SynthesisAnswer): string {
  const at = category(section, answer);
  const categories = section.question.scale?.length ?? 0;
  return at === null || categories === 0 ? "" : categoryClass(at, categories);
}

function stanceEdge(section: Section, answer: SynthesisAnswer): string {
  const fill = stanceFill(section, answer);
  return fill ? `${fill.replace("chart-", "edge-")}` : "";
}
