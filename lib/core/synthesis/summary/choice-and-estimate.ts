import { choiceFinding, leadingOptions, pointWords } from "../findings";
import type { Sentence, Source } from "../synthesis-schema";
import { alike, capitalize, counted, inWords, listed, vary } from "../wording";
import {
  type Answered,
  clause,
  ofThose,
  type SectionOfKind,
  sentence,
  whomItCounts,
} from "./rule-sentence";

/** Options with their counts, those that tie together: "“B” and “C” by five each". */
function byCount(
  options: SectionOfKind<"choice">["statistics"]["options"],
  word: (labels: string, count: string) => string,
  say: (count: number) => string,
): string[] {
  return [...new Set(options.map(({ count }) => count))].map((count) => {
    const tied = options.filter((option) => option.count === count);
    const labels = listed(tied.map(({ label }) => `“${label}”`));
    return word(labels, say(count)) + (tied.length > 1 ? " each" : "");
  });
}

export function choicePosition(section: SectionOfKind<"choice">, methods: Answered): Sentence {
  const { statistics, question } = section;
  const { n } = statistics;
  const sources: Source[] = [{ statistic: "options" }, { statistic: "n" }];
  const whom = whomItCounts(statistics, methods);
  if (n === 0) {
    const none =
      whom === "who answered"
        ? "Nobody has chosen an option yet."
        : "No choice is counted here yet.";
    return sentence(none, sources);
  }
  const named = [...statistics.options]
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const [first] = named;
  if (first === undefined) {
    return sentence(`Everyone ${whom} named something that was not on the list.`, sources);
  }
  const say = alike([n]);
  const tied = named.filter((option) => option.count === first.count);
  if (tied.length > 1) {
    const labels = listed(tied.map((option) => `“${option.label}”`));
    const opening = leadingOptions(statistics).majority ? "" : "No option stands out: ";
    return sentence(
      `${opening}${labels} were each named by ${ofThose(first.count, n, whom)}.`,
      sources,
    );
  }
  // As far as the third place, ties included; beyond it a reader has the chart.
  const third = named[2]?.count ?? 0;
  const follow = named.slice(1).filter(({ count }) => count >= third);
  const next = follow.length > 3 ? named.slice(1, 2) : follow;
  const passive = [
    `“${first.label}” was named by ${ofThose(first.count, n, whom)}`,
    ...byCount(next, (labels, count) => `${labels} by ${count}`, say),
  ];
  const active = [
    `Of the ${say(n)} ${whom}, ${say(first.count)} named “${first.label}”`,
    ...next.map(({ label, count }) => `${say(count)} “${label}”`),
  ];
  const seed = `${question.id}:${first.id}:${first.count}`;
  return sentence(`${listed(vary([passive, active] as const, seed))}.`, sources);
}

export function choiceRemainder(section: SectionOfKind<"choice">): Sentence | null {
  const { statistics } = section;
  if (statistics.n < 5) {
    return statistics.n === 0
      ? null
      : sentence("That is too few answers to speak of a finding.", [{ statistic: "n" }]);
  }
  const unnamed = statistics.options.filter((option) => option.count === 0);
  if (unnamed.length > 0 && unnamed.length <= 3) {
    const labels = listed(unnamed.map((option) => `“${option.label}”`));
    return sentence(`Nobody chose ${labels.replace(" and ", " or ")}.`, [{ statistic: "options" }]);
  }
  if (!choiceFinding(statistics).words.startsWith("Most")) {
    const fewest = Math.min(...statistics.options.map(({ count }) => count));
    const last = statistics.options.filter(({ count }) => count === fewest);
    const [only] = last;
    if (last.length === 1 && only !== undefined && statistics.options.length > 2) {
      return sentence(
        `None was named by half of them; “${only.label}” came last, with ${inWords(fewest)}.`,
        [{ statistic: "options" }],
      );
    }
    return sentence("None was named by half of them.", [{ statistic: "options" }]);
  }
  return null;
}

export function estimatePosition(
  section: SectionOfKind<"estimate">,
  methods: Answered,
): Sentence[] {
  const { statistics, question } = section;
  const { n, median, iqr } = statistics;
  const all = whomItCounts(statistics, methods) === "who answered";
  if (n === 0 || median === null || iqr === null) {
    const none = all ? "Nobody has given an estimate yet." : "No estimate is counted here yet.";
    return [sentence(none, [{ statistic: "n" }])];
  }
  const say = (point: typeof median) => pointWords(point, question);
  const estimates = counted(n, "estimate");
  const seed = `${question.id}:${n}:${String(median)}`;
  const first =
    n === 1
      ? `${all ? "One person has given an estimate" : "One estimate is counted here"}: ${say(median)}.`
      : iqr[0] === iqr[1]
        ? `The median of ${estimates} is ${say(median)}, and most of them say the same.`
        : vary(
            [
              `The median of ${estimates} is ${say(median)}; the middle half lies between ${say(iqr[0])} and ${say(iqr[1])}.`,
              `The middle half of ${estimates} lies between ${say(iqr[0])} and ${say(iqr[1])}, with the median at ${say(median)}.`,
            ] as const,
            seed,
          );
  const sentences = [
    sentence(first, [{ statistic: "median" }, { statistic: "iqr" }, { statistic: "n" }]),
  ];
  const outside = [
    ...(statistics.never > 0
      ? [`${clause(statistics.never, { many: "say", one: "says" }, inWords)} never`]
      : []),
    ...(statistics.beyond > 0
      ? [`${clause(statistics.beyond, { many: "put", one: "puts" }, inWords)} it ${say("beyond")}`]
      : []),
  ];
  if (outside.length > 0) {
    sentences.push(
      sentence(`${capitalize(listed(outside))}.`, [
        { statistic: "never" },
        { statistic: "beyond" },
      ]),
    );
  } else if (n >= 2) {
    const [least, greatest] = [statistics.values[0], statistics.values.at(-1)];
    if (least !== undefined && greatest !== undefined && least !== greatest) {
      sentences.push(
        sentence(
          vary(
            [
              `The answers range from ${say(least)} to ${say(greatest)}.`,
              `The lowest is ${say(least)}, the highest ${say(greatest)}.`,
            ] as const,
            seed,
          ),
          [{ statistic: "values" }],
        ),
      );
    }
  }
  return sentences;
}
