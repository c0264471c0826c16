import { estimate, figure, percent, percentRange, sideWords } from "@/components/charts/figures";
import type { QuestionKind } from "@/lib/core/survey/survey-schema";
import type {
  EstimatePoint,
  Methods,
  Section,
  Source,
  Synthesis,
  SynthesisAnswer,
} from "@/lib/core/synthesis/synthesis-schema";

/** Narrows a section to the kind of its question, and with it its statistics. */
export function isOfKind<K extends QuestionKind>(
  section: Section,
  kind: K,
): section is Extract<Section, { question: { kind: K } }> {
  return section.question.kind === kind;
}

/** Minutes that the page takes to read, at 250 words a minute. */
export function readingMinutes(synthesis: Synthesis): number {
  const words = [
    synthesis.survey.title,
    synthesis.survey.introduction,
    ...synthesis.overview.map((sentence) => sentence.text),
    ...synthesis.sections.flatMap((section) => [
      section.question.prompt,
      section.finding.words,
      ...section.summary.map((sentence) => sentence.text),
      ...section.themes.flatMap((theme) => [theme.title, ...theme.quotes.map((q) => q.text)]),
      section.dissent?.text ?? "",
      section.dissent?.quote?.text ?? "",
      ...section.works.flatMap((work) => [work.title, ...Object.values(work.details)]),
    ]),
  ].reduce((sum, text) => sum + (text.match(/\S+/g)?.length ?? 0), 0);
  return Math.max(1, Math.round(words / 250));
}

/** The opening may come before the findings only if these still stand within the first 3,000 characters. */
export function opensBeforeFindings({ survey, sections }: Synthesis): boolean {
  const findings = sections.reduce(
    (sum, { question, finding }) =>
      sum + question.prompt.length + finding.words.length + finding.counts.length + 8,
    0,
  );
  return survey.title.length + survey.introduction.length + findings + 400 <= 3000;
}

/** "3–20 January 2026", from calendar dates. */
export function dateRange(from: string | null, to: string | null): string | null {
  if (!from || !to) return null;
  return range.formatRange(new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`));
}

/** "20 January 2026", from an instant. */
export function longDate(at: Date): string {
  return range.format(at);
}

const range = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** Who was asked and who answered, in one line. */
export function methodsLine(methods: Methods): string {
  const { invited, answered, partial, declined, responseRate, from, to } = methods;
  const people = (n: number) => (n === 1 ? "1 person" : `${n} people`);
  const parts = [
    invited === null
      ? `${people(answered)} answered`
      : `${answered} of ${invited} invited experts answered${responseRate === null ? "" : ` (${percent(responseRate)})`}`,
    partial > 0 ? `${partial} of them in part` : "",
    declined > 0 ? `${declined} declined` : "",
    dateRange(from, to) ?? "",
  ];
  return `${parts.filter(Boolean).join("; ")}.`;
}

/** The value of an answer in the words of its question; null where there is none to show. */
export function valueWords(section: Section, answer: SynthesisAnswer): string | null {
  const { value } = answer;
  if (value === "") return null;
  if (value === "none") return "No opinion";
  switch (section.question.kind) {
    case "stance":
      return section.question.scale?.[Number(value) - 1] ?? value;
    case "choice":
      return value
        .split(";")
        .map((id) =>
          id.startsWith("other:") ? id.slice("other:".length) : (optionLabel(section, id) ?? id),
        )
        .join(", ");
    case "estimate":
      return estimate(estimatePoint(value), section.question);
    default:
      return null;
  }
}

function optionLabel(section: Section, id: string): string | undefined {
  return isOfKind(section, "choice")
    ? section.statistics.options.find((option) => option.id === id)?.label
    : undefined;
}

function estimatePoint(value: string): EstimatePoint {
  if (value === "never") return "never";
  return value.startsWith(">") ? "beyond" : Number(value);
}

/** The text of an answer as it is read. Works are listed in their table, not as the rows they were entered in. */
export function readableText(section: Section, answer: SynthesisAnswer): string {
  return section.question.kind === "works" && answer.text.trimStart().startsWith("[")
    ? ""
    : answer.text;
}

const measures: Readonly<Record<string, string>> = {
  n: "Answers counted",
  noOpinion: "Without an opinion",
  counts: "Answers on each step",
  shares: "Share of each step",
  weightedShares: "Shares weighted by confidence",
  effectiveN: "Effective number when weighted",
  withoutConfidence: "Without a confidence",
  median: "Median",
  iqr: "Middle half",
  disagreementIndex: "Disagreement index",
  agreement: "Agreement",
  consensus: "Consensus",
  fragility: "Single answers that would change the finding",
  "fragility.flips": "Answers that would change the finding",
  "fragility.knifeEdge": "Close to another finding",
  options: "Answers for each option",
  others: "Other answers",
  values: "All estimates",
  never: "Answered never",
  beyond: "Beyond the range",
  lowMedian: "Median of the low ends",
  highMedian: "Median of the high ends",
  works: "Works named",
};

/** A statistic that a sentence rests on, as a name and, where it is one figure, its value. */
export function statisticWords(
  section: Section | null,
  name: string,
): { name: string; value: string | null } {
  const path = name.split(".");
  const found = section ? lookUp(section.statistics, path) : undefined;
  const label =
    sideName(section, path) ??
    measures[name] ??
    optionName(section, path) ??
    measures[path[0] ?? ""] ??
    plain(path);
  return { name: label, value: section ? valueWordsOf(found, name, section) : null };
}

function sideName(section: Section | null, path: readonly string[]): string | undefined {
  const [side, part] = path;
  const scale = section?.question.scale;
  if (!scale || (side !== "agree" && side !== "disagree")) return undefined;
  const words = sideWords(scale, side);
  if (part === "wilson") return `${words}, 95% interval`;
  return part === "bounds" ? `${words}, were all the invited counted` : words;
}

function optionName(section: Section | null, path: readonly string[]): string | undefined {
  if (!section || path[0] !== "options" || !path[1]) return undefined;
  return optionLabel(section, path[1]);
}

function plain(path: readonly string[]): string {
  const words = path
    .join(" ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function lookUp(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => {
    if (Array.isArray(at)) {
      return (
        at.find(
          (entry: unknown) =>
            typeof entry === "object" && entry !== null && "id" in entry && entry.id === key,
        ) ?? at[Number(key)]
      );
    }
    return typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined;
  }, from);
}

function valueWordsOf(found: unknown, name: string, section: Section): string | null {
  const isShare = /share|wilson|bounds/i.test(name);
  const estimates = section.question.kind === "estimate";
  const one = (value: number) => {
    if (isShare) return percent(value);
    return estimates && /median|iqr/i.test(name)
      ? estimate(value, section.question)
      : figure(value);
  };
  if (typeof found === "number") return one(found);
  if (typeof found === "boolean") return found ? "yes" : "no";
  if (Array.isArray(found)) {
    const numbers = found.filter((value) => typeof value === "number");
    if (numbers.length !== found.length || numbers.length === 0) return null;
    const [low, high] = numbers;
    if (
      numbers.length === 2 &&
      low !== undefined &&
      high !== undefined &&
      !/^(counts|shares)/.test(name)
    ) {
      return isShare ? percentRange([low, high]) : `${one(low)} to ${one(high)}`;
    }
    return numbers.map(one).join(", ");
  }
  if (typeof found === "object" && found !== null && "flips" in found) {
    return found.flips === 1 ? "1 answer" : `${found.flips} answers`;
  }
  if (typeof found === "object" && found !== null && "count" in found) {
    return typeof found.count === "number" ? String(found.count) : null;
  }
  return null;
}

/** Text cut to its beginning at a word, for a note in the margin. */
export function beginning(text: string, most = 90): string {
  if (text.length <= most) return text;
  return `${text.slice(0, text.lastIndexOf(" ", most)).replace(/[,;:.\s]+$/, "")} …`;
}

/** What stands in the place of words and names that were withdrawn after a version was published. */
export const withdrawn = "withdrawn";

/** A run of text, marked where it was quoted. */
export type Run = { readonly text: string; readonly quoted: boolean; readonly start: number };

/** Cuts an answer's text at the quotes taken from it. */
export function markQuotes(
  text: string,
  quotes: readonly { readonly start: number; readonly end: number }[],
): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const { start, end } of [...quotes].sort((a, b) => a.start - b.start)) {
    // A quote that was taken out has no place.
    if (start < at || end > text.length || start === end) continue;
    if (start > at) runs.push({ text: text.slice(at, start), quoted: false, start: at });
    runs.push({ text: text.slice(start, end), quoted: true, start });
    at = end;
  }
  if (at < text.length) runs.push({ text: text.slice(at), quoted: false, start: at });
  return runs;
}

/** Answers by id, for following a source. */
export function answersById(synthesis: Synthesis): ReadonlyMap<string, SynthesisAnswer> {
  return new Map(synthesis.answers.map((answer) => [answer.id, answer]));
}

/** Sources that a reader can open: statistics, works, and answers that may be shown. */
export function openSources(
  sources: readonly Source[],
  answers: ReadonlyMap<string, SynthesisAnswer>,
): readonly Source[] {
  return sources.filter((source) => !("answer" in source) || answers.has(source.answer));
}
