import { pointWords } from "../synthesis/findings";
import type { Section, Synthesis, Theme } from "../synthesis/synthesis-schema";
import { isOfKind } from "./by-rule";
import { matchThemes, type Placed } from "./match-themes";
import { namedRespondents } from "./respondents";

// The difference of two versions as they may be read now: both have been opened, so what was withdrawn since is in neither.

/** A run of words that both versions have, or one of them. */
export type WordRun = { readonly text: string; readonly change: "same" | "added" | "removed" };

/** A figure that is not the same in both; null where a version does not have it. */
export type FigureChange = {
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** Things that only one of the versions has, in words. */
export type ListChange = { readonly added: readonly string[]; readonly removed: readonly string[] };

export type SectionChange = {
  readonly question: { readonly id: string; readonly prompt: string };
  readonly status: "added" | "removed" | "kept";
  /** Null where the wording is the same; so for the parts below. */
  readonly prompt: readonly WordRun[] | null;
  readonly finding: FigureChange | null;
  readonly figures: readonly FigureChange[];
  readonly summary: readonly WordRun[] | null;
  /** Titles of themes and how many make the point. */
  readonly themes: readonly FigureChange[];
  readonly quotes: ListChange;
  readonly works: ListChange;
};

export type Comparison = {
  readonly title: readonly WordRun[] | null;
  readonly introduction: readonly WordRun[] | null;
  readonly methods: readonly FigureChange[];
  readonly overview: readonly WordRun[] | null;
  readonly respondents: ListChange;
  /** Sections in which something differs. */
  readonly sections: readonly SectionChange[];
};

const withdrawn = "withdrawn";
/** Beyond this the table of common words would outgrow a request. */
const mostCells = 4_000_000;

/** Two texts word by word; null where they are equal. */
export function diffWords(before: string, after: string): WordRun[] | null {
  if (before === after) return null;
  const [a, b] = [before, after].map((text) => text.match(/\s+|[^\s]+/g) ?? []);
  if (!a || !b) return null;
  if (a.length * b.length > mostCells) {
    return [
      { text: before, change: "removed" as const },
      { text: after, change: "added" as const },
    ].filter(({ text }) => text !== "");
  }
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        a[i] === b[j]
          ? (common[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
    }
  }
  const runs: { text: string; change: WordRun["change"] }[] = [];
  const push = (text: string, change: WordRun["change"]) => {
    const last = runs.at(-1);
    if (last?.change === change) last.text += text;
    else runs.push({ text, change });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (x !== undefined && x === y) {
      push(x, "same");
      i += 1;
      j += 1;
    } else if (
      y === undefined ||
      (x !== undefined && (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    ) {
      push(x ?? "", "removed");
      i += 1;
    } else {
      push(y, "added");
      j += 1;
    }
  }
  return withoutIslands(runs);
}

/**
 * A single word, or only a space, that both texts happen to have between two changes belongs to the change: a sentence that
 * was replaced reads as one that went and one that came, not word by word in turn.
 */
function withoutIslands(runs: readonly WordRun[]): WordRun[] {
  const joined: WordRun[] = [];
  let removed = "";
  let added = "";
  const flush = () => {
    if (removed !== "") joined.push({ text: removed, change: "removed" });
    if (added !== "") joined.push({ text: added, change: "added" });
    removed = "";
    added = "";
  };
  runs.forEach(({ text, change }, at) => {
    const between = removed + added !== "" && at < runs.length - 1;
    if (change !== "added") {
      const isIsland = change === "same" && between && text.trim().split(/\s+/).length < 2;
      if (change === "removed" || isIsland) removed += text;
      if (isIsland) added += text;
      if (change === "same" && !isIsland) {
        flush();
        joined.push({ text, change });
      }
    } else added += text;
  });
  flush();
  return joined;
}

function changed(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): FigureChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name) ?? null, after.get(name) ?? null];
    return was === is ? [] : [{ name, before: was, after: is }];
  });
}

function listChange(before: readonly string[], after: readonly string[]): ListChange {
  const [had, has] = [new Set(before), new Set(after)];
  return {
    added: [...has].filter((one) => !had.has(one)),
    removed: [...had].filter((one) => !has.has(one)),
  };
}

function methodFigures({ methods }: Synthesis): Map<string, string> {
  const { invited, answered, partial, declined } = methods;
  return new Map([
    ...(invited === null ? [] : [["Invited", String(invited)] as const]),
    ["Answered", String(answered)],
    ["Answered in part", String(partial)],
    ["Declined", String(declined)],
  ]);
}

/** The figures of a finding that are others than before. No respondent's words are among them. */
export function changedFigures(before: Section, after: Section): FigureChange[] {
  return changed(figuresOf(before), figuresOf(after));
}

function figuresOf(section: Section): Map<string, string> {
  const { n } = section.statistics;
  const figures = new Map([["Answers counted", String(n)]]);
  if (isOfKind(section, "stance")) {
    const { counts, noOpinion } = section.statistics;
    counts.forEach((count, at) => {
      figures.set(section.question.scale?.[at] ?? `Step ${at + 1}`, String(count));
    });
    figures.set("Without an opinion", String(noOpinion));
  } else if (isOfKind(section, "choice")) {
    for (const { label, count } of section.statistics.options) figures.set(label, String(count));
    figures.set("Without an opinion", String(section.statistics.noOpinion));
  } else if (isOfKind(section, "estimate")) {
    const { median, iqr, never, beyond } = section.statistics;
    if (median !== null) figures.set("Median", pointWords(median, section.question));
    if (iqr) {
      figures.set("Middle half", iqr.map((one) => pointWords(one, section.question)).join(" to "));
    }
    if (never > 0) figures.set("Answered never", String(never));
    if (beyond > 0) figures.set("Beyond the range", String(beyond));
  }
  return figures;
}

function findingOf({ finding }: Section): Map<string, string> {
  const words = finding.overridden?.words ?? finding.words;
  return new Map([["Finding", finding.counts ? `${words} (${finding.counts})` : words]]);
}

function quotesOf({ themes, dissent }: Section): string[] {
  return [...themes.flatMap(({ quotes }) => quotes), ...(dissent?.quote ? [dissent.quote] : [])]
    .map(({ text }) => text)
    .filter((text) => text !== withdrawn);
}

const sentences = (list: readonly { readonly text: string }[]) =>
  list.map(({ text }) => text).join(" ");

const nothing: ListChange = { added: [], removed: [] };

/** Titles of themes and how many make the point; one that has another title now says what it was called. */
function compareThemes(before: Placed, after: Placed): FigureChange[] {
  const matched = matchThemes(before, after);
  const left = new Set(before.section.themes);
  for (const theme of matched.values()) left.delete(theme);
  const countOf = ({ count }: Theme) => (count === null ? "–" : String(count));
  const now = after.section.themes.flatMap((theme): FigureChange[] => {
    // Themes without a name of their own are told apart by nothing else.
    const was = matched.get(theme.id) ?? [...left].find(({ title }) => title === theme.title);
    if (was === undefined) return [{ name: theme.title, before: null, after: countOf(theme) }];
    left.delete(was);
    const same = was.title === theme.title;
    if (same && countOf(was) === countOf(theme)) return [];
    const name = same ? theme.title : `${theme.title} (before: ${was.title})`;
    return [{ name, before: countOf(was), after: countOf(theme) }];
  });
  return [
    ...now,
    ...[...left].map((theme) => ({ name: theme.title, before: countOf(theme), after: null })),
  ];
}

function compareSections(was: Placed | null, is: Placed | null): SectionChange[] {
  const section = (is ?? was)?.section;
  if (!section) return [];
  const { id, prompt } = section.question;
  const plain: SectionChange = {
    question: { id, prompt },
    status: "kept",
    prompt: null,
    finding: null,
    figures: [],
    summary: null,
    themes: [],
    quotes: nothing,
    works: nothing,
  };
  if (!was || !is) return [{ ...plain, status: is ? "added" : "removed" }];
  const [before, after] = [was.section, is.section];
  const change: SectionChange = {
    ...plain,
    prompt: diffWords(before.question.prompt, after.question.prompt),
    finding: changed(findingOf(before), findingOf(after))[0] ?? null,
    figures: changedFigures(before, after),
    summary: diffWords(sentences(before.summary), sentences(after.summary)),
    themes: compareThemes(was, is),
    quotes: listChange(quotesOf(before), quotesOf(after)),
    works: listChange(
      before.works.map(({ title }) => title),
      after.works.map(({ title }) => title),
    ),
  };
  const differs =
    change.prompt ??
    change.finding ??
    change.summary ??
    [
      ...change.figures,
      ...change.themes,
      ...change.quotes.added,
      ...change.quotes.removed,
      ...change.works.added,
      ...change.works.removed,
    ][0];
  return differs ? [change] : [];
}

/** What is different in words and figures between two public versions. */
export function compareVersions(before: Synthesis, after: Synthesis): Comparison {
  const ids = new Set([...after.sections, ...before.sections].map(({ question }) => question.id));
  const find = (synthesis: Synthesis, id: string): Placed | null => {
    const section = synthesis.sections.find(({ question }) => question.id === id);
    return section === undefined ? null : { section, synthesis };
  };
  const names = (synthesis: Synthesis) => namedRespondents(synthesis).map(({ name }) => name);
  return {
    title: diffWords(before.survey.title, after.survey.title),
    introduction: diffWords(before.survey.introduction, after.survey.introduction),
    methods: changed(methodFigures(before), methodFigures(after)),
    overview: diffWords(sentences(before.overview), sentences(after.overview)),
    respondents: listChange(names(before), names(after)),
    sections: [...ids].flatMap((id) => compareSections(find(before, id), find(after, id))),
  };
}
