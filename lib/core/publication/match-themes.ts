import type { Section, Synthesis, SynthesisAnswer, Theme } from "../synthesis/synthesis-schema";
import { isNeutralTitle } from "./by-rule";

/** A section in its version. */
export type Placed = { readonly section: Section; readonly synthesis: Synthesis };

/** As much of the smaller theme's readable answers must be in both for the two to be one theme under two titles. */
const ENOUGH = 2 / 3;

const withdrawn = "withdrawn";

/**
 * Which theme of the earlier version each theme of the later one is, by its id. A theme keeps its title, or else most of
 * those who make the point: answers get new ids with each version, so these are told by their names, and by their words
 * where they have none. A theme of which nobody may be read is found by its title alone.
 */
export function matchThemes(before: Placed, after: Placed): ReadonlyMap<string, Theme> {
  const found = new Map<string, Theme>();
  const taken = new Set<Theme>();
  const pair = (now: Theme, was: Theme) => {
    found.set(now.id, was);
    taken.add(was);
  };
  for (const theme of after.section.themes) {
    if (isNeutralTitle(theme.title)) continue;
    const same = before.section.themes.find((one) => one.title === theme.title && !taken.has(one));
    if (same) pair(theme, same);
  }
  const were = before.section.themes
    .filter((theme) => !taken.has(theme))
    .map((theme) => ({ theme, members: membersOf(theme, before.synthesis) }));
  const shared = after.section.themes
    .filter(({ id }) => !found.has(id))
    .flatMap((theme) => {
      const members = membersOf(theme, after.synthesis);
      return were.flatMap((was) => {
        const count = [...members].filter((one) => was.members.has(one)).length;
        const share = count / Math.min(members.size, was.members.size);
        return count > 0 && share >= ENOUGH ? [{ theme, was: was.theme, count, share }] : [];
      });
    })
    .sort((a, b) => b.count - a.count || b.share - a.share);
  for (const { theme, was } of shared) {
    if (!found.has(theme.id) && !taken.has(was)) pair(theme, was);
  }
  return found;
}

function membersOf(theme: Theme, { answers }: Synthesis): ReadonlySet<string> {
  const own = new Set(theme.answers);
  return new Set(answers.filter(({ id }) => own.has(id)).flatMap(keyOf));
}

function keyOf({ attribution, shownAs, text }: SynthesisAnswer): string[] {
  if (attribution === "named" && shownAs !== withdrawn && shownAs !== "") return [`by ${shownAs}`];
  return text === "" || text === withdrawn ? [] : [`says ${text}`];
}
