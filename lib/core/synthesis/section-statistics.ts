import type { AnswerRecord, AnswerValue } from "../answers/answer";
import { isAnswered, parseAnswerValue } from "../answers/answer-value";
import { agreement, consensus, disagreementIndex } from "../statistics/dispersion";
import { nonResponseBounds, wilson } from "../statistics/intervals";
import { comparePoints, expandCounts, numericQuantile, quantile } from "../statistics/quantiles";
import { countCategories, effectiveN, shares, sum, weightedShares } from "../statistics/shares";
import type { ChoiceQuestion, Question, StanceQuestion } from "../survey/survey-schema";
import { fragility } from "./findings";
import { sideCounts } from "./poles";
import type {
  ChoiceStatistics,
  EstimateStatistics,
  PoleStatistics,
  StanceStatistics,
} from "./synthesis-schema";

/** The part of an answer that figures are made of. */
export type CountedAnswer = Pick<AnswerRecord, "value" | "confidence" | "low" | "high" | "text">;

function readValue(question: Question, answer: CountedAnswer): AnswerValue {
  const parsed = parseAnswerValue(question, answer.value);
  return parsed.ok ? parsed.value : { kind: "empty" };
}

function pole(count: number, n: number, invited: number | null): PoleStatistics {
  return {
    count,
    share: n === 0 ? null : count / n,
    wilson: wilson(count, n),
    bounds: n === 0 ? null : nonResponseBounds(count, n, invited),
  };
}

/** The figures of a stance question. `invited` is the number of people asked, where known. */
export function stanceStatistics(
  question: StanceQuestion,
  answers: readonly CountedAnswer[],
  invited: number | null,
): StanceStatistics {
  const size = question.scale.length;
  const votes: number[] = [];
  const weighted: { category: number; confidence: number }[] = [];
  let noOpinion = 0;
  for (const answer of answers) {
    const value = readValue(question, answer);
    if (value.kind === "no-opinion") noOpinion += 1;
    if (value.kind !== "stance") continue;
    votes.push(value.category);
    if (answer.confidence !== null) {
      weighted.push({ category: value.category, confidence: answer.confidence });
    }
  }
  const counts = countCategories(votes, size);
  const n = sum(counts);
  const { low, high } = sideCounts(counts);
  const sorted = expandCounts(counts);
  const [lower, upper] = [numericQuantile(sorted, 0.25), numericQuantile(sorted, 0.75)];
  // Someone without an opinion is neither among those who answered nor among those who could have.
  const asked = invited === null ? null : invited - noOpinion;
  return {
    n,
    noOpinion,
    counts,
    shares: shares(counts),
    weightedShares: weightedShares(weighted, size),
    effectiveN: effectiveN(weighted.map((vote) => vote.confidence)),
    withoutConfidence: n - weighted.length,
    median: numericQuantile(sorted, 0.5),
    iqr: lower === null || upper === null ? null : [lower, upper],
    agree: pole(high, n, asked),
    disagree: pole(low, n, asked),
    disagreementIndex: disagreementIndex(counts),
    agreement: agreement(counts),
    consensus: consensus(counts),
    fragility: fragility(counts),
  };
}

/** Free "other" texts, merged where only case and spaces differ; the most frequent first. */
export function countOthers(
  question: ChoiceQuestion,
  answers: readonly CountedAnswer[],
): ChoiceStatistics["others"] {
  const merged = new Map<string, { wordings: string[]; count: number }>();
  for (const answer of answers) {
    const value = readValue(question, answer);
    if (value.kind !== "choice") continue;
    const own = new Map(
      value.others.map((words) => [words.toLowerCase().replace(/\s+/g, " ").trim(), words]),
    );
    for (const [key, words] of own) {
      const entry = merged.get(key) ?? { wordings: [], count: 0 };
      entry.wordings.push(words);
      entry.count += 1;
      merged.set(key, entry);
    }
  }
  return [...merged.values()]
    .map(({ wordings, count }) => ({ text: wordings.sort()[0] ?? "", count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}

/** The figures of a choice: the share of respondents who name each option. */
export function choiceStatistics(
  question: ChoiceQuestion,
  answers: readonly CountedAnswer[],
): ChoiceStatistics {
  const named = new Map<string, number>();
  let n = 0;
  let noOpinion = 0;
  for (const answer of answers) {
    const value = readValue(question, answer);
    if (value.kind === "no-opinion") noOpinion += 1;
    if (value.kind !== "choice") continue;
    n += 1;
    for (const id of value.options) named.set(id, (named.get(id) ?? 0) + 1);
  }
  return {
    n,
    noOpinion,
    options: question.options.map(({ id, label }) => {
      const count = named.get(id) ?? 0;
      return { id, label, count, share: n === 0 ? null : count / n, wilson: wilson(count, n) };
    }),
    others: countOthers(question, answers),
    fragility: null,
  };
}

/** The figures of an estimate, over the respondents' best values. */
export function estimateStatistics(
  question: Question,
  answers: readonly CountedAnswer[],
): EstimateStatistics {
  const values: (number | "never" | "beyond")[] = [];
  const lows: number[] = [];
  const highs: number[] = [];
  let noOpinion = 0;
  for (const answer of answers) {
    const value = readValue(question, answer);
    if (value.kind === "no-opinion") noOpinion += 1;
    if (value.kind !== "estimate") continue;
    values.push(value.best);
    if (answer.low !== null) lows.push(answer.low);
    if (answer.high !== null) highs.push(answer.high);
  }
  const [lower, upper] = [quantile(values, 0.25), quantile(values, 0.75)];
  return {
    n: values.length,
    noOpinion,
    never: values.filter((value) => value === "never").length,
    beyond: values.filter((value) => value === "beyond").length,
    median: quantile(values, 0.5),
    iqr: lower === null || upper === null ? null : [lower, upper],
    values: values.sort(comparePoints),
    lowMedian: numericQuantile(lows, 0.5),
    highMedian: numericQuantile(highs, 0.5),
    fragility: null,
  };
}

/** How many respondents answered a question that has text alone. */
export function textStatistics(answers: readonly CountedAnswer[]): {
  readonly n: number;
  readonly fragility: null;
} {
  return { n: answers.filter((answer) => isAnswered(answer)).length, fragility: null };
}
