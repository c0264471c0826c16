import { enteredWords } from "../synthesis/entered-words";
import { feedbackWords, shiftWords } from "../synthesis/feedback-words";
import { pointWords } from "../synthesis/findings";
import { shiftSides } from "../synthesis/shift";
import type {
  EstimatePoint,
  Quote,
  Section,
  Sentence,
  Source,
  Synthesis,
  SynthesisAnswer,
  Theme,
  Work,
} from "../synthesis/synthesis-schema";
import { type Block, type Inline, text } from "./blocks";
import { cleanLine, paragraphsOf, webAddress } from "./clean-text";
import type { ExportMeta } from "./export-meta";
import { parseOpening } from "./opening";
import { opinionBlocks } from "./opinion-blocks";
import {
  consentWords,
  estimateWords,
  fictionalNote,
  fragilityWords,
  isOfKind,
  longDate,
  mayShowText,
  methodsLine,
  privateNote,
  rangeWords,
  readableText,
  recruitment,
  shareWords,
  sideWords,
  statisticWords,
  textOrigin,
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

function banner(words: string): Block {
  return { type: "banner", text: words };
}

function heading(level: number, words: string, id?: string): Block {
  return { type: "heading", level, children: [text(words)], ...(id ? { id } : {}) };
}

function paragraph(children: readonly Inline[], role?: "finding" | "aside"): Block {
  return { type: "paragraph", children, ...(role ? { role } : {}) };
}

function emphasis(words: string): Inline {
  return { type: "emphasis", children: [text(words)] };
}

function linked(words: string, url: string | null | undefined): Inline {
  const href = webAddress(url);
  return href && cleanLine(words) !== ""
    ? { type: "link", href, children: [text(words)] }
    : text(words);
}

function joined(parts: readonly (readonly Inline[])[], separator: string): Inline[] {
  return parts.flatMap((part, index) => (index > 0 ? [text(separator), ...part] : part));
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
    ...figureBlocks(section),
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
    ...(fragility ? [paragraph([text(`How firm this is: ${fragility}`)], "aside")] : []),
  ];
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

function who(answer: SynthesisAnswer | undefined): string {
  return cleanLine(answer?.shownAs ?? "") || "a respondent";
}

function themeBlocks(writing: Writing, section: Section, theme: Theme): Block[] {
  const supporters = theme.answers.flatMap((id) => {
    const answer = writing.answers.get(id);
    return answer?.shownAs ? [who(answer)] : [];
  });
  const hidden = theme.count === null ? 0 : Math.max(0, theme.count - supporters.length);
  const count = theme.count === null ? "" : `${theme.count} of ${section.statistics.n}`;
  const names = [
    ...supporters,
    ...(supporters.length > 0 && hidden > 0 ? [`and ${hidden} not shown`] : []),
  ].join(", ");
  const made = [count, names].filter(Boolean).join(": ");
  return [
    heading(3, theme.title, `q-${section.question.id}-${theme.id}`),
    ...(made ? [paragraph([text(made)], "aside")] : []),
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

function table(
  head: readonly string[],
  rows: readonly (readonly (string | Inline)[])[],
  figures: readonly number[],
): Block {
  return {
    type: "table",
    head: head.map((words) => [text(words)]),
    rows: rows.map((row) => row.map((cell) => [typeof cell === "string" ? text(cell) : cell])),
    figures,
  };
}

function figureBlocks(section: Section): Block[] {
  if (isOfKind(section, "stance")) return stanceFigure(section);
  if (isOfKind(section, "choice")) return choiceFigure(section);
  if (isOfKind(section, "estimate")) return estimateFigure(section);
  return worksTable(section);
}

function stanceFigure({
  question,
  statistics,
}: Extract<Section, { question: { kind: "stance" } }>): Block[] {
  const scale = question.scale ?? statistics.counts.map((_, index) => String(index + 1));
  const { n, noOpinion, weightedShares, agree, disagree } = statistics;
  if (n === 0) return [];
  if (agree.share === null) return withheld();
  const weighted = weightedShares;
  const side = (name: "agree" | "disagree", { share, wilson }: typeof agree) =>
    `${sideWords(scale, name)}: ${shareWords(share)} (95 % interval ${rangeWords(wilson)})`;
  return [
    table(
      ["Answer", "Respondents", "Share", ...(weighted ? ["Weighted by confidence"] : [])],
      scale.map((label, index) => [
        label,
        String(statistics.counts[index] ?? 0),
        shareWords(statistics.shares[index] ?? null),
        ...(weighted ? [shareWords(weighted[index] ?? null)] : []),
      ]),
      [1, 2, 3],
    ),
    paragraph(
      [
        text(
          `${answerCount(n, noOpinion)} ${side("agree", agree)}; ${side("disagree", disagree)}. The intervals read the respondents as if they were a random draw, which they are not.`,
        ),
      ],
      "aside",
    ),
  ];
}

function choiceFigure({ statistics }: Extract<Section, { question: { kind: "choice" } }>): Block[] {
  const { n, noOpinion, options, others } = statistics;
  if (n === 0) return [];
  if (options.length > 0 && options.every(({ share }) => share === null)) return withheld();
  return [
    table(
      ["Option", "Respondents", "Share", "95 % interval"],
      [
        ...options.map(({ label, count, share, wilson }) => [
          label,
          String(count),
          shareWords(share),
          rangeWords(wilson),
        ]),
        ...others.map((other) => [`Other: ${other.text}`, String(other.count), "", ""]),
      ],
      [1, 2, 3],
    ),
    paragraph(
      [
        text(
          `${answerCount(n, noOpinion)} The intervals read the respondents as if they were a random draw, which they are not.`,
        ),
      ],
      "aside",
    ),
  ];
}

function estimateFigure({
  question,
  statistics,
}: Extract<Section, { question: { kind: "estimate" } }>): Block[] {
  const { n, noOpinion, median, iqr, never, beyond, lowMedian, highMedian } = statistics;
  if (n === 0) return [];
  if (median === null) return withheld();
  const words = (point: EstimatePoint) => pointWords(point, question);
  const rows = [
    ["Median", words(median)],
    ...(iqr ? [["Middle half", `${words(iqr[0])} to ${words(iqr[1])}`]] : []),
    ...(lowMedian === null ? [] : [["Median of the low ends", words(lowMedian)]]),
    ...(highMedian === null ? [] : [["Median of the high ends", words(highMedian)]]),
    ...(never > 0 ? [["Answered never", String(never)]] : []),
    ...(beyond > 0 ? [["Beyond the range", String(beyond)]] : []),
    ["All estimates", statistics.values.map((point) => estimateWords(point, question)).join(", ")],
  ];
  return [
    table(["Measure", "Value"], rows, []),
    paragraph([text(answerCount(n, noOpinion))], "aside"),
  ];
}

function answerCount(n: number, noOpinion: number): string {
  const without = noOpinion > 0 ? `; ${noOpinion} without an opinion` : "";
  return `${n} ${n === 1 ? "answer" : "answers"}${without}.`;
}

function worksTable({ works, question }: Section): Block[] {
  if (works.length === 0) return [];
  const columns = (question.columns ?? []).filter(
    (column) =>
      !["title", "url"].includes(column) && works.some((work) => detailOf(work, column).trim()),
  );
  return [
    table(
      ["Work", ...columns.map((name) => name.charAt(0).toUpperCase() + name.slice(1)), "Named by"],
      works.map((work) => [
        linked(work.title || work.id, work.url),
        ...columns.map((column) => detailOf(work, column)),
        work.by === "author" ? "the author" : String(work.citedBy),
      ]),
      [columns.length + 1],
    ),
  ];
}

/** A column may be called "constructor": only what the work itself has counts. */
function detailOf({ details }: Work, column: string): string {
  return Object.hasOwn(details, column) ? (details[column] ?? "") : "";
}

/** The consent serializer leaves out figures of so few answers that each of them would show. */
function withheld(): Block[] {
  return [
    paragraph(
      [text("The figures are left out: there are so few answers that each of them would show.")],
      "aside",
    ),
  ];
}

/** Respondents by questions, named answers only; a cell that may not be shown looks like one left empty. */
function whoAnswered({ answers, sections }: Synthesis): Block[] {
  const people = new Map<string, SynthesisAnswer[]>();
  for (const answer of answers) {
    if (answer.attribution !== "named" || cleanLine(answer.shownAs) === "") continue;
    const key = answer.respondent ?? answer.shownAs;
    people.set(key, [...(people.get(key) ?? []), answer]);
  }
  const rows = [...people.values()]
    .map((own) => {
      const role = own.map((answer) => cleanLine(answer.role ?? "")).find(Boolean);
      const interests = own.map((answer) => cleanLine(answer.interests ?? "")).find(Boolean);
      const name = who(own[0]);
      const named = role ? `${name}, ${role}` : name;
      return [
        interests ? `${named} (interests: ${interests})` : named,
        ...sections.map((section) => {
          const answer = own.find(({ question }) => question === section.question.id);
          return answer ? (valueWords(section, answer) ?? inWords(section, answer)) : "";
        }),
      ];
    })
    .sort(([a = ""], [b = ""]) => a.localeCompare(b, "en"));
  if (rows.length === 0) return [];
  return [
    heading(2, "Who answered", "who"),
    paragraph(
      [text("Answers given by name. Other answers count in the figures and are not listed here.")],
      "aside",
    ),
    table(["Respondent", ...sections.map((_, index) => `Question ${index + 1}`)], rows, []),
  ];
}

function inWords({ works }: Section, { id }: SynthesisAnswer): string {
  const named = works.filter((work) => work.answers.includes(id)).length;
  return named > 0 ? `${named} ${named === 1 ? "work" : "works"}` : "in words";
}

/** What named respondents declared about who funds and who employs them. */
function interestsInWords(synthesis: Synthesis): string {
  const declared = new Map<string, string>();
  for (const answer of synthesis.answers) {
    const sentence = cleanLine(answer.interests ?? "");
    if (answer.attribution === "named" && sentence !== "") declared.set(who(answer), sentence);
  }
  if (declared.size === 0) return "None by a respondent who is named.";
  return [...declared]
    .sort(([a], [b]) => a.localeCompare(b, "en"))
    .map(([name, sentence]) => `${name}: ${sentence}`)
    .join(" · ");
}

function methodsList(synthesis: Synthesis, meta: ExportMeta): Block {
  const feedback = feedbackWords(synthesis.methods);
  const entered = enteredWords(synthesis.methods);
  const { methods, sections } = synthesis;
  const { findingRules } = methods;
  const version = [
    meta.version === undefined ? "" : `Version ${meta.version}.`,
    meta.sha256 ? `SHA-256 of this version: ${meta.sha256}.` : "",
  ].filter(Boolean);
  const entry = (name: string, words: string): Block[] => [
    paragraph([{ type: "strong", children: [text(`${name}.`)] }, text(` ${words}`)]),
  ];
  return {
    type: "list",
    start: null,
    items: [
      entry("Answers", methodsLine(methods)),
      [
        ...entry("Questions", "As they were asked:"),
        {
          type: "list",
          start: 1,
          items: sections.map(({ question }) => {
            const labels = question.scale ?? question.options?.map(({ label }) => label) ?? [];
            const given = labels.length > 0 ? ` (${labels.join(" · ")})` : "";
            return [paragraph([text(`${question.prompt}${given}`)])];
          }),
        },
      ],
      entry(
        "Findings",
        `Computed from the answers by fixed rules, ${findingRules.id}${findingRules.declaredBefore ? ", declared before the first answer" : ""}. SHA-256 of the rules: ${findingRules.sha256}.`,
      ),
      entry("How respondents were found", recruitment(methods.recruited)),
      ...(entered === null ? [] : [entry("Entered by the author", entered)]),
      ...(feedback === null ? [] : [entry("Feedback", feedback)]),
      entry("Consent", consentWords(methods)),
      entry("Interests declared", interestsInWords(synthesis)),
      entry("Text", textOrigin(synthesis)),
      ...(version.length > 0 ? [entry("Version", version.join(" "))] : []),
    ],
  };
}
