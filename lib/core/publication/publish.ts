import type {
  ChoiceStatistics,
  Quote,
  Section,
  Sentence,
  Source,
  Statistics,
  Synthesis,
  SynthesisAnswer,
  Theme,
  Work,
} from "../synthesis/synthesis-schema";

// The consent serializer: the one way from what the product knows to what the public sees. It takes the private
// synthesis and rebuilds it from nothing, part by part; what no rule here carries over does not leave.

/** What the public sees of one answer. `text` is null where it may not be quoted. */
export type ShownAnswer = {
  readonly shownAs: string;
  readonly role: string | null;
  readonly value: string;
  readonly confidence: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly text: string | null;
};

const nobody = "a respondent";
const noDissent = "No dissenting answer is available for quotation.";

/** Free words inside a choice's value are text: they show only where the text may be quoted. */
function valueWithoutWords(value: string): string {
  return value
    .split(";")
    .map((part) => (part.trim().startsWith("other:") ? "other" : part))
    .join(";");
}

/**
 * One answer as its consent lets it be seen; null where nobody but the author sees it. The expert's preview and the
 * public page both call this.
 */
export function showAnswer(
  answer: Pick<
    SynthesisAnswer,
    "attribution" | "shownAs" | "role" | "value" | "confidence" | "low" | "high" | "text" | "quote"
  >,
  quotesApproved: boolean,
): ShownAnswer | null {
  if (answer.attribution !== "named" && answer.attribution !== "role") return null;
  const named = answer.attribution === "named";
  const quotable = answer.quote && quotesApproved;
  return {
    shownAs: answer.shownAs.trim() || nobody,
    role: named && answer.role?.trim() ? answer.role.trim() : null,
    value: quotable ? answer.value : valueWithoutWords(answer.value),
    confidence: answer.confidence,
    low: answer.low,
    high: answer.high,
    text: quotable && answer.text !== "" ? answer.text : null,
  };
}

type PublicAnswers = {
  /** Public form of each answer that may be seen, by its private id. */
  readonly shown: ReadonlyMap<string, SynthesisAnswer>;
  /** Private ids of those whose text may be quoted. */
  readonly quotable: ReadonlySet<string>;
};

function publishAnswers(synthesis: Synthesis, drawId: (id: string) => string): PublicAnswers {
  const { minimumGroup, quotesApprovedBySubmitting } = synthesis.methods;
  const hiddenValues = new Map<string, number>();
  for (const answer of synthesis.answers) {
    const hides = answer.attribution !== "named" && answer.attribution !== "role";
    if (hides && answer.value !== "") {
      hiddenValues.set(answer.question, (hiddenValues.get(answer.question) ?? 0) + 1);
    }
  }
  const shown = new Map<string, SynthesisAnswer>();
  const quotable = new Set<string>();
  for (const answer of synthesis.answers) {
    const visible = showAnswer(answer, quotesApprovedBySubmitting);
    if (visible === null) continue;
    const hidden = hiddenValues.get(answer.question) ?? 0;
    // Beside one or two hidden values, published ones would give them away by subtraction.
    const detached = hidden > 0 && hidden < minimumGroup;
    const named = answer.attribution === "named";
    shown.set(answer.id, {
      id: drawId(answer.id),
      question: answer.question,
      attribution: answer.attribution,
      shownAs: visible.shownAs,
      ...(visible.role === null ? {} : { role: visible.role }),
      value: detached ? "" : visible.value,
      confidence: detached ? null : visible.confidence,
      low: detached ? null : visible.low,
      high: detached ? null : visible.high,
      text: visible.text ?? "",
      quote: visible.text !== null,
      // Only a named respondent's answers are joined to each other.
      ...(named && answer.respondent !== undefined
        ? { respondent: drawId(`respondent:${answer.respondent}`) }
        : {}),
    });
    if (visible.text !== null) quotable.add(answer.id);
  }
  return { shown, quotable };
}

function publishQuote(quote: Quote, answers: PublicAnswers): Quote | null {
  const answer = answers.shown.get(quote.answer);
  if (answer === undefined || !answers.quotable.has(quote.answer)) return null;
  // The public text is the source: what is not a slice of it is no quote.
  if (answer.text.slice(quote.start, quote.end) !== quote.text) return null;
  return { answer: answer.id, start: quote.start, end: quote.end, text: quote.text };
}

/** A count with the hidden ones in it only where they are enough to hide behind each other. */
function publicCount(visible: number, total: number, minimumGroup: number): number {
  const hidden = total - visible;
  return hidden >= minimumGroup ? total : visible;
}

function publishTheme(theme: Theme, answers: PublicAnswers, minimumGroup: number): Theme | null {
  const ids = theme.answers.flatMap((id) => answers.shown.get(id)?.id ?? []).sort();
  const total = Math.max(theme.count ?? 0, theme.answers.length);
  const count = publicCount(ids.length, total, minimumGroup);
  if (count === 0) return null;
  return {
    id: theme.id,
    title: theme.title,
    count,
    answers: ids,
    quotes: theme.quotes.flatMap((quote) => publishQuote(quote, answers) ?? []),
  };
}

function publishSource(
  source: Source,
  answers: PublicAnswers,
  works: ReadonlySet<string>,
): Source | null {
  if ("statistic" in source) return { statistic: source.statistic };
  if ("work" in source) return works.has(source.work) ? { work: source.work } : null;
  const answer = answers.shown.get(source.answer);
  if (answer === undefined) return null;
  if (!("start" in source)) return { answer: answer.id };
  if (!answers.quotable.has(source.answer)) return null;
  return { answer: answer.id, start: source.start, end: source.end };
}

/** A sentence stays when something public still carries it, and goes when it used words that may not be quoted. */
function publishSentences(
  sentences: readonly Sentence[],
  answers: PublicAnswers,
  works: ReadonlySet<string>,
): Sentence[] {
  return sentences.flatMap((sentence) => {
    const usesHiddenWords = sentence.sources.some(
      (source) => "start" in source && !answers.quotable.has(source.answer),
    );
    if (usesHiddenWords) return [];
    const sources = sentence.sources.flatMap(
      (source) => publishSource(source, answers, works) ?? [],
    );
    return sources.length === 0 ? [] : [{ text: sentence.text, by: sentence.by, sources }];
  });
}

function publishWorks(
  works: readonly Work[],
  answers: PublicAnswers,
  minimumGroup: number,
): Work[] {
  return works.flatMap((work) => {
    const visible = work.answers.filter((id) => answers.quotable.has(id));
    // A work that only hidden respondents named is their text.
    if (visible.length === 0) return [];
    return [
      {
        id: work.id,
        title: work.title,
        url: work.url,
        citedBy: publicCount(visible.length, Math.max(work.citedBy, visible.length), minimumGroup),
        details: { ...work.details },
        answers: visible.flatMap((id) => answers.shown.get(id)?.id ?? []).sort(),
      },
    ];
  });
}

/** "Other" words of a choice, counted anew from the answers that may be quoted. */
export function otherWords(
  answers: readonly Pick<SynthesisAnswer, "question" | "value">[],
  question: string,
): ChoiceStatistics["others"] {
  const counts = new Map<string, { text: string; count: number }>();
  for (const answer of answers) {
    if (answer.question !== question) continue;
    for (const part of answer.value.split(";")) {
      const words = part.trim().startsWith("other:") ? part.trim().slice(6).trim() : "";
      if (words === "") continue;
      const key = words.toLocaleLowerCase("en");
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { text: words, count: 1 });
      else known.count += 1;
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}

/** Figures of so few answers that each of them would show are left out. */
function withoutFigures<S extends Statistics>(statistics: S): S {
  const blank: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(statistics)) {
    if (key === "n" || key === "noOpinion" || key === "works") blank[key] = value;
    else if (key === "counts" || key === "shares") blank[key] = (value as number[]).map(() => 0);
    else if (key === "agree" || key === "disagree") {
      blank[key] = { count: 0, share: null, wilson: [0, 1], bounds: null };
    } else if (key === "options") {
      blank[key] = (value as ChoiceStatistics["options"]).map((option) => ({
        ...option,
        count: 0,
        share: null,
        wilson: [0, 1],
      }));
    } else if (Array.isArray(value) && (key === "values" || key === "others")) blank[key] = [];
    else if (typeof value === "number") blank[key] = 0;
    else blank[key] = null;
  }
  return blank as unknown as S;
}

function publishStatistics<S extends Statistics>(
  statistics: S,
  section: { readonly id: string; readonly hidden: number },
  answers: PublicAnswers,
  minimumGroup: number,
): S {
  const tooFew = section.hidden > 0 && statistics.n < minimumGroup;
  const kept = tooFew ? withoutFigures(statistics) : statistics;
  if (!("others" in kept)) return { ...kept };
  return { ...kept, others: otherWords([...answers.shown.values()], section.id) };
}

function publishSection<S extends Section>(
  section: S,
  synthesis: Synthesis,
  answers: PublicAnswers,
): S {
  const { minimumGroup } = synthesis.methods;
  const id = section.question.id;
  const hidden = synthesis.answers.filter(
    (answer) => answer.question === id && answer.value !== "" && !answers.shown.has(answer.id),
  ).length;
  const works = publishWorks(section.works, answers, minimumGroup);
  const workIds = new Set(works.map((work) => work.id));
  const dissent = section.dissent;
  const quote = dissent?.quote ? publishQuote(dissent.quote, answers) : null;
  return {
    ...section,
    question: { ...section.question },
    finding: {
      ...section.finding,
      overridden: section.finding.overridden === null ? null : { ...section.finding.overridden },
    },
    statistics: publishStatistics(section.statistics, { id, hidden }, answers, minimumGroup),
    summary: publishSentences(section.summary, answers, workIds),
    themes: section.themes.flatMap((theme) => publishTheme(theme, answers, minimumGroup) ?? []),
    dissent: dissent === null ? null : { quote, text: quote?.text ?? noDissent },
    works,
  };
}

/**
 * What leaves for the public, by the consent of each respondent:
 * - `named` and `role` answers are listed; `aggregate` and `author` ones are counted and never listed;
 * - text shows where it may be quoted; a named answer that may not be quoted shows its value;
 * - where 1 to k − 1 values of a question are hidden (k: the minimum group), the values of the others are taken off their
 *   names on that question, so that nobody's can be had by subtraction; the figures stay;
 * - quotes, sources, works and "other" words come from text that may be quoted alone; counts include the hidden ones
 *   where these are at least k.
 * `drawId` gives a new id for each private one, the same within one call; no id of the database leaves.
 */
export function toPublicSynthesis(
  synthesis: Synthesis,
  options: { readonly drawId: (privateId: string) => string },
): Synthesis {
  const drawn = new Map<string, string>();
  const drawId = (id: string) => {
    const known = drawn.get(id) ?? options.drawId(id);
    drawn.set(id, known);
    return known;
  };
  const answers = publishAnswers(synthesis, drawId);
  const sections = synthesis.sections.map((section) => publishSection(section, synthesis, answers));
  const works = new Set(sections.flatMap((section) => section.works.map((work) => work.id)));
  return {
    format: "consilience-synthesis/1",
    private: false,
    survey: {
      title: synthesis.survey.title,
      introduction: synthesis.survey.introduction,
      authors: synthesis.survey.authors.map((author) => ({ ...author })),
      fictional: synthesis.survey.fictional,
    },
    methods: {
      ...synthesis.methods,
      recruited: { ...synthesis.methods.recruited },
      findingRules: { ...synthesis.methods.findingRules },
    },
    overview: publishSentences(synthesis.overview, answers, works),
    keyPoints: publishSentences(synthesis.keyPoints, answers, works),
    sections,
    groups: null,
    answers: [...answers.shown.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
  };
}
