import type { ReactNode } from "react";
import type {
  Section,
  Sentence,
  Source,
  SynthesisAnswer,
} from "@/lib/core/synthesis/synthesis-schema";
import type { Links } from "./links";
import { Permalink } from "./permalink";
import { stanceFill } from "./quote-block";
import { beginning, openSources, readableText, statisticWords, withdrawn } from "./reading";

type SourcedSentencesProps = {
  /** Unique on the page; sentence i is `${id}-${i}`. */
  id: string;
  sentences: readonly Sentence[];
  /** The section whose statistics the sentences name; null for sentences about the whole survey. */
  section: Section | null;
  sections: readonly Section[];
  answers: ReadonlyMap<string, SynthesisAnswer>;
  links: Links;
  lead?: boolean;
  /** What stands under the paragraph, as wide as it, so that long sources run on beside it. */
  children?: ReactNode;
};

/**
 * A paragraph of generated sentences with what each rests on beside it: in the margin where there is room, else in a
 * place that opens beneath. Both are one `details`, so that it works without JavaScript.
 */
export function SourcedSentences({
  id,
  sentences,
  section,
  sections,
  answers,
  links,
  lead = false,
  children,
}: SourcedSentencesProps) {
  if (sentences.length === 0) return children ? <div className="row">{children}</div> : null;
  const sourced = sentences.map((sentence) => openSources(sentence.sources, answers));
  const some = sourced.some((sources) => sources.length > 0);
  return (
    <div className="row sourced">
      <p className={lead ? "reading reading-lead" : "reading"}>
        {sentences.map((sentence, index) => (
          <span key={`${id}-${index + 1}`} id={`${id}-${index + 1}`} className="sentence">
            {sentence.text === withdrawn ? (
              <span className="withdrawn">A sentence that rested on withdrawn words.</span>
            ) : (
              sentence.text
            )}
            {sentence.by === "model" && <small className="worded-by"> worded by a model</small>}
            {(sourced[index]?.length ?? 0) > 0 && (
              <a
                className="mark"
                href={`#${id}-${index + 1}-sources`}
                aria-label={`Sources of sentence ${index + 1}`}
              >
                {index + 1}
              </a>
            )}{" "}
          </span>
        ))}
      </p>
      {some && (
        <details className="margin sources">
          <summary>What this rests on</summary>
          <ol>
            {sourced.map((sources, index) => (
              <li
                key={`${id}-${index + 1}-sources`}
                id={`${id}-${index + 1}-sources`}
                value={index + 1}
                className="source"
              >
                {sentences[index]?.by === "model" && (
                  <p>Worded by {sentences[index]?.model ?? "a model"}, accepted by the author</p>
                )}
                {sentences[index]?.by === "author" && (
                  <p className="author-mark">The author’s words</p>
                )}
                <SourceNote
                  sources={sources}
                  section={section}
                  sections={sections}
                  answers={answers}
                  links={links}
                />
                <Permalink
                  anchor={`${id}-${index + 1}`}
                  what={`sentence ${index + 1}`}
                  links={links}
                />
              </li>
            ))}
          </ol>
        </details>
      )}
      {children}
    </div>
  );
}

type SourceNoteProps = Omit<SourcedSentencesProps, "id" | "sentences" | "lead" | "children"> & {
  sources: readonly Source[];
};

/** More than these would outgrow the paragraph that they stand beside. */
const mostWords = 2;

/** What one sentence rests on, for a margin. */
export function SourceNote({ sources, section, sections, answers, links }: SourceNoteProps) {
  const figures = sources.flatMap((source) =>
    "statistic" in source ? [statisticNote(source.statistic, section, sections)] : [],
  );
  const words = sources.flatMap((source) => ("answer" in source ? [source] : []));
  const works = sources.flatMap((source) => ("work" in source ? [source.work] : []));
  return (
    <>
      {figures.length > 0 && (
        <p>
          {figures.map((note, at) => (
            <span key={note.name}>
              {at > 0 && "; "}
              {note.href ? (
                <a href={note.href} {...(note.side ? { "data-side": note.side } : {})}>
                  {note.name}
                </a>
              ) : (
                note.name
              )}
              {note.value !== null && <span className="source-figure">: {note.value}</span>}
            </span>
          ))}
        </p>
      )}
      {words.slice(0, mostWords).map((source) => {
        const answer = answers.get(source.answer);
        if (!answer) return null;
        const from = sections.find(({ question }) => question.id === answer.question);
        const text = from ? readableText(from, answer) : answer.text;
        const passage =
          "start" in source && text !== withdrawn ? text.slice(source.start, source.end) : "";
        return (
          <p key={`${source.answer}-${"start" in source ? source.start : ""}`}>
            {from && <DotLink section={from} answer={answer} links={links} />}
            <a href={links.answer(answer)}>{answer.shownAs || "A respondent"}</a>
            {passage && <>: “{beginning(passage, 64)}”</>}
          </p>
        );
      })}
      {words.length > mostWords && (
        <p>
          and {words.length - mostWords} more{" "}
          {words.length - mostWords === 1 ? "answer" : "answers"}
        </p>
      )}
      {works.length > 0 && (
        <p>
          {works.slice(0, mostWords).map((work, at) => (
            <span key={work}>
              {at > 0 && "; "}
              <a href={`#${workAnchor(work)}`}>{workTitle(work, sections)}</a>
            </span>
          ))}
          {works.length > mostWords && `; and ${works.length - mostWords} more`}
        </p>
      )}
    </>
  );
}

/** The way from a source to its dot in the chart: a dot of the same colour. */
function DotLink({
  section,
  answer,
  links,
}: {
  section: Section;
  answer: SynthesisAnswer;
  links: Links;
}) {
  const anchor = links.dot(answer);
  if (anchor === null) return null;
  return (
    <a className={`swatch ${stanceFill(section, answer) || "swatch-plain"}`} href={`#${anchor}`}>
      <span className="sr-only">Dot in the chart</span>
    </a>
  );
}

type StatisticNote = {
  readonly name: string;
  readonly value: string | null;
  readonly href: string | null;
  /** The side of the scale that the figure is about. */
  readonly side?: "agree" | "disagree" | null;
};

/** What a named figure is called, its value, and where on the page it stands. */
function statisticNote(
  name: string,
  own: Section | null,
  sections: readonly Section[],
): StatisticNote {
  const [place, id = "", ...rest] = name.split(".");
  if (place === "methods") {
    return { name: id === "invited" ? "Invited" : "Answered", value: null, href: "#methods" };
  }
  if (place === "sections") {
    const at = sections.findIndex(({ question }) => question.id === id);
    const section = sections[at];
    if (!section) return { name: "Another question", value: null, href: null };
    if (rest.length === 0 || rest[0] === "finding") {
      return { name: `Finding ${at + 1}`, value: section.finding.counts || null, href: `#q-${id}` };
    }
    const inner = statisticWords(section, rest.join("."));
    return {
      ...inner,
      name: `Question ${at + 1}, ${inner.name}`,
      href: `#${figureAnchor(section)}`,
    };
  }
  if (place === "groups") {
    const names: Record<string, string> = {
      divides: "Shares of each group",
      joins: "Group-informed consensus",
    };
    return { name: names[id] ?? "Positions compared", value: null, href: "#opinions-figure" };
  }
  if (place === "themes" && own) {
    const theme = own.themes.find((one) => one.id === id);
    if (!theme) return { name: "Answers that make the point", value: null, href: null };
    return {
      name: `“${theme.title}”`,
      value: theme.count === null ? null : String(theme.count),
      href: `#q-${own.question.id}-${theme.id}`,
    };
  }
  return {
    ...statisticWords(own, name),
    href: own ? `#${figureAnchor(own)}` : "#methods",
    side: own && (place === "agree" || place === "disagree") ? place : null,
  };
}

/** The address of a section's figure. */
export function figureAnchor(section: Section): string {
  const { kind, id } = section.question;
  if (kind === "works") return `q-${id}-works`;
  return kind === "text" ? `q-${id}` : `q-${id}-figure`;
}

/** The address of a work in its table. */
export function workAnchor(work: string): string {
  return `work-${work.replace(/[^a-zA-Z0-9]+/g, "-")}`;
}

function workTitle(id: string, sections: readonly Section[]): string {
  return sections.flatMap(({ works }) => works).find((work) => work.id === id)?.title ?? "A work";
}
