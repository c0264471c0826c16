import type { GroupedPoint, ThemeGrouping } from "../synthesis-input";
import type { Synthesis } from "../synthesis-schema";
import type { SortedThemes } from "./check-themes";

// A sorting of points that passed, as it is kept: by respondent and words, since the ids of a synthesis are drawn anew.

export type KeptThemes = Pick<ThemeGrouping, "themes" | "rest">;

/** The form in which a sorting is kept; null where an answer of it is not there. */
export function keepThemes(
  sorted: SortedThemes,
  respondentOf: (publicId: string) => string | undefined,
): KeptThemes | null {
  let whole = true;
  const keep = (points: SortedThemes["rest"]) =>
    points.flatMap(({ answer, words }): GroupedPoint[] => {
      const respondent = respondentOf(answer);
      if (respondent === undefined) whole = false;
      return respondent === undefined ? [] : [{ respondent, words }];
    });
  const themes = sorted.themes.map(({ title, points }) => ({ title, points: keep(points) }));
  const kept = { themes, rest: keep(sorted.rest) };
  return whole ? kept : null;
}

/** Whether all words of a kept sorting stand in what may be read of a synthesis. */
export function standsIn(
  kept: KeptThemes,
  question: string,
  synthesis: Pick<Synthesis, "answers">,
  publicIdOf: (respondent: string, question: string) => string | undefined,
): boolean {
  const texts = new Map(
    synthesis.answers.flatMap(({ id, quote, text }) => (quote ? [[id, text] as const] : [])),
  );
  return [...kept.themes.flatMap(({ points }) => points), ...kept.rest].every(
    ({ respondent, words }) => texts.get(publicIdOf(respondent, question) ?? "")?.includes(words),
  );
}
