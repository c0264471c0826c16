import { sideCounts } from "../poles";
import type { EstimatePoint, Section } from "../synthesis-schema";

// The figures of a section that a model is told and may cite, each with the numbers that a sentence resting on it may say.

/** A figure by the name that the page knows it by. */
export type Figure = {
  readonly statistic: string;
  /** What it says, for the model. */
  readonly value: string;
  /** Whole numbers and estimates that may be said. */
  readonly numbers: readonly number[];
  /** Shares, 0 to 1, that may be said as percentages, fractions and "most". */
  readonly shares: readonly number[];
};

/** What a word of a sentence may be held against: how many stand behind it, of how many. */
export type Tally = { readonly words: readonly string[]; readonly count: number };

type SectionOfKind<K extends Section["question"]["kind"]> = Extract<
  Section,
  { readonly question: { readonly kind: K } }
>;

function isOfKind<K extends Section["question"]["kind"]>(
  section: Section,
  kind: K,
): section is SectionOfKind<K> {
  return section.question.kind === kind;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

function share(count: number, n: number): readonly number[] {
  return n > 0 ? [count / n] : [];
}

function stanceFigures({ statistics, question }: SectionOfKind<"stance">): Figure[] {
  const { n, counts, weightedShares, fragility } = statistics;
  const { low, middle, high } = sideCounts(counts);
  const scale = question.scale ?? [];
  const figures: Figure[] = [
    {
      statistic: "counts",
      value: counts.map((count, at) => `${scale[at] ?? at + 1}: ${count}`).join("; "),
      numbers: [...counts, low, middle, high, n],
      shares: [...counts, low, middle, high].flatMap((count) => share(count, n)),
    },
  ];
  for (const [side, count] of [
    ["agree", high],
    ["disagree", low],
  ] as const) {
    const pole = statistics[side];
    if (pole.share === null) continue;
    const ends = side === "agree" ? [...scale].slice(-2) : scale.slice(0, 2);
    figures.push({
      statistic: `${side}.share`,
      value: `${ends.join(" or ")}: ${count} of ${n}, ${percent(pole.share)}`,
      numbers: [count, n],
      shares: [pole.share],
    });
    figures.push({
      statistic: `${side}.wilson`,
      value: `95 % interval of that share, as if respondents were a random draw: ${percent(pole.wilson[0])} to ${percent(pole.wilson[1])}`,
      numbers: [],
      shares: [...pole.wilson],
    });
  }
  if (statistics.agree.bounds !== null) {
    const [least, most] = statistics.agree.bounds;
    figures.push({
      statistic: "agree.bounds",
      value: `the upper side's share, were all the invited counted: between ${percent(least)} and ${percent(most)}`,
      numbers: [],
      shares: [least, most],
    });
  }
  if (weightedShares !== null) {
    const sides = sideCounts(weightedShares);
    figures.push({
      statistic: "weightedShares",
      value: `shares weighted by confidence: ${weightedShares.map(percent).join(", ")}`,
      numbers: [],
      shares: [...weightedShares, sides.low, sides.middle, sides.high],
    });
  }
  if (fragility !== null) {
    figures.push({
      statistic: "fragility",
      value: `${fragility.flips} single answers would change the finding if left out`,
      // The flips are of one answer each.
      numbers: [fragility.flips, 1],
      shares: [],
    });
  }
  return figures;
}

function choiceFigures({ statistics }: SectionOfKind<"choice">): Figure[] {
  const { n, options } = statistics;
  return [
    {
      statistic: "options",
      value: options.map(({ label, count }) => `${label}: ${count}`).join("; "),
      numbers: [...options.map(({ count }) => count), n],
      shares: options.flatMap(({ count }) => share(count, n)),
    },
    ...options.map(({ id, label, count }) => ({
      statistic: `options.${id}`,
      value: `${label}: ${count} of ${n}`,
      numbers: [count, n],
      shares: share(count, n),
    })),
  ];
}

const numeric = (points: readonly EstimatePoint[]) =>
  points.filter((point): point is number => typeof point === "number");

function estimateFigures({ statistics }: SectionOfKind<"estimate">): Figure[] {
  const { median, iqr, values, never, beyond, n } = statistics;
  const figure = (statistic: string, points: readonly EstimatePoint[]): Figure[] =>
    points.length === 0
      ? []
      : [{ statistic, value: points.join(", "), numbers: numeric(points), shares: [] }];
  return [
    ...figure("median", median === null ? [] : [median]),
    ...figure("iqr", iqr ?? []),
    ...figure("values", values),
    { statistic: "never", value: String(never), numbers: [never], shares: share(never, n) },
    { statistic: "beyond", value: String(beyond), numbers: [beyond], shares: share(beyond, n) },
  ];
}

/** Every figure of a public section that a sentence about it may cite. */
export function figuresOf(section: Section): Figure[] {
  const { n } = section.statistics;
  const own = isOfKind(section, "stance")
    ? stanceFigures(section)
    : isOfKind(section, "choice")
      ? choiceFigures(section)
      : isOfKind(section, "estimate")
        ? estimateFigures(section)
        : [];
  const withoutOpinion =
    "noOpinion" in section.statistics ? section.statistics.noOpinion : undefined;
  return [
    { statistic: "n", value: `${n} answered`, numbers: [n], shares: [] },
    ...(withoutOpinion === undefined
      ? []
      : [
          {
            statistic: "noOpinion",
            value: `${withoutOpinion} gave no opinion`,
            numbers: [withoutOpinion],
            shares: [],
          },
        ]),
    ...own,
    ...section.themes.flatMap(({ id, title, count }) =>
      count === null
        ? []
        : [
            {
              statistic: `themes.${id}.count`,
              value: `“${title}”: ${count} of ${n}`,
              numbers: [count],
              shares: share(count, n),
            },
          ],
    ),
    {
      statistic: `sections.${section.question.id}.finding`,
      value: `${section.finding.words}${section.finding.counts ? ` (${section.finding.counts})` : ""}`,
      numbers: [
        n,
        ...(section.finding.counts.match(/\d+(?:\.\d+)?/g) ?? []).map(Number),
        ...(section.finding.words.match(/\d+(?:\.\d+)?/g) ?? []).map(Number),
      ],
      shares: own
        .filter(({ statistic }) => statistic === "counts" || statistic === "options")
        .flatMap(({ shares }) => shares),
    },
  ];
}

/**
 * What words of a sentence speak of which count, so that "eight disagree" is refused where eight agree: the sides of a
 * stance, the options of a choice, the titles of themes. Words are lower case.
 */
export function talliesOf(section: Section): Tally[] {
  const themes = section.themes.flatMap(({ title, count }) =>
    count === null ? [] : [{ words: [title.toLowerCase()], count }],
  );
  if (isOfKind(section, "choice")) {
    return [
      ...section.statistics.options.map(({ label, count }) => ({
        words: [label.toLowerCase()],
        count,
      })),
      ...themes,
    ];
  }
  if (!isOfKind(section, "stance")) return themes;
  const { low, middle, high } = sideCounts(section.statistics.counts);
  const scale = (section.question.scale ?? []).map((label) => label.toLowerCase());
  const labels = scale.map((label, at) => ({
    words: [label],
    count: section.statistics.counts[at] ?? 0,
  }));
  return [
    { words: ["uncertain", "unsure", "undecided", "in the middle", "in between"], count: middle },
    {
      words: [
        "disagree",
        "disagrees",
        "reject",
        "rejects",
        "oppose",
        "opposes",
        "against",
        "say no",
        "says no",
        "probably not",
        "doubt",
        "doubts",
        "disagreement",
        "opposed",
        "sceptical",
        "skeptical",
        "unlikely",
        "do not agree",
        "does not agree",
        "deny",
        "denies",
      ],
      count: low,
    },
    {
      words: [
        "agree",
        "agrees",
        "support",
        "supports",
        "say yes",
        "says yes",
        "probably yes",
        "in favour",
        "in favor",
        "agreement",
        "accept",
        "accepts",
        "endorse",
        "endorses",
        "affirm",
        "affirms",
        "favour",
        "favor",
        "favours",
        "favors",
      ],
      count: high,
    },
    ...labels,
    ...themes,
  ];
}
