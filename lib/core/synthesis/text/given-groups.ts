import type { ThemeGrouping } from "../synthesis-input";
import { joinGroups } from "./grouping";
import type { Point } from "./points";

/** Of the points that may be quoted so many may have come since; beyond, the grouping speaks of another discussion. */
const MOST_NEW = 0.5;
/** The number under which points stand that belong to no theme. */
const REST = -1;

type Answer = {
  readonly respondent: string;
  readonly text: string;
  readonly quotable: boolean;
  readonly side: -1 | 0 | 1 | null;
};

/** Groups of points, and the title that was given to the group of each. */
export type GivenGroups = {
  readonly groups: readonly (number | null)[];
  readonly titles: ReadonlyMap<Point, string>;
};

/** The words of a point as its answer has them. */
export function wordsOfPoint({ sentences }: Pick<Point, "sentences">, text: string): string {
  return text.slice(sentences[0]?.start ?? 0, sentences.at(-1)?.end ?? 0);
}

/**
 * Places points as a grouping says. What it does not speak of, since it may not be quoted or came later, joins the theme
 * whose words it shares. Null where the grouping no longer fits: words of it are gone or may not be quoted any more, or most
 * of what may be quoted is new.
 */
export function givenGroups(
  grouping: Pick<ThemeGrouping, "themes" | "rest">,
  answers: readonly Answer[],
  points: readonly Point[],
): GivenGroups | null {
  const given = new Map<string, { readonly words: string; readonly group: number }[]>();
  let left = 0;
  const place = (group: number, list: ThemeGrouping["rest"]) => {
    for (const { respondent, words } of list) {
      given.set(respondent, [...(given.get(respondent) ?? []), { words, group }]);
      left += 1;
    }
  };
  grouping.themes.forEach(({ points: list }, group) => {
    place(group, list);
  });
  place(REST, grouping.rest);
  const found = new Set<unknown>();
  let quotable = 0;
  let open = 0;
  const labels = points.map((point): number | null => {
    const answer = answers[point.answer];
    const [first] = point.sentences;
    if (answer === undefined || first === undefined) return null;
    const words = answer.text.slice(first.start, first.end);
    const known = answer.quotable
      ? given.get(answer.respondent)?.find((one) => one.words.includes(words))
      : undefined;
    if (answer.quotable) quotable += 1;
    if (answer.quotable && known === undefined) open += 1;
    if (known !== undefined) found.add(known);
    return known?.group ?? null;
  });
  if (found.size < left || open > quotable * MOST_NEW) return null;
  const rest = new Set(labels.flatMap((label, at) => (label === REST ? [at] : [])));
  const items = points.map(({ keys, answer }) => ({ keys, side: answers[answer]?.side ?? null }));
  // Points of no theme are held out of the themes' words.
  const groups = joinGroups(items, labels).map((label, at) => (rest.has(at) ? null : label));
  const titles = new Map<Point, string>();
  groups.forEach((group, at) => {
    const point = points[at];
    const title = group === null ? undefined : grouping.themes[group]?.title;
    if (point !== undefined && title !== undefined) titles.set(point, title);
  });
  return { groups, titles };
}
