import { z } from "zod";
import { isNeutralTitle } from "../../publication/by-rule";
import { normalizeText } from "../../text-form";
import { FEWEST_THEMES, MOST_THEMES } from "../text/find-themes";
import { isHeading } from "../text/names";
import { readText } from "../text/points";
import { isSaidIn } from "../text/titles";
import { countUses, type WordUses } from "../text/word-uses";
import { countWords } from "../wording";
import type { Brief, Request, SentPoint } from "./brief";

// What a model's sorting of points into themes has to pass before anybody sees it: every point once, themes of several
// answers, three to eight of them. A name that fails is the rules' to give; a sorting that fails is dropped whole.

export const themesSchema = z.object({
  themes: z
    .array(z.object({ title: z.string().max(200), points: z.array(z.string().max(80)).max(400) }))
    .max(40),
  rest: z.array(z.string().max(80)).max(400).default([]),
});

/** Why a sorting, or the name of one of its themes, was dropped. */
export type ThemeFault = "theme-shape" | "theme-points" | "theme-number" | "theme-name";

/** Points in themes as a model sorted them. The title is empty where the rules shall name the theme. */
export type SortedThemes = {
  readonly themes: readonly { readonly title: string; readonly points: readonly SentPoint[] }[];
  readonly rest: readonly SentPoint[];
};

const mostWords = 7;
const longestTitle = 60;
/** Of the points so many may belong to no theme. */
const mostRest = 1 / 3;
/** Among so many answers, what two of them share is no theme yet. */
const manyAnswers = 10;

/** Whether words may head a theme: a short name in the words of its points, which names no person. */
function isTitle(
  title: string,
  points: readonly SentPoint[],
  { nameWords, uses }: { readonly nameWords: ReadonlySet<string>; readonly uses: WordUses },
): boolean {
  const words = countWords(title);
  return (
    title.length <= longestTitle &&
    words >= 1 &&
    words <= mostWords &&
    /^\p{Lu}[\p{L}\p{M}\p{N} ’'-]*$/u.test(title) &&
    !isNeutralTitle(title) &&
    isHeading(title, "en", uses) &&
    isSaidIn(
      title,
      points.map((point) => point.words),
    ) &&
    !title.split(/[^\p{L}\p{M}’'-]+/u).some((word) => nameWords.has(word))
  );
}

/**
 * Reads how a model sorted the points of a brief: null where it left them to the rules. What is at fault is in `faults`,
 * and where `sorted` is null nothing of it is kept.
 */
export function readThemes(
  reply: unknown,
  brief: Brief,
  { pointOf }: Pick<Request, "pointOf">,
  nameWords: ReadonlySet<string>,
): { readonly sorted: SortedThemes | null; readonly faults: readonly ThemeFault[] } | null {
  const given = z.looseObject({ themes: z.unknown() }).safeParse(reply).data?.themes;
  if (given === undefined || given === null || (Array.isArray(given) && given.length === 0))
    return null;
  const parsed = themesSchema.safeParse(reply);
  if (!parsed.success) return { sorted: null, faults: ["theme-shape"] };
  if (brief.points.length === 0) return { sorted: null, faults: ["theme-points"] };
  const { themes, rest } = parsed.data;
  const ids = [...themes.flatMap(({ points }) => points), ...rest];
  const once =
    ids.length === pointOf.size &&
    new Set(ids).size === ids.length &&
    ids.every((id) => pointOf.has(id));
  if (!once || rest.length > pointOf.size * mostRest)
    return { sorted: null, faults: ["theme-points"] };
  const pointsOf = (list: readonly string[]) => list.flatMap((id) => pointOf.get(id) ?? []);
  const fewest = brief.texts.size >= manyAnswers ? 3 : 2;
  const sizeable = themes.every(
    ({ points }) => new Set(pointsOf(points).map(({ answer }) => answer)).size >= fewest,
  );
  if (!sizeable || themes.length < FEWEST_THEMES || themes.length > MOST_THEMES)
    return { sorted: null, faults: ["theme-number"] };
  const faults: ThemeFault[] = [];
  const taken = new Set<string>();
  const uses = countUses(
    [...brief.texts.values()].flatMap((text) =>
      readText(text).sentences.map((sentence) => ({ text, sentence })),
    ),
  );
  const sorted = themes.map(({ title, points }) => {
    const own = pointsOf(points);
    const words = normalizeText(title).replace(/\s+/g, " ").trim();
    const head = words.charAt(0).toUpperCase() + words.slice(1);
    const holds = isTitle(head, own, { nameWords, uses }) && !taken.has(head.toLowerCase());
    if (holds) taken.add(head.toLowerCase());
    else faults.push("theme-name");
    return { title: holds ? head : "", points: own };
  });
  return { sorted: { themes: sorted, rest: pointsOf(rest) }, faults };
}
