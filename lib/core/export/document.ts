import { shiftWords } from "../synthesis/feedback-words";
import { shiftSides } from "../synthesis/shift";
import type {
  Quote,
  Section,
  Sentence,
  Source,
  Synthesis,
  SynthesisAnswer,
  Theme,
} from "../synthesis/synthesis-schema";
import { outOf } from "../synthesis/wording";
import { type Block, type Inline, text } from "./blocks";
import { cleanLine, paragraphsOf, webAddress } from "./clean-text";
import { citedWorks, figureBlocks } from "./document-figures";
import { banner, emphasis, heading, joined, linked, paragraph, table, who } from "./document-parts";
import { methodsList, whoAnswered } from "./document-people";
import type { ExportMeta } from "./export-meta";
import { parseOpening } from "./opening";
import { opinionBlocks } from "./opinion-blocks";
import {
  fictionalNote,
  fragilityWords,
  longDate,
  mayShowText,
  methodsLine,
  privateNote,
  readableText,
  sideWords,
  statisticWords,
  valueWords,
} from "./plain-words";

/** What every format for reading says, in its order; each format writes it in its own marks. */
export type ExportDocument = {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Notes 1 to n. */
  readonly notes: readonly (readonly Inline[])[];
};

type Writing = {
  readonly synthesis: Synthesis;
  readonly answers: ReadonlyMap<string, SynthesisAnswer>;
  readonly notes: (readonly Inline[])[];
};

/** Lays a synthesis out for reading. */
export function toDocument(synthesis: Synthesis, meta: ExportMeta): ExportDocument {
  const { survey, sections, overview } = synthesis;
  const writing: Writing = {
    synthesis,
    answers: new Map(synthesis.answers.map((answer) => [answer.id, answer])),
    notes: [],
  };
  const opening = parseOpening(survey.introduction);
  const openingFirst = findingsStayNearTheTop(synthesis);
  const blocks = [
    ...(synthesis.private ? [banner(privateNote)] : []),
    ...(survey.fictional ? [banner(fictionalNote)] : []),
    byline(synthesis, meta),
    ...(openingFirst ? opening : []),
    heading(2, "Questions addressed", "questions"),
    questionsAddressed(sections),
    paragraph([text(methodsLine(synthesis.methods))]),
    ...(openingFirst ? [] : opening),
    ...sourced(writing, overview, null),
    ...ownParagraphs(synthesis, "opening"),
    ...keyPoints(writing),
    ...sections.flatMap((section) => sectionBlocks(writing, section)),
    ...opinionBlocks(synthesis, sourced(writing, synthesis.groups?.summary ?? [], null)),
    ...ownParagraphs(synthesis, "end"),
    ...whoAnswered(synthesis),
    heading(2, "Methods", "methods"),
    methodsList(synthesis, meta),
  ].filter((block) => block.type !== "paragraph" || block.children.length > 0);
  return { title: survey.title, blocks, notes: writing.notes };
}

/** Link previews and archives read the beginning: findings and methods line stand within 3,000 characters. */
function findingsStayNearTheTop({ survey, sections }: Synthesis): boolean {
  const findings = sections.reduce(
    (sum, { question, finding }) =>
      sum + question.prompt.length + finding.words.length + finding.counts.length + 12,
    0,
  );
  return survey.title.length + survey.introduction.length + findings + 600 <= 3000;
}

function byline({ survey }: Synthesis, meta: ExportMeta): Block {
  const authors = survey.authors.map(({ name, url }) => [linked(name, url)]);
  const date = longDate(meta.date);
  const parts = [
    ...(authors.length > 0 ? [[text("By "), ...joined(authors, ", ")]] : []),
    ...(date ? [[text(date)]] : []),
    ...(meta.version === undefined ? [] : [[text(`Version ${meta.version}`)]]),
    ...(webAddress(meta.url) ? [[linked("Published page", meta.url)]] : []),
  ];
  return paragraph(joined(parts, " · "), "aside");
}

/** The words of a finding with its counts; an author's own words stand beside those computed. */
function findingWords({ finding }: Section): Inline[] {
  const computed = finding.overridden
    ? [text(" (the author’s wording; computed: "), emphasis(finding.words)]
    : [];
  const open = finding.overridden ? ", " : " (";
  const counts = finding.counts ? [text(`${open}${finding.counts}`)] : [];
  const close = computed.length + counts.length > 0 ? [text(")")] : [];
  return [emphasis(finding.overridden?.words ?? finding.words), ...computed, ...counts, ...close];
}

function questionsAddressed(sections: readonly Section[]): Block {
  return {
    type: "list",
    start: 1,
    items: sections.map((section) => [
      paragraph([text(section.question.prompt), text(" - "), ...findingWords(section)]),
    ]),
  };
}

function sectionBlocks(writing: Writing, section: Section): Block[] {
  const { question, finding, dissent, themes, summary } = section;
  const fragility = fragilityWords(section);
  return [
    heading(2, question.prompt, `q-${question.id}`),
    paragraph(findingWords(section), "finding"),
    ...(finding.overridden
      ? [paragraph([text(`Reason that the author gives: ${finding.overridden.reason}`)], "aside")]
      : []),
    ...(finding.provisional
      ? [
          paragraph(
            [
              text(
                "Provisional: with so few answers the interval of the leading side reaches down to one half.",
              ),
            ],
            "aside",
          ),
        ]
      : []),
    ...sourced(writing, summary, section),
    ...ownParagraphs(writing.synthesis, `q/${question.id}`),
    ...figureBlocks(section, writing.answers),
    ...shiftBlocks(section),
    ...themes.flatMap((theme) => themeBlocks(writing, section, theme)),
    ...(dissent
      ? [
          heading(3, "Dissent"),
          dissent.quote
            ? quoteBlock(writing, section, dissent.quote)
            : paragraph([text(dissent.text)]),
        ]
      : []),
    ...citedWorks(section, writing.answers),
    ...(fragility ? [paragraph([text(`How firm this is: ${fragility}`)], "aside")] : []),
  ];
}

/** What a hurried reader takes along, one point an item, each with what it rests on. */
function keyPoints(writing: Writing): Block[] {
  const items = writing.synthesis.keyPoints.flatMap((point) => {
    const blocks = sourced(writing, [point], null);
    return blocks.length === 0 ? [] : [blocks];
  });
  if (items.length === 0) return [];
  return [heading(2, "Key points", "key-points"), { type: "list", start: null, items }];
}

/** How positions moved once respondents had read what the others said. */
function shiftBlocks({ question, shift }: Section): Block[] {
  if (!shift || question.scale === undefined) return [];
  const { scale } = question;
  const names = {
    low: sideWords(scale, "disagree"),
    middle: scale[(scale.length - 1) / 2] ?? "the middle",
    high: sideWords(scale, "agree"),
  };
  return [
    heading(3, "How positions moved"),
    paragraph([text(shiftWords(shift))]),
    ...(shift.rows.length === 0
      ? []
      : [
          table(
            ["Before", ...shiftSides.map((side) => `After: ${names[side]}`)],
            shift.rows.map(({ from, to }) => [
              names[from],
              ...shiftSides.map((side) => String(to[side])),
            ]),
            [1, 2, 3],
          ),
        ]),
  ];
}

/** The author's own paragraphs at a place, each marked. */
function ownParagraphs({ paragraphs = [] }: Synthesis, place: string): Block[] {
  return paragraphs
    .filter((own) => own.place === place)
    .flatMap(({ text: words }) => [
      ...parseOpening(words),
      paragraph([text("Written by the author.")], "aside"),
    ]);
}

/** Sentences as paragraphs, with a note for each that has sources; a model's stand apart from the others. */
function sourced(
  writing: Writing,
  sentences: readonly Sentence[],
  section: Section | null,
): Block[] {
  const { textBy } = writing.synthesis.methods;
  // Null for what no model worded.
  const runs: { model: string | null; children: Inline[] }[] = [];
  for (const sentence of sentences) {
    if (cleanLine(sentence.text) === "") continue;
    const model = sentence.by === "model" ? (sentence.model ?? textBy) : null;
    let run = runs.at(-1);
    if (run?.model !== model) {
      run = { model, children: [] };
      runs.push(run);
    }
    if (run.children.length > 0) run.children.push(text(" "));
    run.children.push(text(sentence.text));
    const note = sourceNote(writing, sentence, section);
    if (note.length > 0) {
      writing.notes.push(note);
      run.children.push({ type: "note", number: writing.notes.length });
    }
  }
  return runs.map(({ model, children }) =>
    model === null ? paragraph(children) : { type: "model", model, blocks: [paragraph(children)] },
  );
}

function sourceNote(writing: Writing, sentence: Sentence, section: Section | null): Inline[] {
  const parts = sentence.sources.flatMap((source) => {
    const note = oneSource(writing, source, section);
    return note ? [note] : [];
  });
  const by = sentence.by === "author" ? "Written by the author" : "";
  // Never one word: a reader without footnotes would take that for the address of a link.
  if (parts.length === 0) return by ? [text(by)] : [];
  return [text(by ? `${by}, resting on ` : "Rests on "), ...joined(parts, "; ")];
}

function oneSource(
  { synthesis, answers }: Writing,
  source: Source,
  section: Section | null,
): Inline[] | null {
  if ("statistic" in source) {
    return [text(statisticWords(source.statistic, section, synthesis))];
  }
  if ("work" in source) {
    const work = synthesis.sections
      .flatMap(({ works }) => works)
      .find(({ id }) => id === source.work);
    return work ? [linked(work.title, work.url)] : null;
  }
  const answer = answers.get(source.answer);
  if (!answer) return null;
  const from = synthesis.sections.find(({ question }) => question.id === answer.question);
  const passage =
    "start" in source && mayShowText(synthesis, answer)
      ? cleanLine(readableText(from, answer).slice(source.start, source.end))
      : "";
  return [text(passage ? `${who(answer)}: “${passage}”` : who(answer))];
}

function themeBlocks(writing: Writing, section: Section, theme: Theme): Block[] {
  const supporters = theme.answers.flatMap((id) => {
    const answer = writing.answers.get(id);
    return answer?.shownAs ? [who(answer)] : [];
  });
  const hidden = theme.count === null ? 0 : Math.max(0, theme.count - supporters.length);
  const count = theme.count === null ? "" : outOf(theme.count, section.statistics.n);
  const names = [
    ...supporters,
    ...(supporters.length > 0 && hidden > 0 ? [`and ${hidden} not shown`] : []),
  ].join(", ");
  const made = [count, names].filter(Boolean).join(": ");
  const named = theme.titleBy === "author" ? "Named by the author." : "";
  const title = heading(3, theme.title, `q-${section.question.id}-${theme.id}`);
  return [
    theme.titleBy === "model" && section.grouped
      ? { type: "model", model: section.grouped.model, blocks: [title] }
      : title,
    ...(made ? [paragraph([text(made)], "aside")] : []),
    ...(named ? [paragraph([text(named)], "aside")] : []),
    ...theme.quotes.map((quote) => quoteBlock(writing, section, quote)),
  ];
}

function quoteBlock({ answers }: Writing, section: Section, quote: Quote): Block {
  const answer = answers.get(quote.answer);
  const value = answer ? valueWords(section, answer) : null;
  const voice = [
    who(answer),
    cleanLine(answer?.role ?? ""),
    value ?? "",
    value && answer && answer.confidence !== null ? `confidence ${answer.confidence} of 10` : "",
    quote.edited ? "edited by the respondent" : "",
  ];
  return {
    type: "quote",
    blocks:
      quote.text === ""
        ? [paragraph([emphasis("Withdrawn by the respondent.")])]
        : prose(quote.text),
    attribution: [text(`— ${voice.filter(Boolean).join(", ")}`)],
  };
}

/** Words with their paragraphs and lines as they were written. */
export function prose(words: string): Block[] {
  return paragraphsOf(words).map((lines) =>
    paragraph(
      lines.flatMap((line, index): Inline[] =>
        index > 0 ? [{ type: "break" }, text(line)] : [text(line)],
      ),
    ),
  );
}
