import type { Section, SynthesisAnswer, Theme } from "@/lib/core/synthesis/synthesis-schema";
import { outOf } from "@/lib/core/synthesis/wording";
import type { Links } from "./links";
import { Permalink } from "./permalink";
import { QuoteBlock } from "./quote-block";
import { withdrawn } from "./reading";

type ThemeBlockProps = {
  theme: Theme;
  section: Section;
  answers: ReadonlyMap<string, SynthesisAnswer>;
  links: Links;
};

/** A point that respondents make: how many, who as far as they allowed, and their words. */
export function ThemeBlock({ theme, section, answers, links }: ThemeBlockProps) {
  const supporters = theme.answers
    .flatMap((id) => {
      const answer = answers.get(id);
      return answer?.shownAs && answer.shownAs !== withdrawn ? [answer] : [];
    })
    .sort((a, b) => a.shownAs.localeCompare(b.shownAs, "en"));
  const unnamed = theme.count === null ? 0 : Math.max(0, theme.count - supporters.length);
  const anchor = `q-${section.question.id}-${theme.id}`;
  return (
    <section id={anchor} className="theme">
      <div className="row">
        <h3>
          {theme.title}
          {theme.count !== null && (
            <span className="count">{outOf(theme.count, section.statistics.n)}</span>
          )}
          {theme.titleBy === "author" && <span className="count">named by the author</span>}
          {theme.titleBy === "model" && <span className="count">named by a model</span>}
          <Permalink anchor={anchor} what={`the point “${theme.title}”`} links={links} />
        </h3>
      </div>
      {supporters.length > 0 && (
        <div className="row">
          <p className="supporters">
            <span className="sr-only">Made by </span>
            {supporters.map((answer, at) => (
              <span key={answer.id}>
                {at > 0 && ", "}
                <a href={links.answer(answer)}>{answer.shownAs}</a>
              </span>
            ))}
            {unnamed > 0 && `, and ${unnamed} not shown`}
          </p>
        </div>
      )}
      {theme.quotes.map((quote, index) => (
        <QuoteBlock
          key={`${quote.answer}-${quote.start}`}
          id={`${anchor}-${index + 1}`}
          links={links}
          quote={quote}
          section={section}
          answer={answers.get(quote.answer)}
        />
      ))}
    </section>
  );
}
