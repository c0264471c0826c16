import { wilson } from "../statistics/intervals";
import { sum } from "../statistics/shares";
import { ruleSet as rules } from "./finding-rules";
import { type Poles, sideCounts } from "./poles";
import type {
  ChoiceStatistics,
  EstimatePoint,
  EstimateStatistics,
  Finding,
  FindingLabel,
  Fragility,
  QuestionSummary,
  Theme,
  Work,
} from "./synthesis-schema";
import { countWords, cutWords, percent } from "./wording";

const mostWords = 9;
const fewestWords = 2;

type Fraction = readonly number[];

/** Compares x / n with a fraction without rounding: negative, zero or positive. */
function compareShare(x: number, n: number, [above = 0, below = 1]: Fraction): number {
  return x * below - above * n;
}

/** A side that is too large to pass over: at least two respondents and a fifth of those who answered. */
export function isSizeable(side: number, n: number): boolean {
  return side >= rules.sizeable.count && compareShare(side, n, rules.sizeable.share) >= 0;
}

/** What the rules make of counts: the label, whether there is dissent, whether it is provisional. */
export function stanceLabel(counts: readonly number[]): {
  readonly label: FindingLabel;
  readonly dissent: boolean;
  readonly provisional: boolean;
} {
  const n = sum(counts);
  if (n < rules.minimumAnswers) return { label: "too-few", dissent: false, provisional: false };
  const { low, middle, high } = sideCounts(counts);
  const lead = Math.max(low, high);
  const opposite = Math.min(low, high);
  const both = isSizeable(low, n) && isSizeable(high, n);
  const provisional = (leading: number) => wilson(leading, n)[0] <= rules.provisional.lowerAtMost;
  if (compareShare(middle, n, rules.uncertain.middle) >= 0) {
    return { label: "uncertain", dissent: both, provisional: provisional(middle) };
  }
  const { disagree, agree, lean } = rules;
  if (
    both &&
    (compareShare(lead, n, disagree.leadAtMost) <= 0 ||
      compareShare(opposite, n, disagree.oppositeAtLeast) >= 0)
  ) {
    return { label: "disagree", dissent: true, provisional: false };
  }
  if (
    compareShare(lead, n, agree.leadAtLeast) >= 0 &&
    compareShare(opposite, n, agree.oppositeBelow) < 0
  ) {
    const label = high >= low ? "agree" : "reject";
    return { label, dissent: false, provisional: provisional(lead) };
  }
  if (compareShare(lead, n, lean.leadAbove) > 0) {
    const label = high >= low ? "lean-agree" : "lean-reject";
    return { label, dissent: isSizeable(opposite, n), provisional: provisional(lead) };
  }
  return { label: "mixed", dissent: false, provisional: false };
}

/**
 * Whether leaving out one answer would change label or dissent, and how many single answers would. Null below the
 * number of answers at which the question makes sense.
 */
export function fragility(counts: readonly number[]): Fragility | null {
  if (sum(counts) < rules.fragility.minimumAnswers) return null;
  const whole = stanceLabel(counts);
  let flips = 0;
  counts.forEach((count, index) => {
    if (count === 0) return;
    const without = counts.map((other, place) => (place === index ? other - 1 : other));
    const changed = stanceLabel(without);
    if (changed.label !== whole.label || changed.dissent !== whole.dissent) flips += count;
  });
  return { knifeEdge: flips > 0, flips };
}

function fits(words: string): boolean {
  const count = countWords(words);
  return count >= fewestWords && count <= mostWords;
}

/** The first wording that keeps to 2 to 9 words; the last one always does. */
function firstFitting(candidates: readonly string[], last: string): string {
  return candidates.find(fits) ?? last;
}

function stanceWords(label: FindingLabel, dissent: boolean, poles: Poles): string {
  const { words } = rules;
  const pole = label === "agree" || label === "lean-agree" ? poles.high : poles.low;
  const withPole = (template: string) => template.replace("{pole}", () => pole);
  const named = poles.style === "named";
  switch (label) {
    case "too-few":
    case "disagree":
    case "mixed":
      return words[label];
    case "uncertain":
      if (poles.middle === "uncertain") return dissent ? words.uncertainDissent : words.uncertain;
      return dissent ? words.middleDissent : words.middle;
    case "agree":
    case "reject":
      return named ? firstFitting([withPole(words.agreePole)], words[label]) : words[label];
    case "lean-agree":
    case "lean-reject": {
      const plain = label === "lean-agree" ? words.leanAgreeDissent : words.leanRejectDissent;
      if (dissent) return named ? firstFitting([withPole(words.leanPoleDissent)], plain) : plain;
      const fallback = words.leanPole.replace("{pole}", label === "lean-agree" ? "yes" : "no");
      return firstFitting([withPole(words.leanPole)], fallback);
    }
  }
}

function answers(n: number): string {
  if (n === 0) return "no answers";
  return n === 1 ? "1 answer" : `${n} answers`;
}

function finding(words: string, counts: string): Finding {
  return { label: null, dissent: false, provisional: false, words, counts, overridden: null };
}

/** The finding of a stance question. */
export function stanceFinding(counts: readonly number[], poles: Poles): Finding {
  const n = sum(counts);
  const { label, dissent, provisional } = stanceLabel(counts);
  const { low, middle, high } = sideCounts(counts);
  const lead = Math.max(low, high);
  const beside: Record<FindingLabel, string> = {
    "too-few": answers(n),
    uncertain: `${middle} of ${n}`,
    disagree: `${lead} to ${Math.min(low, high)}`,
    mixed: `${lead} to ${Math.min(low, high)}`,
    agree: `${lead} of ${n}`,
    reject: `${lead} of ${n}`,
    "lean-agree": `${lead} of ${n}`,
    "lean-reject": `${lead} of ${n}`,
  };
  return {
    ...finding(stanceWords(label, dissent, poles), beside[label]),
    label,
    dissent,
    provisional,
  };
}

/** The options that at least half of the respondents name, in the order of use; else the two largest. */
export function leadingOptions(statistics: ChoiceStatistics): {
  readonly majority: boolean;
  readonly options: ChoiceStatistics["options"];
} {
  // The sort is stable, so ties keep the order of the question.
  const ordered = [...statistics.options]
    .filter((option) => option.count > 0)
    .sort((a, b) => b.count - a.count);
  const most = ordered.filter(
    (option) => compareShare(option.count, statistics.n, rules.choice.majority) >= 0,
  );
  return most.length > 0
    ? { majority: true, options: most }
    : { majority: false, options: ordered.slice(0, 2) };
}

/** The finding of a choice: the options named by at least half, or the two largest. */
export function choiceFinding(statistics: ChoiceStatistics): Finding {
  const { n } = statistics;
  if (n < rules.minimumAnswers) return finding(rules.words["too-few"], answers(n));
  const { majority, options } = leadingOptions(statistics);
  const [first, second] = options;
  if (first === undefined) return finding("No single answer", answers(n));
  const quoted = options.map((option) => `“${option.label}”`);
  if (majority) {
    const several = quoted.length > 1;
    const all = `${quoted.slice(0, -1).join(", ")}${several ? " and " : ""}${quoted.at(-1)}`;
    // Exactly half is not most.
    const beyondHalf = options.filter((option) => option.count * 2 > n).length;
    const who =
      beyondHalf === options.length ? "Most" : beyondHalf === 0 ? "Half" : "At least half";
    const words = firstFitting(
      [`${who} name ${all}`, `${who} name ${quoted[0]}${several ? " and more" : ""}`],
      `${who} name “${cutWords(first.label, 5)}”`,
    );
    return finding(words, `${first.count} of ${n}`);
  }
  const share = (option: { label: string; share: number | null }) =>
    `${option.label} (${percent(option.share ?? 0)})`;
  const pair = second === undefined ? share(first) : `${share(first)}, ${share(second)}`;
  const words = firstFitting(
    [`No single answer: ${pair}`, `Divided: ${pair}`, `No single answer: ${share(first)}`],
    `No single answer: ${cutWords(first.label, 4)} (${percent(first.share ?? 0)})`,
  );
  const counts =
    second === undefined ? `${first.count} of ${n}` : `${first.count} and ${second.count} of ${n}`;
  return finding(words, counts);
}

function rounded(value: number, unit: string | undefined): string {
  if (unit === "year" || (unit === "percent" && (value === 0 || Math.abs(value) >= 1))) {
    return String(Math.round(value));
  }
  return String(Number(value.toPrecision(3)));
}

/** A point of an estimate in words: "35 %", "2040", "after 2100", "never". */
export function pointWords(
  point: EstimatePoint,
  question: Pick<QuestionSummary, "unit" | "max">,
): string {
  const sign = question.unit === "percent" ? "\u00A0%" : "";
  if (point === "never") return "never";
  if (point === "beyond") {
    const word = question.unit === "year" ? "after" : "over";
    return `${word} ${question.max ?? (question.unit === "percent" ? 100 : "the range")}${sign}`;
  }
  return `${rounded(point, question.unit)}${sign}`;
}

/** The finding of an estimate: the median of the best values with the middle half. */
export function estimateFinding(
  statistics: EstimateStatistics,
  question: Pick<QuestionSummary, "unit" | "max">,
): Finding {
  const { n, median, iqr } = statistics;
  if (n < rules.minimumAnswers || median === null || iqr === null) {
    return finding(rules.words["too-few"], answers(n));
  }
  const [middle, low, high] = [median, iqr[0], iqr[1]].map((point) => pointWords(point, question));
  const words =
    low === high
      ? `Median ${middle}, most answers the same`
      : firstFitting(
          [
            `Median ${middle}, half between ${low} and ${high}`,
            `Median ${middle} (${low} to ${high})`,
          ],
          `Median ${middle}`,
        );
  return finding(words, answers(n));
}

/** The value of a works' column that most works share, by the first column (objective first) where one is shared. */
export function largestWorkGroup(
  works: readonly Work[],
): { readonly column: string; readonly value: string; readonly count: number } | null {
  const columns = [...new Set(works.flatMap((work) => Object.keys(work.details)))].sort((a, b) => {
    const first = (column: string) => (/^objective$/i.test(column) ? 0 : 1);
    return first(a) - first(b) || (a < b ? -1 : a > b ? 1 : 0);
  });
  for (const column of columns) {
    const groups = new Map<string, { value: string; count: number }>();
    for (const work of works) {
      const value = work.details[column];
      if (value === undefined) continue;
      const key = value.toLowerCase();
      const group = groups.get(key) ?? { value, count: 0 };
      groups.set(key, { value: group.value, count: group.count + 1 });
    }
    const [largest] = [...groups.values()].sort(
      (a, b) => b.count - a.count || (a.value < b.value ? -1 : 1),
    );
    if (largest !== undefined && largest.count >= 2) return { column, ...largest };
  }
  return null;
}

/** The finding of a works question: how many, and the largest group among them. */
export function worksFinding(works: readonly Work[], n: number): Finding {
  const number = works.length;
  if (number === 0) return finding("No works named", answers(n));
  const total = number === 1 ? "One work" : `${number} works`;
  const group = largestWorkGroup(works);
  const words =
    group === null
      ? `${total} named`
      : firstFitting(
          [
            `${total}, ${group.count} of them on “${group.value}”`,
            `${total}, ${group.count} on “${group.value}”`,
          ],
          `${total} named`,
        );
  return finding(words, answers(n));
}

/** The finding of an open question: its largest themes. */
export function textFinding(themes: readonly Theme[], n: number): Finding {
  if (n === 0) return finding("No answers yet", answers(0));
  const named = themes
    .filter((theme) => theme.count !== null)
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0))
    .map((theme) => ({ title: theme.title, count: theme.count ?? 0 }));
  const [first, second] = named;
  if (first === undefined) return finding("No shared themes", answers(n));
  const one = `${first.title} (${first.count})`;
  const words = firstFitting(
    [...(second === undefined ? [] : [`${one}, ${second.title} (${second.count})`]), one],
    `Most often: ${cutWords(first.title, 6)} (${first.count})`,
  );
  return finding(words, answers(n));
}
