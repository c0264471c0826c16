import { type Attribution, attributionSchema } from "../answers/answer";
import type { QuestionKind } from "../survey/survey-schema";
import { pointWords } from "../synthesis/findings";
import { modelSentences } from "../synthesis/model/accepted";
import type {
  EstimatePoint,
  Interval,
  Methods,
  QuestionSummary,
  Section,
  Synthesis,
  SynthesisAnswer,
} from "../synthesis/synthesis-schema";
import { listed, percent } from "../synthesis/wording";

/** Said first of all in every export of a demonstration. */
export const fictionalNote =
  "This is a demonstration: the respondents are fictional and their answers were written to show what a synthesis looks like. Cited works are real.";

/** Said first of all where the consent serializer has not been at work. */
export const privateNote =
  "Private: this file holds answers that their respondents did not give for publication.";

/** Narrows a section to the kind of its question, and with it its statistics. */
export function isOfKind<K extends QuestionKind>(
  section: Section,
  kind: K,
): section is Extract<Section, { question: { kind: K } }> {
  return section.question.kind === kind;
}

/** Whether the words of an answer may stand in an export. */
export function mayShowText(synthesis: Synthesis, answer: SynthesisAnswer): boolean {
  if (synthesis.private) return true;
  return answer.quote && (answer.attribution === "named" || answer.attribution === "role");
}

/** A share as a whole percentage, or a dash. */
export function shareWords(share: number | null): string {
  return share === null ? "–" : percent(share);
}

/** A pair of shares as a range. */
export function rangeWords(range: Interval | null): string {
  return range ? `${Math.round(range[0] * 100)}–${percent(range[1])}` : "–";
}

function figure(value: number, digits = 2): string {
  return String(Number(value.toFixed(digits)));
}

/** One respondent's estimate, unrounded, in the unit of its question. */
export function estimateWords(point: EstimatePoint | null, question: QuestionSummary): string {
  if (point === null) return "–";
  if (typeof point === "string") return pointWords(point, question);
  return question.unit === "percent" ? `${point}\u00A0%` : String(point);
}

const longDates = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** The calendar date of an ISO date or instant, in words; null where it is none. */
export function longDate(iso: string | null | undefined): string | null {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(iso ?? "")?.[0];
  const date = day ? new Date(`${day}T00:00:00Z`) : null;
  return date && !Number.isNaN(date.getTime()) ? longDates.format(date) : null;
}

function dateRange({ from, to }: Methods): string {
  const [first, last] = [longDate(from), longDate(to)];
  if (!first || !last) return first ?? last ?? "";
  return first === last ? first : `${first} to ${last}`;
}

/** Who was asked and who answered, in one line. */
export function methodsLine(methods: Methods): string {
  const { invited, answered, partial, declined, responseRate } = methods;
  const parts = [
    invited === null
      ? `${answered === 1 ? "1 person" : `${answered} people`} answered`
      : `${answered} of ${invited} invited experts answered${responseRate === null ? "" : ` (${percent(responseRate)})`}`,
    partial > 0 ? `${partial} of them in part` : "",
    declined > 0 ? `${declined} declined` : "",
    dateRange(methods),
  ];
  return `${parts.filter(Boolean).join("; ")}.`;
}

/** How the respondents were found. */
export function recruitment({ author, colleague, self }: Methods["recruited"]): string {
  const parts = [
    author > 0 ? `${author} invited by the author` : "",
    colleague > 0 ? `${colleague} named by a colleague` : "",
    self > 0 ? `${self} who put themselves forward, who stand in no finding` : "",
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join("; ")}.` : "Not recorded.";
}

const levelWords: Readonly<Record<Attribution, string>> = {
  named: "by name",
  role: "by a wording of their own role",
  aggregate: "counted only",
  author: "for the author alone",
};

/** "a, b, or c" */
function either(items: readonly string[]): string {
  if (items.length < 3) return items.join(" or ");
  return `${items.slice(0, -1).join(", ")}, or ${items.at(-1)}`;
}

/** How answers and quotes come to be shown. */
export function consentWords({
  minimumGroup,
  quotesApprovedBySubmitting,
  attributions = [...attributionSchema.options],
}: Methods): string {
  return [
    `For each answer its respondent chose how it may be shown: ${either(attributions.map((level) => levelWords[level]))}; and whether it may be quoted.`,
    minimumGroup > 1
      ? `Where fewer than ${minimumGroup} answers to a question are not public, names are detached from its values, and its figures stay as a version before had them until at least ${minimumGroup} such answers have changed.`
      : "",
    quotesApprovedBySubmitting
      ? "Respondents were told beforehand that by submitting they approve verbatim quotes of answers that may be quoted."
      : "Only quotes that their respondents approved are shown.",
  ]
    .filter(Boolean)
    .join(" ");
}

/** Who worded the summaries, and what was sent to a model for that. */
export function textOrigin(
  synthesis: Pick<Synthesis, "methods" | "overview" | "keyPoints" | "sections">,
): string {
  const { textBy, model } = synthesis.methods;
  const byRule =
    "Summaries are written by rule from the figures and the respondents’ own sentences.";
  const opening = "The opening is by the author.";
  const sent =
    model === undefined
      ? ""
      : `Figures, and texts that may be quoted, were sent without names to ${model.name} at ${model.host}; respondents could read so before they answered.`;
  if (textBy === "rules") {
    const nothing =
      model === undefined ? "Nothing was sent to a language model." : "Nothing it wrote is used.";
    return [byRule, sent, nothing, opening].filter(Boolean).join(" ");
  }
  const worded = modelSentences(synthesis).length;
  const sorted = synthesis.sections.filter(({ grouped }) => grouped !== undefined).length;
  const who = model && model.acceptedBy.length > 0 ? listed(model.acceptedBy) : "the author";
  const themes =
    sorted === 0
      ? ""
      : `The points of ${sorted === 1 ? "one question were" : `${sorted} questions were`} sorted into themes by ${textBy}, named in the respondents’ own words, and accepted by ${who}.`;
  const accepted =
    worded === 0
      ? ""
      : worded === 1
        ? `One sentence was worded by ${textBy} and accepted by ${who}; it is marked.`
        : `${worded} sentences were worded by ${textBy} and accepted one by one by ${who}; they are marked.`;
  return [byRule, sent, themes, accepted, opening].filter(Boolean).join(" ");
}

/** What leaving out single answers does to the finding; null where that is not computed. */
export function fragilityWords({ statistics }: Section): string | null {
  const { fragility, n } = statistics;
  if (!fragility || n === 0) return null;
  if (fragility.flips === 0) return "Leaving out any one answer leaves the finding as it is.";
  return fragility.flips === 1
    ? "A knife-edge: there is one answer that would change the finding if left out."
    : `A knife-edge: there are ${fragility.flips} answers that would change the finding if left out.`;
}

/** The value of an answer in the words of its question; null where there is none to show. */
export function valueWords(section: Section, { value }: SynthesisAnswer): string | null {
  if (value === "") return null;
  if (value === "none") return "No opinion";
  switch (section.question.kind) {
    case "stance":
      return section.question.scale?.[Number(value) - 1] ?? value;
    case "choice":
      return value
        .split(";")
        .map((id) => (id.startsWith("other:") ? id.slice(6) : (optionLabel(section, id) ?? id)))
        .join(", ");
    case "estimate":
      return estimateWords(readPoint(value), section.question);
    default:
      return null;
  }
}

/** Who names a work, as far as they may be shown: to which question, with which position. Empty where nobody is shown. */
export function citationWords(
  citations: readonly { readonly section: Section; readonly answer: SynthesisAnswer }[],
  sections: readonly Section[],
): string {
  return citations
    .map(({ section, answer }) => {
      const number = sections.findIndex(({ question }) => question.id === section.question.id) + 1;
      const position = valueWords(section, answer);
      return `${answer.shownAs} (question ${number}${position === null ? "" : `: ${position}`})`;
    })
    .join("; ");
}

function readPoint(value: string): EstimatePoint | null {
  if (value === "never") return "never";
  if (value.startsWith(">")) return "beyond";
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function optionLabel(section: Section, id: string): string | undefined {
  return isOfKind(section, "choice")
    ? section.statistics.options.find((option) => option.id === id)?.label
    : undefined;
}

/** The text of an answer as it is read: works are listed in their table, not as the rows they were entered in. */
export function readableText(section: Section | undefined, answer: SynthesisAnswer): string {
  return section?.question.kind === "works" && answer.text.trimStart().startsWith("[")
    ? ""
    : answer.text;
}

export type Side = "agree" | "disagree";

/** The steps of one side of a scale, in the scale's own words. */
export function sideWords(scale: readonly string[], side: Side): string {
  const middle = (scale.length + 1) / 2;
  const words = scale.filter((_, index) =>
    side === "agree" ? index + 1 > middle : index + 1 < middle,
  );
  return words.length <= 2 ? words.join(" or ") : `${words[0]} to ${words.at(-1)}`;
}

const measures: Readonly<Record<string, string>> = {
  n: "answers counted",
  noOpinion: "without an opinion",
  counts: "answers on each step",
  shares: "share of each step",
  weightedShares: "shares weighted by confidence",
  effectiveN: "effective number when weighted",
  withoutConfidence: "without a confidence",
  median: "median",
  iqr: "middle half",
  disagreementIndex: "disagreement index",
  agreement: "agreement",
  consensus: "consensus",
  fragility: "answers that would change the finding if left out",
  "fragility.flips": "answers that would change the finding if left out",
  "fragility.knifeEdge": "close to another finding",
  options: "answers for each option",
  others: "other answers",
  values: "all estimates",
  never: "answered never",
  beyond: "beyond the range",
  lowMedian: "median of the low ends",
  highMedian: "median of the high ends",
  works: "works named",
  groups: "the answers of those compared, grouped by how near they lie",
  "groups.divides": "the groups’ shares on each question",
  "groups.joins": "the group-informed consensus on each question",
  "methods.answered": "people who answered",
  "methods.invited": "people invited",
  "methods.declined": "people who declined",
  "methods.partial": "people who answered in part",
  "methods.responseRate": "response rate",
};

/**
 * A statistic that a sentence rests on, in plain words and, where it is one figure or range, with its value. Inside a
 * section names are the section's own ("agree.share"); a sentence on the whole survey says where it looks
 * ("methods.answered", "sections.influence.finding").
 */
export function statisticWords(name: string, own: Section | null, synthesis: Synthesis): string {
  const { sections, methods } = synthesis;
  if (name.startsWith("methods."))
    return withValue(measureWords(null, name), step(methods, name.slice(8)));
  const other = name.startsWith("sections.")
    ? sections.find(({ question }) => name.startsWith(`sections.${question.id}.`))
    : undefined;
  const section = other ?? own;
  const local = other ? name.slice(`sections.${other.question.id}.`.length) : name;
  const place = other ? `question ${sections.indexOf(other) + 1}, ` : "";
  if (section === null) return `${place}${measureWords(null, local)}`;
  if (local === "finding") {
    return `${place}finding “${section.finding.words}”${section.finding.counts ? ` (${section.finding.counts})` : ""}`;
  }
  const theme = section.themes.find(({ id }) => local.startsWith(`themes.${id}.`));
  if (theme) {
    return `${place}${theme.count === null ? "the" : `${theme.count} who make the`} point “${theme.title}”`;
  }
  return place + withValue(measureWords(section, local), measureValue(section, local));
}

function withValue(words: string, value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? `${words} ${value}` : words;
}

function measureWords(section: Section | null, name: string): string {
  const path = name.split(".");
  const [head = "", part] = path;
  const scale = section?.question.scale;
  if (scale && (head === "agree" || head === "disagree")) {
    const words = `“${sideWords(scale, head)}”`;
    if (part === "wilson") return `${words}, 95 % interval`;
    return part === "bounds" ? `${words}, were all the invited counted` : words;
  }
  if (section && head === "options" && part) {
    const label = optionLabel(section, part);
    if (label) return `“${label}”`;
  }
  return measures[name] ?? measures[head] ?? spaced(name);
}

/** "lowMedian.first" as "low median first". */
function spaced(name: string): string {
  return name
    .replace(/[.:]/g, " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}

function measureValue(section: Section, name: string): string | null {
  if (name === "fragility") return measureValue(section, "fragility.flips");
  if (name === "options" && isOfKind(section, "choice")) {
    return section.statistics.options.map(({ label, count }) => `“${label}” ${count}`).join(", ");
  }
  const found = name.split(".").reduce<unknown>(step, section.statistics);
  const isShare = /share|wilson|bounds/i.test(name);
  const isEstimate = section.question.kind === "estimate" && /median|iqr/i.test(name);
  const one = (value: number) => {
    if (isShare) return percent(value);
    return isEstimate ? pointWords(value, section.question) : figure(value);
  };
  if (typeof found === "number") return one(found);
  if (typeof found === "boolean") return found ? "yes" : "no";
  if (Array.isArray(found)) {
    const numbers = found.filter((value) => typeof value === "number");
    if (numbers.length === 0 || numbers.length !== found.length) return null;
    const isRange = numbers.length === 2 && /iqr|wilson|bounds/.test(name);
    return numbers.map(one).join(isRange ? " to " : ", ");
  }
  if (typeof found === "object" && found !== null && "count" in found) {
    return typeof found.count === "number" ? String(found.count) : null;
  }
  return null;
}

function step(at: unknown, key: string): unknown {
  if (Array.isArray(at)) {
    const named = at.find(
      (entry: unknown) =>
        typeof entry === "object" && entry !== null && "id" in entry && entry.id === key,
    );
    return named ?? at[Number(key)];
  }
  return typeof at === "object" && at !== null && Object.hasOwn(at, key)
    ? Reflect.get(at, key)
    : undefined;
}
