import { isValuesOff, valuesOffWords } from "@/lib/core/publication/rail-note";
import {
  blockAnchor,
  dissentBlock,
  findingBlock,
  quoteId,
  quoteList,
  summaryList,
  themeBlock,
  themeList,
  workBlock,
  workList,
} from "@/lib/core/synthesis/overlay/blocks";
import { isDissenting } from "@/lib/core/synthesis/overlay/select-quotes";
import type { Quote, Section } from "@/lib/core/synthesis/synthesis-schema";
import { capitalize, outOf } from "@/lib/core/synthesis/wording";
import { QuoteBlock } from "../quote-block";
import { SectionChart } from "../section-chart";
import { ShiftTable } from "../shift-table";
import { type DeskParts, passagesFor, wordingOf } from "./desk-draft";
import { Paragraphs, Sentences } from "./desk-words";
import { Editable } from "./editable";
import { FindingEditor } from "./finding-editor";
import { AddWork, WorkTools } from "./own-blocks";
import { PinQuote, QuoteTools } from "./quotes";

type DeskSectionProps = DeskParts & { number: number; section: Section };

/** One question of the draft: its finding, summary, chart, works, points and dissent. */
export function DeskSection({ number, section, ...parts }: DeskSectionProps) {
  const { draft, links } = parts;
  const { published, base, edits } = draft;
  const { question, finding, dissent, themes } = section;
  const { id } = question;
  const computed = base.sections.find((one) => one.question.id === id)?.finding.words ?? "";
  const override = edits.find(({ key }) => key === `finding:${id}`);
  const stale =
    override?.edit.kind === "finding" && override.state.kind === "stale"
      ? override.edit.source.text
      : null;
  const own = published.answers.filter((answer) => answer.question === id);
  const anchor = `q-${id}`;
  return (
    <section id={anchor} className="question" aria-labelledby={`${anchor}-title`}>
      <div className="question-head">
        <h2 id={`${anchor}-title`}>
          {number}. {question.prompt}
        </h2>
        <p className="finding" id={blockAnchor(findingBlock(id))}>
          <em>{finding.overridden?.words ?? finding.words}</em>
          {finding.counts && <span className="count">{finding.counts}</span>}
        </p>
        {finding.overridden && (
          <p className="aside">
            Your wording; computed from the answers: {finding.words}. Reason given:{" "}
            {finding.overridden.reason}
          </p>
        )}
        <WithoutValues draft={draft} question={id} />
        <FindingEditor
          question={id}
          number={number}
          computed={computed}
          overridden={finding.overridden}
          staleSource={stale}
          place={{ list: "sections", ids: published.sections.map((one) => one.question.id), id }}
        />
      </div>
      <Sentences
        {...parts}
        list={summaryList(id)}
        name={`question ${number}`}
        sentences={section.summary}
        section={section}
      />
      <Paragraphs {...parts} place={`q/${id}`} where={`to question ${number}`} />
      <SectionChart section={section} answers={own} links={links} />
      <ShiftTable section={section} />
      {question.kind === "works" && <Works section={section} />}
      {themes.map((theme) => {
        const block = themeBlock(id, theme.id);
        const name = `the point “${theme.title}”`;
        return (
          <section key={theme.id} id={`${anchor}-${theme.id}`} className="theme">
            <div className="desk-h3">
              <Editable {...wordingOf(parts, block, `the title “${theme.title}”`, theme.title)} />
              {theme.count !== null && (
                <span className="count">{outOf(theme.count, section.statistics.n)}</span>
              )}
            </div>
            {theme.titleBy !== "author" && (draft.titles[block] ?? theme.title) !== theme.title && (
              <p className="aside">
                In the answers: “{draft.titles[block]}”. Readers get this name once words with it
                may be quoted; you can also name the point yourself.
              </p>
            )}
            {theme.quotes.map((quote) => (
              <DeskQuote
                key={`${quote.answer}-${quote.start}`}
                {...parts}
                quote={quote}
                section={section}
                theme={theme}
              />
            ))}
            <Waiting {...parts} question={id} theme={theme.id} />
            <PinQuote
              question={id}
              theme={theme.id}
              name={name}
              place={{ list: themeList(id), ids: themes.map((one) => one.id), id: theme.id }}
              passages={passagesFor(draft, section, theme.answers, theme.id)}
            />
          </section>
        );
      })}
      {dissent && (
        <section className="theme dissent" id={blockAnchor(dissentBlock(id))}>
          <h3>Dissent</h3>
          {dissent.quote ? (
            <DeskQuote
              {...parts}
              section={section}
              quote={dissent.quote}
              theme={{ id: "dissent", quotes: [dissent.quote] }}
            />
          ) : (
            <p className="reading">{dissent.text}</p>
          )}
          <Waiting {...parts} question={id} theme="dissent" />
          <PinQuote
            question={id}
            theme="dissent"
            name={`the dissent of question ${number}`}
            passages={passagesFor(
              draft,
              section,
              draft.passages
                .filter(({ question: of, value }) => of === id && isDissenting(section, { value }))
                .map((answer) => answer.id),
              "dissent",
            )}
          />
        </section>
      )}
    </section>
  );
}

/** Passages that are to be quoted here once their respondents approve them. */
/** Says in its place that names stand without their values, and where to read why. */
function WithoutValues({ draft, question }: Pick<DeskParts, "draft"> & { question: string }) {
  const own = draft.notes.filter(({ block }) => block === findingBlock(question));
  const kind = own.map((note) => note.kind).find(isValuesOff);
  if (kind === undefined) return null;
  return (
    <p className="aside">
      {capitalize(valuesOffWords(kind, draft.published.methods.minimumGroup))}{" "}
      <a className="link" href="/method#small-panels">
        Why
      </a>
    </p>
  );
}

function Waiting({
  draft,
  question,
  theme,
}: Pick<DeskParts, "draft"> & { question: string; theme: string }) {
  const waiting = draft.quotes.filter(
    (quote) => quote.question === question && quote.theme === theme && quote.shown === null,
  );
  if (waiting.length === 0) return null;
  const texts = new Map(draft.passages.map((answer) => [answer.id, answer]));
  return (
    <details className="aside">
      <summary>
        {waiting.length === 1
          ? "A passage waits for its respondent’s approval"
          : `${waiting.length} passages wait for their respondents’ approval`}
      </summary>
      {waiting.map(({ answer, start, end }) => (
        <p key={`${answer}-${start}`} className="desk-passage">
          {texts.get(answer)?.text.slice(start, end)}{" "}
          <span className="desk-by">{texts.get(answer)?.shownAs}</span>
        </p>
      ))}
    </details>
  );
}

type DeskQuoteProps = DeskParts & {
  quote: Quote;
  section: Section;
  /** The theme, or the dissent, that it stands in. */
  theme: { readonly id: string; readonly quotes: readonly Quote[] };
};

function DeskQuote({ quote, section, theme, draft, answers, links }: DeskQuoteProps) {
  const { id: question } = section.question;
  const answer = answers.get(quote.answer);
  // Where only approved passages are read, a quote stands elsewhere in them than in its answer.
  const chosenOf = ({ answer: by, start }: Quote) =>
    draft.quotes.find(
      (one) =>
        one.answer === by &&
        one.theme === theme.id &&
        one.question === question &&
        one.shown?.start === start,
    );
  const chosen = chosenOf(quote);
  const ids = theme.quotes.flatMap((one) => {
    const found = chosenOf(one);
    return found === undefined ? [] : [quoteId(found)];
  });
  return (
    <div className="desk-quote">
      <QuoteBlock
        id={`quote-${question}-${theme.id}-${quote.answer}-${quote.start}`}
        quote={quote}
        section={section}
        answer={answer}
        links={links}
      />
      {chosen && (
        <QuoteTools
          quote={chosen}
          by={answer?.shownAs || "a respondent"}
          place={{ list: quoteList(question, theme.id), ids, id: quoteId(chosen) }}
        />
      )}
    </div>
  );
}

function Works({ section }: { section: Section }) {
  const { id } = section.question;
  const ids = section.works.map((work) => workBlock(id, work.id));
  return (
    <div className="desk-works">
      <ul>
        {section.works.map((work) => {
          const block = workBlock(id, work.id);
          const own = work.by === "author" ? work.id.replace(/^own:/, "") : null;
          return (
            <li key={work.id} id={blockAnchor(own === null ? block : `own/${own}`)}>
              <span>
                {work.url && /^https?:/.test(work.url) ? (
                  <a className="link" href={work.url} rel="nofollow noopener">
                    {work.title}
                  </a>
                ) : (
                  work.title
                )}{" "}
                <span className="count">
                  {own === null ? `named by ${work.citedBy}` : "added by you"}
                </span>
              </span>
              <WorkTools
                block={block}
                name={`the work “${work.title}”`}
                own={own}
                place={{ list: workList(id), ids, id: block }}
              />
            </li>
          );
        })}
      </ul>
      <AddWork question={id} />
    </div>
  );
}
