import { publicShift } from "../synthesis/shift";
import type {
  ChoiceStatistics,
  Methods,
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
import { noDissentingQuote } from "../synthesis/synthesize";
import {
  findByRule,
  groupByRule,
  type HiddenCiters,
  listWorks,
  publicTitle,
  replaceRules,
  summarizeByRule,
  writeByRule,
} from "./by-rule";
import type { Excerpt } from "./excerpt";
import { quotableText, showAnswer } from "./show-answer";

// The consent serializer: the one way from what the product knows to what the public sees. It takes the private
// synthesis and rebuilds it from nothing, part by part; what no rule here carries over does not leave.

type PublicAnswers = {
  /** Public form of each answer that may be seen, by its private id. */
  readonly shown: ReadonlyMap<string, SynthesisAnswer>;
  /** The readable words of those whose text may be quoted, by their private id. */
  readonly quotable: ReadonlyMap<string, Excerpt>;
  /** Whether all of a quotable text may be read, or what was approved of it. */
  readonly whole: boolean;
  /** Questions on which values are off their names. */
  readonly detached: ReadonlySet<string>;
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
  // Beside one or two hidden values, published ones would give them away by subtraction.
  const detached = new Set(
    [...hiddenValues].filter(([, hidden]) => hidden < minimumGroup).map(([question]) => question),
  );
  const shown = new Map<string, SynthesisAnswer>();
  const quotable = new Map<string, Excerpt>();
  for (const answer of synthesis.answers) {
    const visible = showAnswer(answer, quotesApprovedBySubmitting);
    if (visible === null) continue;
    const valueless = detached.has(answer.question);
    // What shows neither value nor words looks like a question left unanswered.
    if ((valueless || visible.value === "") && visible.text === null) continue;
    const named = answer.attribution === "named";
    const words = quotableText(answer, quotesApprovedBySubmitting);
    shown.set(answer.id, {
      id: drawId(answer.id),
      question: answer.question,
      attribution: answer.attribution,
      shownAs: visible.shownAs,
      ...(visible.role === null ? {} : { role: visible.role }),
      ...(visible.interests === null ? {} : { interests: visible.interests }),
      value: valueless ? "" : visible.value,
      confidence: valueless ? null : visible.confidence,
      low: valueless ? null : visible.low,
      high: valueless ? null : visible.high,
      text: visible.text ?? "",
      quote: visible.text !== null,
      ...(words?.passages ? { excerpt: words.passages } : {}),
      // Only a named respondent's answers are joined to each other.
      ...(named && answer.respondent !== undefined
        ? { respondent: drawId(`respondent:${answer.respondent}`) }
        : {}),
    });
    if (words !== null) quotable.set(answer.id, words);
  }
  return { shown, quotable, whole: quotesApprovedBySubmitting, detached };
}

function publishQuote(quote: Quote, answers: PublicAnswers): Quote | null {
  const answer = answers.shown.get(quote.answer);
  const place = answers.quotable.get(quote.answer)?.place(quote.start, quote.end) ?? null;
  if (answer === undefined || place === null) return null;
  const { start, end, edited } = place;
  // The public text is the source: what is not a slice of it is no quote.
  const text = answer.text.slice(start, end);
  if (text === "" || (!edited && text !== quote.text)) return null;
  return { answer: answer.id, start, end, text, ...(edited ? { edited } : {}) };
}

/** A count with the hidden ones in it only where they are enough to hide behind each other. */
function publicCount(visible: number, total: number, minimumGroup: number): number {
  const hidden = total - visible;
  return hidden >= minimumGroup ? total : visible;
}

/** Themes with the answers that may be quoted: that an answer makes a point is known from its words alone. */
function publishThemes(
  themes: readonly Theme[],
  texts: readonly string[],
  answers: PublicAnswers,
  minimumGroup: number,
): Theme[] {
  const taken = new Set<string>();
  const published = themes.flatMap((theme): Theme[] => {
    const quotes = theme.quotes.flatMap((quote) => publishQuote(quote, answers) ?? []);
    // Of a text that is approved in passages, these alone may say which point it makes.
    const speaks = (id: string) =>
      answers.whole
        ? answers.quotable.has(id)
        : quotes.some(({ answer }) => answer === answers.shown.get(id)?.id);
    const ids = theme.answers
      .filter(speaks)
      .flatMap((id) => answers.shown.get(id)?.id ?? [])
      .sort();
    const total = Math.max(theme.count ?? 0, theme.answers.length);
    const count = publicCount(ids.length, total, minimumGroup);
    if (count === 0) return [];
    const title = publicTitle(theme.title, texts, taken);
    taken.add(title);
    const titleBy = theme.titleBy && title === theme.title ? { titleBy: theme.titleBy } : {};
    return [{ id: theme.id, title, ...titleBy, count, answers: ids, quotes }];
  });
  return published.sort((a, b) => (b.count ?? 0) - (a.count ?? 0));
}

function publishSource(source: Source, answers: PublicAnswers): Source | null {
  if ("statistic" in source) return { statistic: source.statistic };
  // Its works are the rules' to speak of; a work here may be one that only hidden respondents named.
  if ("work" in source) return null;
  const answer = answers.shown.get(source.answer);
  if (answer === undefined) return null;
  if (!("start" in source)) return { answer: answer.id };
  const place = answers.quotable.get(source.answer)?.place(source.start, source.end) ?? null;
  return place && { answer: answer.id, start: place.start, end: place.end };
}

/** Whether a sentence leans on words that nobody may read. */
function restsOnHiddenWords(source: Source, answers: PublicAnswers): boolean {
  if (!("answer" in source)) return false;
  const words = answers.quotable.get(source.answer);
  if (words === undefined) return true;
  if (!("start" in source)) return !answers.whole;
  const place = words.place(source.start, source.end);
  // What was worded from the passage is not what its respondent made of it.
  return place === null || place.edited;
}

/**
 * Sentences that others than the rules wrote. One stays when something public still carries it, and goes when it rests on
 * words that may not be quoted. Those of the rules are only kept in their place, to be written anew.
 */
function publishSentences(sentences: readonly Sentence[], answers: PublicAnswers): Sentence[] {
  return sentences.flatMap((sentence): Sentence[] => {
    if (sentence.by === "rules") return [{ text: "", by: "rules", sources: [] }];
    if (sentence.sources.some((source) => restsOnHiddenWords(source, answers))) return [];
    const sources = sentence.sources.flatMap((source) => publishSource(source, answers) ?? []);
    return sources.length === 0 ? [] : [{ ...sentence, sources }];
  });
}

/** Respondents who name a work and may only be counted, where they are enough to hide behind each other. */
function hiddenCiters(
  sections: readonly Section[],
  answers: PublicAnswers,
  minimumGroup: number,
): HiddenCiters {
  const counts = new Map(
    sections.map(({ question, works }) => [
      question.id,
      new Map(
        works.map((work) => {
          const hidden = work.answers.filter((id) => !answers.quotable.has(id)).length;
          return [work.id, hidden >= minimumGroup ? hidden : 0] as const;
        }),
      ),
    ]),
  );
  return (question, work) => counts.get(question)?.get(work) ?? 0;
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

/** Figures that are never null. */
const plainCounts: ReadonlySet<string> = new Set([
  "noOpinion",
  "withoutConfidence",
  "never",
  "beyond",
]);

/** Figures of so few answers that each of them would show are left out. */
function withoutFigures<S extends Statistics>(statistics: S): S {
  const blank: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(statistics)) {
    if (key === "n" || key === "works") blank[key] = value;
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
    else if (plainCounts.has(key)) blank[key] = 0;
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
  works: readonly Work[],
): Section {
  const { minimumGroup } = synthesis.methods;
  const id = section.question.id;
  const hidden = synthesis.answers.filter(
    ({ question, attribution, value }) =>
      question === id && value !== "" && attribution !== "named" && attribution !== "role",
  ).length;
  const quoted = [...answers.shown.values()].filter(
    (answer) => answer.question === id && answer.text !== "",
  );
  const dissent = section.dissent;
  // Who is quoted against the finding has been told apart by a value that is off its name here.
  const quote =
    dissent?.quote && !answers.detached.has(id) ? publishQuote(dissent.quote, answers) : null;
  const texts = quoted.map(({ text }) => text);
  const statistics = publishStatistics(section.statistics, { id, hidden }, answers, minimumGroup);
  const shown: S = {
    ...section,
    ...(section.shift ? { shift: publicShift(section.shift, minimumGroup) } : {}),
    question: { ...section.question },
    statistics: "works" in statistics ? { ...statistics, works: works.length } : statistics,
    summary: [],
    themes: publishThemes(section.themes, texts, answers, minimumGroup),
    dissent: dissent === null ? null : { quote, text: quote?.text ?? noDissentingQuote },
    works,
  };
  const found: S = { ...shown, finding: findByRule(shown) };
  return {
    ...found,
    summary: replaceRules(
      publishSentences(section.summary, answers),
      summarizeByRule(found, synthesis.methods),
    ),
  };
}

/** Wordings that questions had; how many answered one is told from the minimum group on. */
function publishWordings({
  earlierWordings,
  minimumGroup,
}: Methods): Pick<Methods, "earlierWordings"> {
  if (earlierWordings === undefined) return {};
  return {
    earlierWordings: earlierWordings.map(({ question, prompt, setup, answered }) => ({
      question,
      prompt,
      ...(setup === undefined ? {} : { setup }),
      answered: answered === null || (answered > 0 && answered < minimumGroup) ? null : answered,
    })),
  };
}

/**
 * What leaves for the public, by the consent of each respondent:
 * - `named` and `role` answers are listed; `aggregate` and `author` ones are counted and never listed;
 * - text shows where it may be quoted: all of it where submitting approved that, else the passages alone that its
 *   respondent approved; a named answer that may not be quoted shows its value;
 * - where 1 to k − 1 values of a question are hidden (k: the minimum group), the values of the others are taken off their
 *   names on that question, so that nobody's can be had by subtraction; the figures stay;
 * - quotes, titles, works and "other" words come from text that may be quoted alone; counts include the hidden ones
 *   where these are at least k;
 * - opinion groups and map are made of the public answers alone, which a reader could do as well;
 * - what the rules say is said anew from what is left.
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
  const works = listWorks(
    synthesis.sections.map(({ question }) => question),
    [...answers.shown.values()],
    hiddenCiters(synthesis.sections, answers, synthesis.methods.minimumGroup),
  );
  const sections = synthesis.sections.map((section) =>
    publishSection(section, synthesis, answers, works.get(section.question.id) ?? []),
  );
  const shown = [...answers.shown.values()].sort((a, b) =>
    a.id < b.id ? -1 : a.id > b.id ? 1 : 0,
  );
  const methods = {
    ...synthesis.methods,
    recruited: { ...synthesis.methods.recruited },
    findingRules: { ...synthesis.methods.findingRules },
    ...publishWordings(synthesis.methods),
  };
  const whole = writeByRule(
    {
      overview: publishSentences(synthesis.overview, answers),
      keyPoints: publishSentences(synthesis.keyPoints, answers),
      methods,
    },
    sections,
  );
  return {
    format: "consilience-synthesis/1",
    private: false,
    survey: {
      title: synthesis.survey.title,
      introduction: synthesis.survey.introduction,
      authors: synthesis.survey.authors.map((author) => ({ ...author })),
      fictional: synthesis.survey.fictional,
    },
    methods,
    overview: whole.overview,
    keyPoints: whole.keyPoints,
    sections,
    groups: groupByRule(shown, sections, methods),
    answers: shown,
  };
}
