import type { ThemeGrouping } from "../synthesis-input";
import type { Quote, Theme } from "../synthesis-schema";
import { givenGroups } from "./given-groups";
import { groupItems, spread } from "./grouping";
import { type Point, pointsOf, readText } from "./points";
import { chooseQuotes, type QuoteCandidate } from "./quotes";
import { hashText } from "./random";
import type { TextReader } from "./remember-readings";
import { chooseTitle, givenTitle, type TitleSource } from "./titles";
import { countUses } from "./word-uses";
import { countFrequencies, distinct, type WordFrequencies, wordWeights } from "./word-weights";

type Range = { readonly start: number; readonly end: number };

export type ThemeAnswer = {
  readonly id: string;
  readonly respondent: string;
  readonly text: string;
  /** Its words may be shown: titles and quotes come from such answers only. */
  readonly quotable: boolean;
  /** Ranges of the text whose quotation the respondent approved, and those refused. */
  readonly approved?: readonly Range[];
  readonly refused?: readonly Range[];
  /** Its text may be counted in themes. */
  readonly feedsThemes: boolean;
  readonly side: -1 | 0 | 1 | null;
};

export type ThemeInput = {
  readonly question: string;
  readonly minimumGroup: number;
  readonly answers: readonly ThemeAnswer[];
  /** How the points were sorted by others than the rules. */
  readonly grouping?: Pick<ThemeGrouping, "themes" | "rest"> | undefined;
};

/** Themes, and whether they are those of the grouping that was given. */
export type FoundThemes = { readonly themes: Theme[]; readonly asGiven: boolean };

/** Fewer answers than this have no themes to find: each is read by itself. */
const FEWEST_ANSWERS = 2;
export const FEWEST_THEMES = 3;
export const MOST_THEMES = 8;
/** A heading is looked for in so many points of a theme at most, spread evenly over it. */
const MOST_READ_FOR_TITLE = 100;
/** How words are used is learnt from so many points at most. */
const MOST_READ_FOR_USES = 300;
/** A long answer touches on much; it counts for the themes that it speaks of most, the third only where it says as much. */
const MOST_THEMES_AN_ANSWER = 3;
const ALWAYS_KEPT = 2;
const THIRD_THEME_FIT = 0.7;
/** Among so many answers, what two of them share is no theme yet. */
const MANY_ANSWERS = 10;

/**
 * The points that several respondents make, each named and quoted from quotable text only. The result depends on the
 * contents of the answers alone: not on their order, not on a clock, not on chance.
 */
export function findThemes(input: ThemeInput, read: TextReader = readText): Theme[] {
  return findThemesAs(input, read).themes;
}

/** {@link findThemes}, with the themes of a given grouping as long as it fits the answers. */
export function findThemesAs(input: ThemeInput, read: TextReader = readText): FoundThemes {
  const answers = input.answers
    .filter((answer) => answer.feedsThemes && answer.text.trim() !== "")
    .sort(
      (a, b) =>
        compare(a.text, b.text) || compare(a.respondent, b.respondent) || compare(a.id, b.id),
    );
  if (answers.length < FEWEST_ANSWERS) return { themes: [], asGiven: false };
  const ignored = keysOfQuestion(input.question);
  const points = answers.flatMap(({ text }, index) => pointsOf(index, read(text), ignored));
  const given = input.grouping ? givenGroups(input.grouping, answers, points) : null;
  if (given !== null) {
    const themes = describe(answers, points, given.groups, given.titles);
    if (themes.length >= FEWEST_THEMES && themes.length <= MOST_THEMES)
      return { themes, asGiven: true };
  }
  const seed = hashText(input.question + answers.map((answer) => answer.text).join("\n"));
  const groups = groupItems(
    points.map((point) => ({ keys: point.keys, side: answers[point.answer]?.side ?? null })),
    seed,
    themesFor(points.length),
  );
  return { themes: describe(answers, points, groups), asGiven: false };
}

/** Few points make few themes. */
function themesFor(points: number): number {
  return Math.max(FEWEST_THEMES, Math.min(MOST_THEMES, Math.round(1 + Math.sqrt(points) / 2)));
}

/** Keys of the words of a question, which tell nothing about its answers. */
export function keysOfQuestion(question: string): Set<string> {
  const keys = new Set<string>();
  for (const sentence of readText(question).sentences) {
    for (const token of sentence.tokens) if (token.key) keys.add(token.key);
  }
  return keys;
}

function describe(
  answers: readonly ThemeAnswer[],
  points: readonly Point[],
  groups: readonly (number | null)[],
  given: ReadonlyMap<Point, string> = new Map(),
): Theme[] {
  const all = countFrequencies(points.map((point) => point.keys));
  const fewest = answers.length >= MANY_ANSWERS ? 3 : 2;
  const sizeable = (list: readonly Point[]) => voicesOf(list, answers).size >= fewest;
  const ordered = strongest(byGroup(points, groups).filter(sizeable), all)
    .filter(sizeable)
    .map((list) => ({ list, respondents: voicesOf(list, answers) }))
    .sort((a, b) => b.respondents.size - a.respondents.size);
  const candidates = rememberCandidates(answers);
  const uses = countUses(
    spread(
      points.filter((point) => answers[point.answer]?.quotable),
      MOST_READ_FOR_USES,
    ).flatMap(candidates),
  );
  const shown = new Map<string, number>();
  const taken: ReadonlySet<string>[] = [];
  const titles = new Set<string>();
  const themes = ordered.flatMap(({ list, respondents }): Omit<Theme, "id">[] => {
    const weights = wordWeights(
      list.map((point) => point.keys),
      all,
    );
    const quotable = list.filter((point) => answers[point.answer]?.quotable);
    const approved = quotable.filter((point) =>
      candidates(point).some((candidate) => candidate.approved),
    );
    const sources = titleSources(
      spread(approved.length > 0 ? approved : quotable, MOST_READ_FOR_TITLE),
      candidates,
    );
    const wanted = list.map((point) => given.get(point)).find((one) => one !== undefined);
    const named = wanted === undefined ? null : givenTitle(wanted, sources, titles);
    const { title, keys, support } = named ?? chooseTitle(sources, weights, uses, taken, titles);
    // Several may be quoted, and no two of them speak of the same: what joins them is too little to show.
    if (support === 1 && new Set(sources.map((source) => source.respondent)).size > 2) return [];
    taken.push(keys);
    titles.add(title.toLowerCase());
    const quotes = chooseQuotes(
      quotable.flatMap(candidates),
      { weights, title: keys, side: sideOf(list, answers) },
      shown,
    );
    for (const quote of quotes) shown.set(quote.respondent, (shown.get(quote.respondent) ?? 0) + 1);
    const indices = [...new Set(list.map((point) => point.answer))];
    return [
      {
        title,
        ...(named === null ? {} : { titleBy: "model" as const }),
        count: respondents.size,
        answers: indices.map((index) => answers[index]?.id ?? "").sort(compare),
        quotes: quotes.map((quote) => toQuote(quote, answers)),
      },
    ];
  });
  return themes.map((theme, place) => ({ id: `t${place + 1}`, ...theme }));
}

function voicesOf(list: readonly Point[], answers: readonly ThemeAnswer[]): Set<string> {
  return new Set(list.map((point) => answers[point.answer]?.respondent ?? ""));
}

function byGroup(points: readonly Point[], groups: readonly (number | null)[]): Point[][] {
  const members = new Map<number, Point[]>();
  points.forEach((point, index) => {
    const group = groups[index];
    if (group === null || group === undefined) return;
    const list = members.get(group) ?? [];
    list.push(point);
    members.set(group, list);
  });
  return [...members.values()];
}

/**
 * Leaves each answer in the themes that it fits best: how much of a point's weight is in its theme's own words, against
 * what is usual in that theme.
 */
function strongest(themes: readonly Point[][], all: WordFrequencies): Point[][] {
  const fits = new Map<number, { readonly theme: number; readonly fit: number }[]>();
  themes.forEach((list, theme) => {
    const weights = wordWeights(
      list.map((point) => point.keys),
      all,
    );
    const scores = list.map((point) => {
      const keys = distinct(point.keys);
      let sum = 0;
      for (const key of keys) sum += weights.get(key) ?? 0;
      return sum / Math.sqrt(keys.length || 1);
    });
    const usual = scores.reduce((sum, score) => sum + score, 0) / (scores.length || 1) || 1;
    const best = new Map<number, number>();
    list.forEach((point, index) => {
      const fit = (scores[index] ?? 0) / usual;
      best.set(point.answer, Math.max(best.get(point.answer) ?? 0, fit));
    });
    for (const [answer, fit] of best) {
      const list = fits.get(answer) ?? [];
      list.push({ theme, fit });
      fits.set(answer, list);
    }
  });
  const kept = new Map<number, ReadonlySet<number>>();
  for (const [answer, list] of fits) {
    list.sort((a, b) => b.fit - a.fit || a.theme - b.theme);
    const enough = (list[0]?.fit ?? 0) * THIRD_THEME_FIT;
    kept.set(
      answer,
      new Set(
        list
          .slice(0, MOST_THEMES_AN_ANSWER)
          .filter(({ fit }, place) => place < ALWAYS_KEPT || fit >= enough)
          .map(({ theme }) => theme),
      ),
    );
  }
  return themes
    .map((list, theme) => list.filter((point) => kept.get(point.answer)?.has(theme)))
    .filter((list) => list.length > 0);
}

/** Sentences that a theme may be named after: where some are approved, these, since a title must be readable in a text. */
function titleSources(points: readonly Point[], candidates: Candidates): TitleSource[] {
  const all = points.flatMap((point) =>
    candidates(point).map((candidate) => ({ ...candidate, language: point.language })),
  );
  const approved = all.filter(({ approved }) => approved);
  return approved.length > 0 ? approved : all;
}

/** The side that more of a theme's respondents took; null where neither leads. */
function sideOf(list: readonly Point[], answers: readonly ThemeAnswer[]): -1 | 1 | null {
  let sum = 0;
  for (const index of new Set(list.map((point) => point.answer))) sum += answers[index]?.side ?? 0;
  return sum > 0 ? 1 : sum < 0 ? -1 : null;
}

type Candidates = (point: Point) => readonly QuoteCandidate[];

/** {@link candidatesOf}, asked once for each point. */
function rememberCandidates(answers: readonly ThemeAnswer[]): Candidates {
  const known = new Map<Point, readonly QuoteCandidate[]>();
  return (point) => {
    let found = known.get(point);
    if (found === undefined) {
      found = candidatesOf(point, answers);
      known.set(point, found);
    }
    return found;
  };
}

/** The sentences of a point, those that share words with a refused passage left out. */
function candidatesOf(point: Point, answers: readonly ThemeAnswer[]): QuoteCandidate[] {
  const answer = answers[point.answer];
  if (!answer) return [];
  const { approved = [], refused = [] } = answer;
  return point.sentences
    .filter(({ start, end }) => !refused.some((range) => range.start < end && start < range.end))
    .map((sentence) => ({
      answer: point.answer,
      respondent: answer.respondent,
      text: answer.text,
      sentence,
      side: answer.side,
      approved: approved.some(({ start, end }) => start <= sentence.start && sentence.end <= end),
    }));
}

function toQuote(candidate: QuoteCandidate, answers: readonly ThemeAnswer[]): Quote {
  const { start, end } = candidate.sentence;
  return {
    answer: answers[candidate.answer]?.id ?? "",
    start,
    end,
    text: candidate.text.slice(start, end),
  };
}

/** Code units decide, so that no locale changes the order. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
