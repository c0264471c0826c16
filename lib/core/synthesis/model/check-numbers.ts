import type { Section } from "../synthesis-schema";
import { type Claim, claimsOf, numberPasses, sharePasses } from "./claims";
import { type Figure, talliesOf } from "./figures";

// Whether the numbers of a sentence are those that were computed, each said of whom it counts.

const bareSubject =
  /\b(?:respondents|participants|those who answered|people who answered|they|the panel|the answers)\s+(?:all\s+|\p{L}+ly\s+)?(?:agree|reject|believe|think|say|accept|support|oppose|expect|want|doubt|favou?r|hold|deny|know)s?\b/giu;

/** Words that the page has from the author of the survey, not from a respondent. */
export function authored(section: Section): string[] {
  const { prompt, scale = [], options = [], poles = [] } = section.question;
  return [prompt, ...scale, ...options.map(({ label }) => label), ...poles];
}

type Span = { readonly start: number; readonly end: number };

/** Where words of the tallies stand in the sentence: the longest first, none inside another. */
function tallySpans(lower: string, section: Section): (Span & { counts: number[] })[] {
  const byWords = new Map<string, number[]>();
  for (const { words, count } of talliesOf(section)) {
    for (const word of words) {
      if (word.trim() === "") continue;
      byWords.set(word, [...(byWords.get(word) ?? []), count]);
    }
  }
  const spans: (Span & { counts: number[] })[] = [];
  const letter = /[\p{L}\p{N}]/u;
  for (const [word, counts] of [...byWords].sort(([a], [b]) => b.length - a.length)) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
      const end = at + word.length;
      const inside = spans.some((span) => at < span.end && end > span.start);
      if (inside || letter.test(lower[at - 1] ?? "") || letter.test(lower[end] ?? "")) continue;
      spans.push({ start: at, end, counts });
    }
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** The sentence's clauses; a name that holds a comma or "and" stays in one. */
function clauses(lower: string, whole: readonly Span[]): Span[] {
  const cuts = [...lower.matchAll(/[;:,—–()]|\b(?:while|whereas|but|and|though|although)\b/gu)]
    .map((match) => match.index)
    .filter((at) => !whole.some(({ start, end }) => at >= start && at < end));
  const edges = [0, ...cuts, lower.length];
  return edges.slice(1).map((end, at) => ({ start: edges[at] ?? 0, end }));
}

/** "of the twelve who answered": what the others are counted of. */
function isBase(claim: Claim, lower: string): boolean {
  return /\bof (?:the |those |all |all the )?$/u.test(
    lower.slice(Math.max(0, claim.start - 16), claim.start),
  );
}

export function numbersFail(
  text: string,
  blanked: string,
  section: Section,
  figures: readonly Figure[],
  passages: readonly string[],
): boolean {
  const lower = text.toLowerCase();
  const claims = claimsOf(blanked);
  const { n } = section.statistics;
  const own = [...authored(section), ...passages].map((words) => words.toLowerCase());
  // "All labs" of a respondent's own, or "2030" of the question, count nobody.
  const borrowed = (claim: Claim) => {
    const after = /^[\s\u00A0]+[\p{L}-]+/u.exec(lower.slice(claim.end))?.[0] ?? "";
    const words = lower.slice(claim.start, claim.end);
    if (/^\d{3,}$/.test(words)) return own.some((one) => one.includes(words));
    return after !== "" && own.some((one) => one.includes(words + after));
  };
  const counted = claims.filter((claim) => !borrowed(claim));
  // "Two points recur" counts the themes that the sentence names.
  const themes = figures.filter(({ statistic }) => statistic.startsWith("themes.")).length;
  for (const { said } of counted) {
    const holds =
      (themes > 1 && numberPasses(said, themes)) ||
      figures.some(
        ({ numbers, shares }) =>
          numbers.some((value) => numberPasses(said, value)) ||
          shares.some((value) => sharePasses(said, value)),
      );
    if (!holds) return true;
  }
  // Who stands where: in each clause the count must be that of the side it speaks of.
  const spans = tallySpans(lower, section);
  for (const clause of clauses(lower, spans)) {
    const within = ({ start, end }: Span) => start >= clause.start && end <= clause.end;
    const here = spans.filter(within);
    const [first] = counted.filter((claim) => within(claim) && !isBase(claim, lower));
    if (here.length === 0 || first === undefined) continue;
    const counts = here.flatMap((span) => span.counts);
    const sum = here.reduce((total, span) => total + (span.counts[0] ?? 0), 0);
    const fits = [...counts, sum].some(
      (count) => numberPasses(first.said, count) || (n > 0 && sharePasses(first.said, count / n)),
    );
    if (!fits) return true;
  }
  // "Respondents agree" without a number says that all of them do.
  for (const match of blanked.matchAll(bareSubject)) {
    const before = blanked.slice(Math.max(0, match.index - 24), match.index);
    if (/\b(?:of|among)\s[^;,.]*$/iu.test(before)) continue;
    const end = match.index + match[0].length;
    const spoken = spans.find(({ start }) => start < end && start >= match.index);
    const counts = spoken?.counts ?? [];
    if (n === 0 || !counts.some((count) => count === n)) return true;
  }
  return false;
}
