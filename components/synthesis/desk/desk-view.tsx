import { Fragment, type ReactNode } from "react";
import { FindingBar } from "@/components/charts/finding-bar";
import { Markdown } from "@/components/ui/markdown";
import { StateLabel } from "@/components/ui/state-label";
import type { Composition } from "@/lib/core/publication/compose";
import {
  blockAnchor,
  dissentBlock,
  findingBlock,
  sentenceBlock,
  summaryList,
  textOfBlock,
  themeBlock,
  themeList,
  workBlock,
} from "@/lib/core/synthesis/overlay/blocks";
import { keyOf } from "@/lib/core/synthesis/overlay/edit";
import { isDissenting } from "@/lib/core/synthesis/overlay/select-quotes";
import type {
  Quote,
  Section,
  Sentence,
  SynthesisAnswer,
} from "@/lib/core/synthesis/synthesis-schema";
import { sentences as sentencesOf } from "@/lib/core/synthesis/text/sentences";
import type { CommentThread } from "@/lib/synthesis/overlay/schema";
import { FictionalBanner } from "../fictional-banner";
import { linksOf } from "../links";
import { MethodsBox } from "../methods-box";
import { QuoteBlock } from "../quote-block";
import { answersById, longDate, methodsLine, openSources } from "../reading";
import { SectionChart } from "../section-chart";
import { SourceNote } from "../sourced-sentences";
import { type DeskActions, DeskProvider, type StandingEntry } from "./desk-context";
import { Editable, type Wording } from "./editable";
import { FindingEditor } from "./finding-editor";
import { AddParagraph, AddWork, OwnParagraph, WorkTools } from "./own-blocks";
import { type PublishActions, PublishPanel } from "./publish-panel";
import { DropQuote, type Passage, PinQuote } from "./quotes";
import { Progress, Rail } from "./rail";

type DeskDraft = Composition & {
  readonly inputHash: string;
  readonly computedAt: string;
  readonly changes: readonly string[];
  readonly passages: readonly Pick<
    SynthesisAnswer,
    "id" | "question" | "shownAs" | "text" | "value"
  >[];
};

export type DeskViewProps = {
  survey: {
    readonly id: string;
    readonly title: string;
    readonly slug: string;
    readonly publication: {
      readonly slug: string;
      readonly unpublishedAt: Date | null;
      readonly versions: readonly { readonly number: number; readonly publishedAt: Date }[];
    } | null;
  };
  mayEdit: boolean;
  mayExportPrivate: boolean;
  /** Null until the first answer was submitted and the draft computed. */
  draft: DeskDraft | null;
  computing: boolean;
  lastEdit: number;
  entries: readonly StandingEntry[];
  undo: string | null;
  redo: string | null;
  threads: readonly CommentThread[];
  latest: { readonly number: number; readonly told: boolean } | null;
  plan: { readonly publishAt: string; readonly blocked: boolean } | null;
  toTell: number;
  actions: DeskActions;
  publishing: PublishActions;
  /** Rooms of their own beside the draft: the approval round, a model's proposals. */
  panels?: ReactNode;
};

/** The author's desk: the synthesis as it will be read, editable in place, with what stands before its publication. */
export function DeskView(props: DeskViewProps) {
  const { survey, draft, mayEdit, entries, threads, actions, panels } = props;
  const [latest, ...earlier] = survey.publication?.versions ?? [];
  return (
    <DeskProvider
      surveyId={survey.id}
      mayEdit={mayEdit}
      entries={entries}
      threads={threads}
      actions={actions}
    >
      <div className="mx-auto w-full max-w-page px-5 pt-8 sm:px-8">
        <p className="text-sm text-muted">
          <a className="link" href={`/surveys/${survey.id}`}>
            {survey.title}
          </a>
        </p>
        <h1 className="font-serif text-2xl font-semibold">Synthesis</h1>
        <p className="mt-2 flex flex-wrap items-center gap-x-4 text-sm text-muted">
          <StateLabel
            state={
              !latest ? "draft" : survey.publication?.unpublishedAt ? "unpublished" : "published"
            }
          >
            {latest ? `version ${latest.number}` : "draft"}
          </StateLabel>
          {latest && survey.publication && (
            <a className="link" href={`/s/${survey.publication.slug}`}>
              Published {longDate(latest.publishedAt)}
            </a>
          )}
          {earlier.map(({ number }) => (
            <a key={number} className="link" href={`/s/${survey.publication?.slug}/v/${number}`}>
              Version {number}
            </a>
          ))}
          {draft && props.mayExportPrivate && (
            <a className="link" href={`/surveys/${survey.id}/synthesis/private`}>
              All answers as JSON
            </a>
          )}
        </p>
        {panels}
        {draft ? (
          <Desk {...props} draft={draft} />
        ) : (
          <p className="mt-8 text-muted">
            {props.computing
              ? "The synthesis is being computed …"
              : "The synthesis writes itself once the first answer is submitted. There is none yet."}
          </p>
        )}
        {!draft && (
          <div className="sr-only">
            <Progress
              surveyId={survey.id}
              computing={props.computing}
              computedAt={null}
              inputHash={null}
              lastEdit={props.lastEdit}
            />
          </div>
        )}
      </div>
    </DeskProvider>
  );
}

function Desk(props: DeskViewProps & { draft: DeskDraft }) {
  const { survey, draft, mayEdit, computing, lastEdit, latest, plan, toTell } = props;
  const { notes, edits, inputHash, computedAt, changes } = draft;
  return (
    <div className="desk">
      <Rail
        notes={notes}
        edits={edits}
        names={blockNames(draft)}
        undo={props.undo !== null}
        redo={props.redo !== null}
        progress={
          <Progress
            surveyId={survey.id}
            computing={computing}
            computedAt={computedAt}
            inputHash={inputHash}
            lastEdit={lastEdit}
          />
        }
        publishing={
          mayEdit && (
            <PublishPanel
              surveyId={survey.id}
              number={(latest?.number ?? 0) + 1}
              blocked={notes.some(({ blocks }) => blocks)}
              inputHash={inputHash}
              lastEdit={lastEdit}
              changes={changes}
              toTell={toTell}
              latest={latest}
              plan={plan}
              slug={survey.publication?.slug ?? survey.slug}
              unpublished={survey.publication?.unpublishedAt != null}
              actions={props.publishing}
            />
          )
        }
      />
      <article className="synthesis" aria-label="The page as the public will read it">
        <Page {...props} />
      </article>
    </div>
  );
}

/** What blocks are called where they cannot be seen. */
function blockNames({ base, edits, passages }: DeskDraft): Record<string, string> {
  const names: Record<string, string> = { title: "The title", opening: "The opening" };
  for (const sentence of base.overview) names[sentenceBlock("overview", sentence)] = sentence.text;
  for (const sentence of base.keyPoints) names[sentenceBlock("key", sentence)] = sentence.text;
  for (const { question, summary, themes, works } of base.sections) {
    names[findingBlock(question.id)] = question.prompt;
    names[dissentBlock(question.id)] = `Dissent: ${question.prompt}`;
    for (const one of summary) names[sentenceBlock(summaryList(question.id), one)] = one.text;
    for (const theme of themes) names[themeBlock(question.id, theme.id)] = `“${theme.title}”`;
    for (const work of works) names[workBlock(question.id, work.id)] = work.title;
  }
  const texts = new Map(passages.map(({ id, text }) => [id, text]));
  for (const { edit } of edits) {
    if (edit.kind !== "drop") continue;
    const words = texts.get(edit.answer)?.slice(edit.start, edit.end);
    if (words) names[keyOf(edit)] = `“${words}”`;
  }
  return names;
}

type Parts = { draft: DeskDraft; entries: readonly StandingEntry[] };

/** How a block of words stands: as it is shown, as it was computed, and by whom it was reworded. */
function wordingOf({ draft, entries }: Parts, block: string, name: string, text: string): Wording {
  const key = `text:${block}`;
  const found = draft.edits.find((one) => one.key === key);
  const edit = found?.edit.kind === "text" ? found.edit : null;
  return {
    block,
    name,
    text,
    computed: textOfBlock(draft.base, block) ?? "",
    edited: edit && {
      by: entries.find((entry) => entry.key === key)?.by ?? "the author",
      source: edit.source.text,
      stale: found?.state.kind === "stale",
    },
  };
}

function Page(props: DeskViewProps & { draft: DeskDraft }) {
  const { draft } = props;
  const { published } = draft;
  const answers = answersById(published);
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
          answers={answers}
        />
      </section>
      <Paragraphs {...props} place="opening" where="before the questions" />
      {published.keyPoints.length > 0 && (
        <section className="desk-key" aria-labelledby="key-points">
          <h2 id="key-points">Key points</h2>
          <Sentences
            {...props}
            list="key"
            name="the key points"
            sentences={published.keyPoints}
            section={null}
            answers={answers}
          />
        </section>
      )}
      {published.sections.map((section, index) => (
        <DeskSection
          key={section.question.id}
          {...props}
          number={index + 1}
          section={section}
          answers={answers}
        />
      ))}
      <Paragraphs {...props} place="end" where="at the end" />
      <MethodsBox synthesis={published} edition={null} />
    </>
  );
}

type SentencesProps = DeskViewProps & {
  draft: DeskDraft;
  list: string;
  name: string;
  sentences: readonly Sentence[];
  section: Section | null;
  answers: ReadonlyMap<string, SynthesisAnswer>;
};

function Sentences({ list, name, sentences, section, answers, ...props }: SentencesProps) {
  const { published } = props.draft;
  const ids = sentences.map(({ id = "" }) => id);
  return (
    <div className="reading">
      {sentences.map((sentence, index) => {
        const block = sentenceBlock(list, sentence);
        const sources = openSources(sentence.sources, answers);
        return (
          <Fragment key={block}>
            <Editable
              {...wordingOf(props, block, `sentence ${index + 1} of ${name}`, sentence.text)}
              place={{ list, ids, id: sentence.id ?? "" }}
              mayHide
              sources={
                sources.length > 0 && (
                  <span className="desk-rests margin">
                    <b>Rests on</b>
                    <SourceNote
                      sources={sources}
                      section={section}
                      sections={published.sections}
                      answers={answers}
                      links={linksOf(null, published)}
                    />
                  </span>
                )
              }
            />
          </Fragment>
        );
      })}
    </div>
  );
}

function Paragraphs({ draft, place, where }: { draft: DeskDraft; place: string; where: string }) {
  const own = (draft.published.paragraphs ?? []).filter((one) => one.place === place);
  const ids = own.map(({ id }) => id);
  return (
    <>
      {own.map(({ id, text }) => (
        <OwnParagraph key={id} id={id} place={place} text={text} ids={ids}>
          <Markdown text={text} />
        </OwnParagraph>
      ))}
      <AddParagraph place={place} where={where} />
    </>
  );
}

type DeskSectionProps = DeskViewProps & {
  draft: DeskDraft;
  number: number;
  section: Section;
  answers: ReadonlyMap<string, SynthesisAnswer>;
};

function DeskSection({ number, section, answers, ...props }: DeskSectionProps) {
  const { draft } = props;
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
        {...props}
        list={summaryList(id)}
        name={`question ${number}`}
        sentences={section.summary}
        section={section}
        answers={answers}
      />
      <Paragraphs {...props} place={`q/${id}`} where={`to question ${number}`} />
      <SectionChart section={section} answers={own} links={linksOf(null, published)} />
      {question.kind === "works" && <Works section={section} />}
      {themes.map((theme) => {
        const block = themeBlock(id, theme.id);
        const name = `the point “${theme.title}”`;
        return (
          <section key={theme.id} id={`${anchor}-${theme.id}`} className="theme">
            <div className="desk-h3">
              <Editable {...wordingOf(props, block, `the title “${theme.title}”`, theme.title)} />
              {theme.count !== null && (
                <span className="count">
                  {theme.count} of {section.statistics.n}
                </span>
              )}
            </div>
            {theme.quotes.map((quote) => (
              <DeskQuote
                key={`${quote.answer}-${quote.start}`}
                {...{ quote, section, answers, draft }}
                theme={theme.id}
              />
            ))}
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
            <DeskQuote {...{ section, answers, draft }} quote={dissent.quote} theme="dissent" />
          ) : (
            <p className="reading">{dissent.text}</p>
          )}
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

function DeskQuote({
  quote,
  section,
  answers,
  theme,
  draft,
}: {
  quote: Quote;
  section: Section;
  answers: ReadonlyMap<string, SynthesisAnswer>;
  theme: string;
  draft: DeskDraft;
}) {
  const answer = answers.get(quote.answer);
  // Where only approved passages are read, a quote stands elsewhere in them than in its answer.
  const chosen = draft.quotes.find(
    (one) =>
      one.answer === quote.answer &&
      one.theme === theme &&
      one.question === section.question.id &&
      one.shown?.start === quote.start,
  );
  const anchor = `quote-${section.question.id}-${theme}-${quote.answer}-${quote.start}`;
  return (
    <div className="desk-quote">
      <QuoteBlock
        id={anchor}
        quote={quote}
        section={section}
        answer={answer}
        links={linksOf(null, draft.published)}
      />
      {chosen && <DropQuote quote={chosen} by={answer?.shownAs || "a respondent"} />}
    </div>
  );
}

/** The sentences of the answers that may be quoted here, those of the theme's own answers first. */
function passagesFor(
  { passages, quotes }: DeskDraft,
  section: Section,
  preferred: readonly string[],
  theme: string,
): Passage[] {
  const first = new Set(preferred);
  const { id: question } = section.question;
  const own = passages.filter(
    (answer) => answer.question === question && (theme !== "dissent" || first.has(answer.id)),
  );
  const rank = (id: string) => (first.has(id) ? 0 : 1);
  return own
    .sort((a, b) => rank(a.id) - rank(b.id))
    .flatMap(({ id, shownAs, text }) =>
      sentencesOf(text).map(({ start, end }): Passage => {
        const chosen = quotes.find(
          (quote) =>
            quote.question === question &&
            quote.theme === theme &&
            quote.answer === id &&
            quote.start < end &&
            start < quote.end,
        );
        return {
          answer: id,
          by: shownAs,
          start,
          end,
          text: text.slice(start, end),
          state: chosen === undefined ? "free" : chosen.shown ? "quoted" : "waiting",
        };
      }),
    );
}

function Works({ section }: { section: Section }) {
  const { id } = section.question;
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
              <WorkTools block={block} name={`the work “${work.title}”`} own={own} />
            </li>
          );
        })}
      </ul>
      <AddWork question={id} />
    </div>
  );
}
