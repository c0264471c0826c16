import type { Section, Synthesis } from "../synthesis/synthesis-schema";
import { isNeutralTitle } from "./by-rule";
import { changedFigures } from "./compare";
import { matchThemes, type Placed } from "./match-themes";
import { namedRespondents } from "./respondents";

/** One thing that is different from the version before, in words. */
export type Change = {
  readonly kind:
    | "first"
    | "finding"
    | "figures"
    | "answers"
    | "quotes"
    | "respondents"
    | "words"
    | "none"
    | "author";
  readonly text: string;
};

/** What changed between two public versions, from their data alone. */
export function changesBetween(before: Synthesis | null, after: Synthesis): Change[] {
  if (!before) return [{ kind: "first", text: "First version." }];
  const changes: Change[] = [];
  if (before.methods.answered !== after.methods.answered) {
    changes.push({
      kind: "answers",
      text: `${respondents(after.methods.answered)} answered; before it was ${before.methods.answered}.`,
    });
  }
  const [wereNamed, areNamed] = [namedRespondents(before).length, namedRespondents(after).length];
  if (wereNamed !== areNamed) {
    changes.push({
      kind: "respondents",
      text: `${respondents(areNamed)} ${areNamed === 1 ? "answers" : "answer"} by name; before it was ${wereNamed}.`,
    });
  }
  after.sections.forEach((section, index) => {
    const place = `Question ${index + 1}`;
    const old = before.sections.find(({ question }) => question.id === section.question.id);
    if (!old) {
      changes.push({ kind: "finding", text: `${place} is new.` });
      return;
    }
    const was = words(old.finding);
    const is = words(section.finding);
    if (was !== is) {
      changes.push({
        kind: "finding",
        text: [old, section].some(isWorded)
          ? `${place}: the finding changed.`
          : `${place}: “${is}”; before it was “${was}”${section.finding.overridden ? " (the author’s wording)" : ""}.`,
      });
    } else if (JSON.stringify(old.statistics) !== JSON.stringify(section.statistics)) {
      changes.push({
        kind: "figures",
        text: `${place}: the finding stands; ${moved(old, section)}.`,
      });
    }
    if (old.works.length !== section.works.length) {
      const { length } = section.works;
      changes.push({
        kind: "figures",
        text: `${place}: ${length} ${length === 1 ? "work" : "works"}; before it was ${old.works.length}.`,
      });
    }
    const points = pointsChanged(
      { section: old, synthesis: before },
      { section, synthesis: after },
    );
    if (points !== null) changes.push({ kind: "figures", text: `${place}: ${points}.` });
    if (old.question.wording !== section.question.wording) {
      changes.push({
        kind: "figures",
        text: `${place} was reworded: its figures are of the new wording alone.`,
      });
    } else if (old.question.prompt !== section.question.prompt) {
      changes.push({ kind: "words", text: `${place} is worded anew.` });
    }
  });
  for (const section of before.sections) {
    if (!after.sections.some(({ question }) => question.id === section.question.id)) {
      changes.push({
        kind: "finding",
        text: `The question “${section.question.prompt}” was taken out.`,
      });
    }
  }
  const gone = before.answers.filter(({ shownAs }) => shownAs === "withdrawn").length;
  if (gone > 0) {
    changes.push({
      kind: "respondents",
      text: `${gone} ${gone === 1 ? "answer" : "answers"} of the version before ${gone === 1 ? "was" : "were"} withdrawn.`,
    });
  }
  const [were, are] = [quotesOf(before), quotesOf(after)];
  const added = [...are].filter((text) => !were.has(text)).length;
  const dropped = [...were].filter((text) => !are.has(text)).length;
  if (added + dropped > 0) {
    const parts = [
      ...(added > 0 ? [`${added} ${added === 1 ? "quote" : "quotes"} added`] : []),
      ...(dropped > 0
        ? [`${dropped} ${added > 0 ? "" : dropped === 1 ? "quote " : "quotes "}taken out`]
        : []),
    ];
    changes.push({ kind: "quotes", text: `${parts.join(", ")}.` });
  }
  const own = (synthesis: Synthesis) => JSON.stringify(synthesis.paragraphs ?? []);
  if (own(before) !== own(after)) {
    changes.push({ kind: "words", text: "The author’s own paragraphs changed." });
  }
  if (
    before.survey.title !== after.survey.title ||
    before.survey.introduction !== after.survey.introduction
  ) {
    changes.push({ kind: "words", text: "Title or opening edited by the author." });
  }
  return changes.length > 0
    ? changes
    : [{ kind: "none", text: "No finding and no figure of a finding changed." }];
}

/** How the points of a question changed, without their names: a changelog is kept beside the version, whoever withdraws. */
function pointsChanged(before: Placed, after: Placed): string | null {
  const matched = matchThemes(before, after);
  const { themes } = after.section;
  const [had, has] = [before.section.themes.length, themes.length];
  const points = (count: number) => `${count} ${count === 1 ? "point" : "points"}`;
  const renamed = themes.filter(({ id, title }) => {
    const was = matched.get(id);
    return was !== undefined && was.title !== title;
  }).length;
  // Points without a name are no other than the ones that had none.
  const fresh = themes.filter(({ id, title }) => !matched.has(id) && !isNeutralTitle(title)).length;
  const parts = [
    ...(had === has ? [] : [`${points(has)}; before it was ${had}`]),
    ...(had === has && fresh > 0
      ? [`${points(fresh)} in the place of ${fresh === 1 ? "another" : "others"}`]
      : []),
    ...(renamed > 0 ? [`${points(renamed)} under another name`] : []),
  ];
  return parts.length === 0 ? null : parts.join("; ");
}

const mostFigures = 4;

/** Figures that moved, with what they were. */
function moved(before: Section, after: Section): string {
  const all = changedFigures(before, after);
  if (all.length === 0) return "finer figures moved";
  const said = all
    .slice(0, mostFigures)
    .map(({ name, before: was, after: is }) => `${name} ${is ?? "none"} (before ${was ?? "none"})`);
  const more = all.length - said.length;
  return [
    ...said,
    ...(more > 0 ? [`and ${more} more ${more === 1 ? "figure" : "figures"}`] : []),
  ].join(", ");
}

/** A finding made of respondents' words is not repeated: a changelog is kept beside the version, whoever withdraws. */
function isWorded({ question, finding }: Section): boolean {
  return (question.kind === "works" || question.kind === "text") && !finding.overridden;
}

function words({ words, counts, overridden }: Section["finding"]): string {
  return `${overridden?.words ?? words}${counts ? ` (${counts})` : ""}`;
}

function quotesOf(synthesis: Synthesis): Set<string> {
  return new Set(
    synthesis.sections.flatMap(({ themes, dissent }) => [
      ...themes.flatMap(({ quotes }) => quotes.map(({ text }) => text)),
      ...(dissent?.quote ? [dissent.quote.text] : []),
    ]),
  );
}

function respondents(n: number): string {
  return n === 1 ? "1 person" : `${n} people`;
}

/** The changelog in the author's lines: those that the product wrote keep their kind, the others are the author's. */
export function authorChangelog(changes: readonly Change[], lines: readonly string[]): Change[] {
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => changes.find(({ text }) => text === line) ?? { kind: "author", text: line });
}

/**
 * A changelog without words that nobody may read any more. A line of the author's goes; one of the product's, which may
 * say a finding in the author's words, keeps what it is about.
 */
export function withoutRepeated(
  changes: readonly Change[],
  repeats: (text: string) => boolean,
): Change[] {
  return changes.flatMap((change): Change[] => {
    if (!repeats(change.text)) return [change];
    const [place] = /^Question \d+(?=: )/.exec(change.text) ?? [];
    if (change.kind !== "finding" || place === undefined) return [];
    return [{ kind: "finding", text: `${place}: the finding changed.` }];
  });
}
