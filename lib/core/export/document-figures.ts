import { citationsOf } from "../publication/works-list";
import { pointWords } from "../synthesis/findings";
import type { EstimatePoint, Section, SynthesisAnswer, Work } from "../synthesis/synthesis-schema";
import { type Block, text } from "./blocks";
import { heading, linked, paragraph, table, who } from "./document-parts";
import {
  estimateWords,
  isOfKind,
  rangeWords,
  shareWords,
  sideWords,
  valueWords,
} from "./plain-words";

type Answers = ReadonlyMap<string, SynthesisAnswer>;

/** The figures of a section as tables, or the works that it asked for. */
export function figureBlocks(section: Section, answers: Answers): Block[] {
  if (isOfKind(section, "stance")) return stanceFigure(section);
  if (isOfKind(section, "choice")) return choiceFigure(section);
  if (isOfKind(section, "estimate")) return estimateFigure(section);
  return section.question.kind === "works" ? worksTable(section, answers) : [];
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

function worksTable(section: Section, answers: Answers): Block[] {
  const { works, question } = section;
  if (works.length === 0) return [];
  const columns = (question.columns ?? []).filter(
    (column) =>
      !["title", "url"].includes(column) && works.some((work) => detailOf(work, column).trim()),
  );
  const citers = works.map((work) => citersOf(work, section, answers));
  const some = citers.some((words) => words !== "");
  return [
    table(
      [
        "Work",
        ...columns.map((name) => name.charAt(0).toUpperCase() + name.slice(1)),
        "Named by",
        ...(some ? ["Among them"] : []),
      ],
      works.map((work, at) => [
        linked(work.title || work.id, work.url),
        ...columns.map((column) => detailOf(work, column)),
        work.by === "author" ? "the author" : String(work.citedBy),
        ...(some ? [citers[at] ?? ""] : []),
      ]),
      [columns.length + 1],
    ),
  ];
}

/** The works that answers to a question cite in passing, with who cites them and where they stand. */
export function citedWorks(section: Section, answers: Answers): Block[] {
  const { works, question } = section;
  if (question.kind === "works" || works.length === 0) return [];
  return [
    heading(3, "Works cited", `q-${question.id}-works`),
    table(
      ["Work", "Cited by", "Among them"],
      works.map((work) => [
        linked(work.title || work.id, work.url),
        work.by === "author" ? "the author" : String(work.citedBy),
        citersOf(work, section, answers),
      ]),
      [1],
    ),
  ];
}

/** Who names a work, as far as they may be shown, each with the position taken on the question. */
function citersOf(work: Work, section: Section, answers: Answers): string {
  return citationsOf(work, section, answers)
    .map(({ answer }) => {
      const position = valueWords(section, answer);
      return position === null ? who(answer) : `${who(answer)} (${position})`;
    })
    .join("; ");
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
