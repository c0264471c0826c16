import type {
  EstimatePoint,
  Section,
  Synthesis,
  SynthesisAnswer,
} from "../synthesis/synthesis-schema";
import { isOfKind } from "./by-rule";

// What anyone can compute of the values that nobody may see: the figures less the values that stand beside names and roles.

/** How often each value occurs, by its portable spelling. */
export type Tally = ReadonlyMap<string, number>;

export type ValueSection = Extract<
  Section,
  { readonly question: { readonly kind: "stance" | "choice" | "estimate" } }
>;

export function tally(entries: Iterable<readonly [string, number]>): Tally {
  const counts = new Map<string, number>();
  for (const [key, count] of entries) counts.set(key, (counts.get(key) ?? 0) + count);
  return counts;
}

export function minus(a: Tally, b: Tally): Tally {
  return tally([...a, ...[...b].map(([key, count]) => [key, -count] as const)]);
}

/**
 * The fewest answers that can separate two tallies. One answer moves one value of a scale, and any number of a choice's
 * options by one each.
 */
export function distance(
  before: Tally,
  after: Tally,
  kind: ValueSection["question"]["kind"],
): number {
  const changes = [...minus(after, before).values()];
  if (kind === "choice") return Math.max(0, ...changes.map(Math.abs));
  const sum = (sign: 1 | -1) =>
    changes.reduce((total, change) => total + Math.max(0, sign * change), 0);
  return Math.max(sum(1), sum(-1));
}

function spell(point: EstimatePoint): string {
  return point === "beyond" ? ">" : String(point);
}

/** The values in the figures. A choice's options do not add up to respondents, so these stand beside them. */
function figures(section: ValueSection): Tally {
  const noOpinion = ["none", section.statistics.noOpinion] as const;
  if (isOfKind(section, "stance")) {
    const { counts } = section.statistics;
    return tally([...counts.map((count, at) => [String(at + 1), count] as const), noOpinion]);
  }
  if (isOfKind(section, "choice")) {
    const { options, n } = section.statistics;
    return tally([...options.map(({ id, count }) => [id, count] as const), ["", n], noOpinion]);
  }
  const { values } = section.statistics;
  return tally([...values.map((value) => [spell(value), 1] as const), noOpinion]);
}

/** The values that anyone can read beside a name or a role. */
function shown(section: ValueSection, answers: readonly SynthesisAnswer[]): Tally {
  const options = new Set(section.question.options?.map(({ id }) => id));
  return tally(
    answers.flatMap(({ value }): (readonly [string, number])[] => {
      const trimmed = value.trim();
      if (trimmed === "none" && !options.has("none")) return [["none", 1]];
      if (isOfKind(section, "stance")) return [[trimmed, 1]];
      if (isOfKind(section, "estimate")) {
        if (trimmed === "never") return [["never", 1]];
        return [[trimmed.startsWith(">") ? ">" : String(Number(trimmed)), 1]];
      }
      const chosen = new Set(trimmed.split(";").map((part) => part.trim()));
      return [
        ["", 1],
        ...[...chosen].filter((id) => options.has(id)).map((id) => [id, 1] as const),
      ];
    }),
  );
}

export type View = {
  readonly section: ValueSection;
  /** Public answers to the question that show a value. */
  readonly valued: readonly SynthesisAnswer[];
  /** Public answers that show no value. */
  readonly silent: number;
  readonly figures: Tally;
  readonly shown: Tally;
  readonly hidden: Tally;
};

export function viewOf(section: ValueSection, synthesis: Synthesis): View {
  const answers = synthesis.answers.filter(({ question }) => question === section.question.id);
  const valued = answers.filter(({ value }) => value.trim() !== "");
  const all = figures(section);
  const open = shown(section, valued);
  return {
    section,
    valued,
    silent: answers.length - valued.length,
    figures: all,
    shown: open,
    hidden: minus(all, open),
  };
}

export function isComparable(before: Section, after: ValueSection): before is ValueSection {
  const form = ({ question: { kind, scale, options, unit } }: Section) =>
    JSON.stringify([kind, scale?.length, options?.map(({ id }) => id), unit]);
  return form(before) === form(after);
}

export function synthetic(counts: Tally) {
  return [...counts].flatMap(([value, count]) =>
    Array.from({ length: Math.max(0, count) }, () => ({
      value,
      confidence: null,
      low: null,
      high: null,
      text: "",
    })),
  );
}

/** Public positions without a confidence. */
export function bare({ section, valued }: View): number {
  if (!isOfKind(section, "stance")) return 0;
  return valued.filter(({ value, confidence }) => value !== "none" && confidence === null).length;
}

/** Hidden positions without a confidence. */
export function withoutConfidence(view: View): number {
  if (!isOfKind(view.section, "stance")) return 0;
  return view.section.statistics.withoutConfidence - bare(view);
}

/** People who gave a value or said that they have none. */
export function people({ section: { statistics } }: View): number {
  return statistics.n + statistics.noOpinion;
}

/** Whether values were taken off their names in one of the versions, as far as the versions tell. */
export function isDetached(before: View, after: View, minimumGroup: number): boolean {
  const [was, is] = [before.valued.length, after.valued.length];
  if (was > 0 && is > 0) return false;
  if (was > 0 || (is === 0 && after.silent > 0)) return true;
  if (is === 0) return false;
  // Those without words were not even listed then; too few would have remained beside the ones that are named now.
  const remaining = people(before) - is;
  const cameOut = people(after) - is < people(before);
  return before.silent > 0 || (remaining > 0 && remaining < minimumGroup && cameOut);
}

/** Whether values stand beside names though fewer than `minimumGroup` of those in the figures are not public: by subtraction these would be. */
export function leavesTooFew(view: View, minimumGroup: number): boolean {
  const hidden = people(view) - view.valued.length;
  return view.valued.length > 0 && hidden > 0 && hidden < minimumGroup;
}

/** The values of some questions off their names; what shows no words either is not listed. */
export function detachValues(
  answers: readonly SynthesisAnswer[],
  questions: ReadonlySet<string>,
): SynthesisAnswer[] {
  return answers.flatMap((answer): SynthesisAnswer[] => {
    if (!questions.has(answer.question)) return [answer];
    if (answer.text === "") return [];
    return [{ ...answer, value: "", confidence: null, low: null, high: null }];
  });
}
