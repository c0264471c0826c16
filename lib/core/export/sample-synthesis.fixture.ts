import type { Section, Synthesis, SynthesisAnswer, Theme } from "../synthesis/synthesis-schema";

const quoted = "Independent review is what keeps a case honest.";

const answers: SynthesisAnswer[] = [
  {
    id: "a1",
    question: "influence",
    attribution: "named",
    shownAs: "Respondent A",
    role: "Assurance engineer",
    value: "4",
    confidence: 7,
    low: null,
    high: null,
    text: `${quoted} The rest is paper.`,
    quote: true,
    respondent: "r1",
  },
  {
    id: "a2",
    question: "influence",
    attribution: "role",
    shownAs: "a researcher at a laboratory",
    value: "1",
    confidence: 3,
    low: null,
    high: null,
    text: "Nobody reads them.\nNot even the people who pay for them.",
    quote: true,
  },
  {
    id: "a3",
    question: "gap",
    attribution: "named",
    shownAs: "Respondent A",
    role: "Assurance engineer",
    value: "science;other:Money",
    confidence: null,
    low: null,
    high: null,
    text: "",
    quote: false,
    respondent: "r1",
  },
  {
    id: "a4",
    question: "in-time",
    attribution: "named",
    shownAs: "Respondent B",
    value: "35",
    confidence: null,
    low: 10,
    high: 60,
    text: "A guess that I would not have printed.",
    quote: false,
    respondent: "r2",
  },
];

const theme: Theme = {
  id: "t1",
  title: "Independent review",
  count: 5,
  answers: ["a1", "a2"],
  quotes: [{ answer: "a1", start: 0, end: quoted.length, text: quoted }],
};

const plain = { themes: [], dissent: null, works: [], summary: [] };
const finding = { label: null, dissent: false, provisional: false, overridden: null };

const sections: Section[] = [
  {
    ...plain,
    question: {
      id: "progress",
      kind: "works",
      prompt: "What is currently being done?",
      columns: ["title", "institutions"],
    },
    finding: { ...finding, words: "2 works", counts: "5 answers" },
    statistics: { n: 5, works: 2, fragility: null },
    works: [
      {
        id: "arxiv:2505.18003",
        title: "An example | of a case",
        url: "https://arxiv.org/abs/2505.18003",
        citedBy: 3,
        details: { institutions: "Somewhere & Co" },
        answers: [],
      },
      {
        id: "doi:10.1000/182",
        title: "A handbook",
        url: "https://doi.org/10.1000/182",
        citedBy: 1,
        details: {},
        answers: [],
      },
    ],
  },
  {
    ...plain,
    question: {
      id: "influence",
      kind: "stance",
      prompt: "Will it have a strong influence?",
      scale: ["Definitely not", "Probably not", "Uncertain", "Probably", "Definitely"],
    },
    finding: {
      label: "disagree",
      dissent: true,
      provisional: false,
      words: "Experts disagree",
      counts: "6 to 4",
      overridden: null,
    },
    statistics: {
      n: 12,
      noOpinion: 1,
      counts: [2, 2, 2, 4, 2],
      shares: [2 / 12, 2 / 12, 2 / 12, 4 / 12, 2 / 12],
      weightedShares: null,
      effectiveN: null,
      withoutConfidence: 10,
      median: 3.5,
      iqr: [2, 4],
      agree: { count: 6, share: 0.5, wilson: [0.2538, 0.7462], bounds: [0.3, 0.7] },
      disagree: { count: 4, share: 1 / 3, wilson: [0.1381, 0.6094], bounds: [0.2, 0.6] },
      disagreementIndex: 1.2,
      agreement: 0.1,
      consensus: 0.5,
      fragility: { knifeEdge: false, flips: 0 },
    },
    summary: [
      {
        text: "Six of the twelve who answered say yes.",
        by: "rules",
        sources: [{ statistic: "agree.wilson" }, { answer: "a1", start: 0, end: quoted.length }],
      },
      { text: "The others doubt it.", by: "author", sources: [{ answer: "a2" }] },
    ],
    themes: [theme],
    dissent: {
      quote: { answer: "a2", start: 0, end: 18, text: "Nobody reads them." },
      text: "Nobody reads them.",
    },
  },
  {
    ...plain,
    question: {
      id: "gap",
      kind: "choice",
      prompt: "What is the largest gap?",
      options: [
        { id: "science", label: "Basic science" },
        { id: "people", label: "People and time" },
      ],
    },
    finding: { ...finding, words: "Most name “Basic science”", counts: "4 of 6" },
    statistics: {
      n: 6,
      noOpinion: 0,
      options: [
        { id: "science", label: "Basic science", count: 4, share: 4 / 6, wilson: [0.3, 0.9] },
        { id: "people", label: "People and time", count: 1, share: 1 / 6, wilson: [0.03, 0.56] },
      ],
      others: [{ text: "Money", count: 1 }],
      fragility: null,
    },
  },
  {
    ...plain,
    question: {
      id: "in-time",
      kind: "estimate",
      prompt: "How likely is it?",
      unit: "percent",
      min: 0,
      max: 100,
    },
    finding: { ...finding, words: "Median 35 %", counts: "5 answers" },
    statistics: {
      n: 5,
      noOpinion: 0,
      never: 1,
      beyond: 0,
      median: 35,
      iqr: [20, "never"],
      values: [10, 20, 35, 40, "never"],
      lowMedian: 10,
      highMedian: 60,
      fragility: null,
    },
  },
  {
    ...plain,
    question: { id: "else", kind: "text", prompt: "What else?" },
    finding: { ...finding, words: "Too few answers", counts: "1 answer" },
    statistics: { n: 1, fragility: null },
  },
];

const sample: Synthesis = {
  format: "consilience-synthesis/1",
  private: false,
  survey: {
    title: "Should the field do this?",
    introduction: "Why we ask. **Please answer.**\n\n- One reason\n- Another",
    authors: [{ name: "Demo author", url: "https://example.org/author" }],
    fictional: true,
  },
  methods: {
    invited: 20,
    answered: 12,
    partial: 1,
    declined: 2,
    responseRate: 0.6,
    from: "2026-01-03",
    to: "2026-01-20",
    recruited: { author: 11, colleague: 1, self: 0 },
    findingRules: { id: "findings-v1", sha256: "0".repeat(64), declaredBefore: true },
    minimumGroup: 3,
    quotesApprovedBySubmitting: true,
    textBy: "rules",
  },
  overview: [
    {
      text: "Twelve people have answered.",
      by: "rules",
      sources: [{ statistic: "methods.answered" }, { statistic: "sections.influence.finding" }],
    },
  ],
  keyPoints: [],
  sections,
  groups: null,
  answers,
};

/** Places whose words are the product's own and never a person's. */
const ownWords = new Set([
  "format",
  "id",
  "kind",
  "attribution",
  "statistic",
  "answer",
  "work",
  "by",
  "label",
  "unit",
  "question",
  "respondent",
  "value",
  "from",
  "to",
  "sha256",
  "textBy",
]);

/**
 * A small public synthesis with every kind of question. `write` may replace what people wrote (titles, names, prompts,
 * labels, texts, quotes, works); what it gives for a quote no longer matches its answer.
 */
export function sampleSynthesis(write: (words: string) => string = (words) => words): Synthesis {
  return rewrite(sample, write) as Synthesis;
}

function rewrite(value: unknown, write: (words: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((inner) => (isId(inner) ? inner : rewrite(inner, write)));
  }
  if (typeof value === "string") return write(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      ownWords.has(key) && typeof inner === "string" && !(key === "label" && / /.test(inner))
        ? inner
        : rewrite(inner, write),
    ]),
  );
}

/** References to answers, and the two words that an estimate may be. */
function isId(value: unknown): boolean {
  return typeof value === "string" && /^(?:a\d|never|beyond)$/.test(value);
}
