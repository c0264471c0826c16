import type { AnswerRecord } from "../answers/answer";
import { isAnswered, parseAnswerValue } from "../answers/answer-value";
import { approvedPassages } from "../publication/excerpt";
import { responseRates } from "../statistics/intervals";
import type { Question } from "../survey/survey-schema";
import { countEarlierWordings, earlierAnswers, wordingNumber } from "./earlier-wordings";
import { findingRules, ruleSet } from "./finding-rules";
import {
  choiceFinding,
  estimateFinding,
  isSizeable,
  stanceFinding,
  textFinding,
  worksFinding,
} from "./findings";
import { findOpinionGroups } from "./opinion-groups";
import { readPoles, sideCounts, sideOf } from "./poles";
import {
  choiceStatistics,
  estimateStatistics,
  stanceStatistics,
  textStatistics,
} from "./section-statistics";
import { shiftOf } from "./shift";
import { summarizeSection, writeKeyPoints, writeOverview } from "./summary";
import type { SynthesisInput } from "./synthesis-input";
import type {
  Methods,
  QuestionSummary,
  Quote,
  Section,
  StanceStatistics,
  Synthesis,
  SynthesisAnswer,
  Theme,
  Work,
} from "./synthesis-schema";
import { findThemesAs, type ThemeInput } from "./text/find-themes";
import { readText } from "./text/points";
import { standsAlone } from "./text/quotes";
import type { TextReader } from "./text/remember-readings";
import { sentences } from "./text/sentences";
import { countWords } from "./wording";
import { collectWorks } from "./works";

type PlacedAnswer = { readonly id: string; readonly record: AnswerRecord };

/** What a section shows where a sizeable side has left nothing that may be quoted. */
export const noDissentingQuote = "No dissenting answer is available for quotation.";

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A question as the synthesis carries it. */
export function summarizeQuestion(question: Question): QuestionSummary {
  const { id, kind, prompt } = question;
  switch (question.kind) {
    case "stance":
      return {
        id,
        kind,
        prompt,
        scale: question.scale,
        ...(question.poles === undefined ? {} : { poles: question.poles }),
      };
    case "choice":
      return { id, kind, prompt, options: question.options };
    case "estimate":
      return {
        id,
        kind,
        prompt,
        unit: question.unit,
        ...(question.min === undefined ? {} : { min: question.min }),
        ...(question.max === undefined ? {} : { max: question.max }),
      };
    case "works":
      return {
        id,
        kind,
        prompt,
        ...(question.columns === undefined ? {} : { columns: question.columns }),
      };
    case "text":
      return { id, kind, prompt };
  }
}

function stanceSide(question: Question, record: AnswerRecord): -1 | 0 | 1 | null {
  if (question.kind !== "stance") return null;
  const value = parseAnswerValue(question, record.value);
  if (!value.ok || value.value.kind !== "stance") return null;
  return sideOf(value.value.category, question.scale.length);
}

/** Whether words of an answer may be quoted, or its respondent asked for that. */
function isQuotable(record: AnswerRecord): boolean {
  const shown = record.attribution === "named" || record.attribution === "role";
  return shown && record.quote && record.text.trim() !== "";
}

type Range = { readonly start: number; readonly end: number };

/** Ranges of an answer's text that its respondent let out, and those that stay in. */
function decidedRanges({ decisions = [] }: AnswerRecord): {
  readonly approved: readonly Range[];
  readonly refused: readonly Range[];
} {
  return {
    approved: approvedPassages(decisions),
    refused: decisions.filter(({ state }) => state === "refused"),
  };
}

function themesOf(
  question: Question,
  answers: readonly PlacedAnswer[],
  { survey: { minimumGroup }, groupings = [] }: SynthesisInput,
  read: TextReader,
): { readonly themes: readonly Theme[]; readonly grouped: Section["grouped"] } {
  const grouping = groupings.find((one) => one.question === question.id);
  const input: ThemeInput = {
    question: question.prompt,
    minimumGroup,
    grouping,
    answers: answers
      .filter(({ record }) => record.text.trim() !== "")
      .map(({ id, record }) => ({
        id,
        respondent: record.respondent,
        text: record.text,
        quotable: isQuotable(record),
        ...decidedRanges(record),
        feedsThemes: record.attribution !== "author",
        side: stanceSide(question, record),
      })),
  };
  const { themes, asGiven } = findThemesAs(input, read);
  const grouped =
    grouping && asGiven ? { model: grouping.model, acceptedBy: grouping.acceptedBy } : undefined;
  return { themes, grouped };
}

/** The sentence of an answer that stands best alone, of 6 to 40 words and not refused by its respondent. */
function ownSentence({ id, record }: PlacedAnswer): Quote | null {
  const { refused } = decidedRanges(record);
  let best: { readonly quote: Quote; readonly alone: number } | null = null;
  for (const { start, end } of sentences(record.text)) {
    if (refused.some((range) => range.start < end && start < range.end)) continue;
    const text = record.text.slice(start, end);
    const words = countWords(text);
    if (words < 6 || words > 40) continue;
    const alone = standsAlone(text, words);
    if (best === null || alone > best.alone)
      best = { quote: { answer: id, start, end, text }, alone };
  }
  return best?.quote ?? null;
}

/** The first passage of an answer that its respondent approved. */
function approvedQuote({ id, record }: PlacedAnswer): Quote | null {
  const [passage] = decidedRanges(record).approved;
  if (passage === undefined) return null;
  const { start, end } = passage;
  return { answer: id, start, end, text: record.text.slice(start, end) };
}

/** The dissenting quote of the minority floor: where the side against the finding is sizeable. Approved words come first. */
function dissentOf(
  question: Question,
  statistics: StanceStatistics,
  answers: readonly PlacedAnswer[],
  themes: readonly Theme[],
): Section["dissent"] {
  const { low, high } = sideCounts(statistics.counts);
  if (statistics.n < ruleSet.minimumAnswers) return null;
  if (!isSizeable(Math.min(low, high), statistics.n)) return null;
  const side = high >= low ? -1 : 1;
  const dissenters = answers.filter(
    ({ record }) => stanceSide(question, record) === side && isQuotable(record),
  );
  const ids = new Set(dissenters.map(({ id }) => id));
  const approved = new Map(
    dissenters.map(({ id, record }) => [id, decidedRanges(record).approved]),
  );
  const quoted = themes.flatMap((theme) => theme.quotes).filter(({ answer }) => ids.has(answer));
  const isApproved = ({ answer, start, end }: Quote) =>
    approved.get(answer)?.some((range) => range.start <= start && end <= range.end);
  const quote =
    quoted.find(isApproved) ??
    dissenters.map(approvedQuote).find((found) => found !== null) ??
    quoted[0] ??
    dissenters.map(ownSentence).find((found) => found !== null) ??
    null;
  return { quote, text: quote?.text ?? noDissentingQuote };
}

/** The works that answers name, by question. */
function worksOf(questions: readonly Question[], answers: readonly PlacedAnswer[]) {
  const kinds = new Map(questions.map(({ id, kind }) => [id, kind]));
  return collectWorks(
    answers
      // Text given to the author alone feeds nothing.
      .filter(({ record }) => record.attribution !== "author" && record.text !== "")
      .map(({ id, record: { respondent, question, text } }) => ({
        id,
        respondent,
        question,
        kind: kinds.get(question) ?? "text",
        text,
      })),
  );
}

function sectionOf(
  question: Question,
  answers: readonly PlacedAnswer[],
  input: SynthesisInput,
  { works, read }: { readonly works: readonly Work[]; readonly read: TextReader },
): Section {
  const records = answers.map(({ record }) => record);
  const { themes, grouped } =
    question.kind === "works"
      ? { themes: [], grouped: undefined }
      : themesOf(question, answers, input, read);
  const base = {
    summary: [],
    themes,
    ...(grouped === undefined ? {} : { grouped }),
    dissent: null,
    works,
  };
  const summary = { ...summarizeQuestion(question), ...wordingNumber(input, question.id) };
  switch (question.kind) {
    case "stance": {
      const statistics = stanceStatistics(question, records, input.invited);
      const shift = shiftOf(question, records);
      return {
        ...base,
        question: { ...summary, kind: "stance" },
        finding: stanceFinding(statistics.counts, readPoles(summary)),
        statistics,
        dissent: dissentOf(question, statistics, answers, themes),
        ...(shift === null ? {} : { shift }),
      };
    }
    case "choice": {
      const statistics = choiceStatistics(question, records);
      const finding = choiceFinding(statistics);
      return { ...base, question: { ...summary, kind: "choice" }, finding, statistics };
    }
    case "estimate": {
      const statistics = estimateStatistics(question, records);
      const finding = estimateFinding(statistics, summary);
      return { ...base, question: { ...summary, kind: "estimate" }, finding, statistics };
    }
    case "works": {
      const { n } = textStatistics(records);
      return {
        ...base,
        question: { ...summary, kind: "works" },
        finding: worksFinding(works, n),
        statistics: { n, works: works.length, fragility: null },
      };
    }
    case "text": {
      const statistics = textStatistics(records);
      return {
        ...base,
        question: { ...summary, kind: "text" },
        finding: textFinding(themes, statistics.n),
        statistics,
      };
    }
  }
}

function methodsOf(input: SynthesisInput): Methods {
  const answeredBy = new Map<string, Set<string>>();
  const recruitment = new Map<string, AnswerRecord["recruitment"]>();
  const entered = new Set<string>();
  // Who answered an earlier wording has answered, though no figure has the answer.
  const said = input.answers.filter((record) => isAnswered(record));
  for (const record of [...said, ...earlierAnswers(input)]) {
    recruitment.set(record.respondent, record.recruitment);
    if (record.recruitment === "self") continue;
    const questions = answeredBy.get(record.respondent) ?? new Set();
    questions.add(record.question);
    if (record.entered) entered.add(record.respondent);
    answeredBy.set(record.respondent, questions);
  }
  const required = input.survey.questions.filter((question) => question.required === true);
  const complete = [...answeredBy.values()].filter((questions) =>
    required.every((question) => questions.has(question.id)),
  ).length;
  const answered = answeredBy.size;
  const from = (kind: string) => [...recruitment.values()].filter((value) => value === kind).length;
  const rates =
    input.invited === null || input.invited < answered
      ? null
      : responseRates(complete, answered - complete, input.invited);
  return {
    invited: input.invited,
    answered,
    partial: answered - complete,
    declined: input.declined,
    responseRate: rates?.rr2 ?? null,
    from: input.from,
    to: input.to,
    recruited: { author: from("author"), colleague: from("colleague"), self: from("self") },
    findingRules: {
      id: findingRules.id,
      sha256: findingRules.sha256,
      declaredBefore: input.rulesDeclaredBefore,
    },
    minimumGroup: input.survey.minimumGroup,
    quotesApprovedBySubmitting: input.quotesApproved,
    ...(input.survey.attributions === undefined ? {} : { attributions: input.survey.attributions }),
    textBy: "rules",
    ...(input.feedback === undefined ? {} : { feedback: input.feedback }),
    ...(entered.size === 0 ? {} : { entered: entered.size }),
    ...countEarlierWordings(input),
  };
}

function carriedAnswer({ id, record }: PlacedAnswer): SynthesisAnswer {
  const passages = approvedPassages(record.decisions ?? []);
  const shownAs = { named: record.name, role: record.role, aggregate: "", author: "" };
  return {
    id,
    question: record.question,
    attribution: record.attribution,
    shownAs: shownAs[record.attribution],
    ...(record.attribution === "named" && record.role !== "" ? { role: record.role } : {}),
    ...(record.attribution === "named" && record.interests ? { interests: record.interests } : {}),
    value: record.value,
    confidence: record.confidence,
    low: record.low,
    high: record.high,
    text: record.text,
    quote: record.quote,
    ...(passages.length === 0 ? {} : { passages }),
    respondent: record.respondent,
  };
}

/**
 * Writes the synthesis of a survey from its answers, in its private form: every answer with its respondent. What leaves
 * for the public goes through `toPublicSynthesis`. The result depends on the answers alone, never on their order. The
 * self-nominated stand in no finding and are only counted in the methods. `read` may remember readings of texts from one
 * synthesis to the next.
 */
export function synthesize(input: SynthesisInput, read: TextReader = readText): Synthesis {
  const place = new Map(input.survey.questions.map((question, index) => [question.id, index]));
  const ordered = input.answers
    .filter((record) => record.recruitment !== "self" && isAnswered(record))
    .filter((record) => place.has(record.question))
    .sort(
      (a, b) =>
        (place.get(a.question) ?? 0) - (place.get(b.question) ?? 0) ||
        compare(a.respondent, b.respondent),
    );
  const byQuestion = new Map<string, PlacedAnswer[]>();
  const placed = ordered.map((record, index) => ({ id: `a${index + 1}`, record }));
  for (const answer of placed) {
    const list = byQuestion.get(answer.record.question) ?? [];
    list.push(answer);
    byQuestion.set(answer.record.question, list);
  }
  const works = worksOf(input.survey.questions, placed);
  const methods = methodsOf(input);
  const sections = input.survey.questions.map((question) => {
    const section = sectionOf(question, byQuestion.get(question.id) ?? [], input, {
      works: works.get(question.id) ?? [],
      read,
    });
    return { ...section, summary: summarizeSection(section, methods) } as Section;
  });
  const answers = placed.map(carriedAnswer);
  const { title, introduction, authors, fictional } = input.survey;
  return {
    format: "consilience-synthesis/1",
    private: true,
    survey: { title, introduction, authors, fictional },
    methods,
    overview: writeOverview(sections, methods),
    keyPoints: writeKeyPoints(sections, methods),
    sections,
    groups: findOpinionGroups({
      private: true,
      sections,
      answers,
      minimumGroup: input.survey.minimumGroup,
    }),
    answers,
  };
}
