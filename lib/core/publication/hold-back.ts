import { wilson } from "../statistics/intervals";
import { choiceFinding, estimateFinding, stanceFinding } from "../synthesis/findings";
import { readPoles } from "../synthesis/poles";
import { estimateStatistics, stanceStatistics } from "../synthesis/section-statistics";
import { holdShift } from "../synthesis/shift";
import type {
  ChoiceStatistics,
  EstimateStatistics,
  Finding,
  Section,
  StanceStatistics,
  Synthesis,
} from "../synthesis/synthesis-schema";
import { noDissentingQuote } from "../synthesis/synthesize";
import {
  findByRule,
  groupByRule,
  hasNoFigures,
  isOfKind,
  replaceRules,
  summarizeByRule,
  writeByRule,
} from "./by-rule";
import {
  bare,
  detachValues,
  distance,
  isComparable,
  isDetached,
  leavesTooFew,
  minus,
  people,
  synthetic,
  type ValueSection,
  type View,
  viewOf,
  withoutConfidence,
} from "./hidden-part";
import { matchThemes, type Placed } from "./match-themes";

// Two versions give away by their difference what neither gives away alone: where one value that nobody may see was added,
// the new figures less the old ones are that value. Both versions stay readable, so the newer one has to wait.

/**
 * Figures of the values that were hidden before together with those that are public now. Confidence and ranges of hidden
 * answers are in no public file, so the figures made of them are left out.
 */
function composed(before: View, after: View, invited: number | null): ValueSection {
  const { section } = after;
  const together = minus(before.hidden, minus(new Map(), after.shown));
  if (isOfKind(section, "stance")) {
    const scale = [...(section.question.scale ?? [])];
    const { id, prompt } = section.question;
    const statistics: StanceStatistics = {
      ...stanceStatistics({ id, kind: "stance", prompt, scale }, synthetic(together), invited),
      weightedShares: null,
      effectiveN: null,
      withoutConfidence: Math.max(0, withoutConfidence(before) + bare(after)),
    };
    const finding = stanceFinding(statistics.counts, readPoles(section.question));
    return { ...section, statistics, finding: keepOverride(finding, section) };
  }
  if (isOfKind(section, "estimate")) {
    const { id, prompt, unit = "number" } = section.question;
    const beyond = together.get(">") ?? 0;
    const values = new Map([...together].filter(([key]) => key !== ">"));
    // A range that holds every value, and one beyond it, so that the values read as they are.
    const max = Number.MAX_SAFE_INTEGER;
    values.set(`>${max}`, beyond);
    const statistics: EstimateStatistics = {
      ...estimateStatistics(
        { id, kind: "estimate", prompt, unit, never: true, min: -max, max },
        synthetic(values),
      ),
      lowMedian: null,
      highMedian: null,
    };
    const finding = estimateFinding(statistics, section.question);
    return { ...section, statistics, finding: keepOverride(finding, section) };
  }
  const n = together.get("") ?? 0;
  const statistics: ChoiceStatistics = {
    ...section.statistics,
    n,
    noOpinion: together.get("none") ?? 0,
    options: section.statistics.options.map((option) => {
      const count = together.get(option.id) ?? 0;
      return { ...option, count, share: n === 0 ? null : count / n, wilson: wilson(count, n) };
    }),
  };
  return { ...section, statistics, finding: keepOverride(choiceFinding(statistics), section) };
}

function keepOverride(finding: Finding, { finding: { overridden } }: Section): Finding {
  return { ...finding, overridden };
}

function valuesOf({ valued }: View): string {
  return JSON.stringify(
    valued
      .map(({ value, confidence, low, high }) => JSON.stringify([value, confidence, low, high]))
      .sort(),
  );
}

/** Figures made of confidence and ranges stay where nothing public explains a change in them. */
function keepWeights(before: View, after: View): ValueSection {
  const { section } = after;
  const hidden = people(after) - after.valued.length;
  if (hidden === 0 || valuesOf(before) !== valuesOf(after)) return section;
  if (isOfKind(section, "stance") && isOfKind(before.section, "stance")) {
    const { weightedShares, effectiveN, withoutConfidence } = before.section.statistics;
    const statistics = { ...section.statistics, weightedShares, effectiveN, withoutConfidence };
    return { ...section, statistics };
  }
  if (isOfKind(section, "estimate") && isOfKind(before.section, "estimate")) {
    const { lowMedian, highMedian } = before.section.statistics;
    return { ...section, statistics: { ...section.statistics, lowMedian, highMedian } };
  }
  return section;
}

/** The earlier figures, where the values are off their names in both versions. */
function asBefore(before: ValueSection, after: ValueSection): ValueSection {
  const finding = keepOverride(before.finding, after);
  if (isOfKind(after, "stance") && isOfKind(before, "stance")) {
    return { ...after, statistics: before.statistics, finding };
  }
  if (isOfKind(after, "choice") && isOfKind(before, "choice")) {
    return { ...after, statistics: { ...before.statistics, others: [] }, finding };
  }
  if (isOfKind(after, "estimate") && isOfKind(before, "estimate")) {
    return { ...after, statistics: before.statistics, finding };
  }
  return after;
}

/** Whether a side is large enough for its dissent to be heard is one of the figures. */
function holdDissent(before: Section, after: Section, mayQuote: boolean): Section["dissent"] {
  if (before.dissent === null) return null;
  const quote = mayQuote ? (after.dissent?.quote ?? null) : null;
  return { quote, text: quote?.text ?? noDissentingQuote };
}

type Held = { readonly section: ValueSection; readonly detach: boolean };

/** `earlier` with the newest first. */
function holdValues(
  earlier: readonly Placed[],
  after: { readonly section: ValueSection; readonly synthesis: Synthesis },
  minimumGroup: number,
): Held {
  const released = { section: after.section, detach: false };
  if (hasNoFigures(after.section)) return released;
  const is = viewOf(after.section, after.synthesis);
  const { kind } = after.section.question;
  const tooFew = (count: number) => count > 0 && count < minimumGroup;
  const views = earlier.flatMap(({ section, synthesis }) =>
    isComparable(section, after.section) && !hasNoFigures(section)
      ? [viewOf(section, synthesis)]
      : [],
  );
  const givesAway = (was: View, now: View) =>
    isDetached(was, now, minimumGroup)
      ? // The public values are the same ones in both, so the difference of the whole figures is that of the hidden ones.
        tooFew(distance(was.figures, now.figures, kind))
      : tooFew(distance(was.hidden, now.hidden, kind));
  const [latest] = views;
  if (latest === undefined) return released;
  if (!views.some((was) => givesAway(was, is))) {
    const same = views.find(
      (was) => !isDetached(was, is, minimumGroup) && distance(was.hidden, is.hidden, kind) === 0,
    );
    return same ? { section: keepWeights(same, is), detach: false } : released;
  }
  const hold = (was: View): Held => {
    if (isDetached(was, is, minimumGroup)) return withoutValues(was, after.section);
    const section = composed(was, is, after.synthesis.methods.invited);
    const dissent = holdDissent(was.section, section, true);
    return { section: { ...section, dissent }, detach: false };
  };
  const held = views.map(hold).find(({ section, detach }) => {
    const now = viewOf(
      section,
      detach ? withoutValuesOf(section, after.synthesis) : after.synthesis,
    );
    return !leavesTooFew(now, minimumGroup) && !views.some((was) => givesAway(was, now));
  });
  // What says no more than the newest of them says gives away nothing that it does not.
  return held ?? withoutValues(latest, after.section);
}

function withoutValues(was: View, after: ValueSection): Held {
  const section = asBefore(was.section, after);
  const dissent = holdDissent(was.section, section, false);
  return { section: { ...section, dissent }, detach: true };
}

function withoutValuesOf({ question }: Section, synthesis: Synthesis): Synthesis {
  return { ...synthesis, answers: detachValues(synthesis.answers, new Set([question.id])) };
}

type Part = { readonly count: number; readonly visible: number };

/** A count whose hidden part differs from an earlier one by too few keeps that of the newest. `earlier`: the newest first. */
function holdCount(earlier: readonly Part[], after: Part, minimumGroup: number): number {
  const hidden = earlier.map(({ count, visible }) => count - visible);
  const [latest] = hidden;
  const now = after.count - after.visible;
  const givesAway = hidden.some((was) => {
    const changed = Math.abs(now - was);
    return changed > 0 && changed < minimumGroup;
  });
  return givesAway && latest !== undefined ? after.visible + latest : after.count;
}

function holdCounts<S extends Section>(
  earlier: readonly Placed[],
  { section: after, synthesis }: { readonly section: S; readonly synthesis: Synthesis },
  minimumGroup: number,
): S {
  const matches = earlier.map((was) => matchThemes(was, { section: after, synthesis }));
  const themes = after.themes
    .map((theme) => {
      const known = matches.flatMap((match) => {
        const found = match.get(theme.id);
        return found ? [{ count: found.count ?? 0, visible: found.answers.length }] : [];
      });
      const now = { count: theme.count ?? 0, visible: theme.answers.length };
      return { ...theme, count: holdCount(known, now, minimumGroup) };
    })
    .sort((a, b) => b.count - a.count);
  const works = after.works
    .map((work) => {
      const known = earlier.flatMap(({ section }) => {
        const found = section.works.find(({ id }) => id === work.id);
        return found ? [{ count: found.citedBy, visible: found.answers.length }] : [];
      });
      const now = { count: work.citedBy, visible: work.answers.length };
      return { ...work, citedBy: holdCount(known, now, minimumGroup) };
    })
    .sort((a, b) => b.citedBy - a.citedBy);
  return { ...after, themes, works };
}

function wordingOf({ wording }: Section["question"]): number {
  return wording ?? 1;
}

function roundOf({ methods: { feedback } }: Synthesis): number {
  return feedback?.kind === "rounds" ? feedback.round : 1;
}

/**
 * Keeps figures of the version before where the new ones differ from those of any earlier version by fewer than
 * `minimumGroup` answers whose values are not public, so that no two versions give a hidden value away by their difference.
 * All are public forms; `earlier` has the oldest first. What is public is always up to date: the hidden part of the figures
 * alone stays as it was. Where values are off their names, the whole figures stay, and the values stay off. What the rules
 * say is written anew from what results. Rounds are never mixed: every position may have changed in a later one, so that
 * its difference from an earlier one gives no position away. Nor are wordings of a question: its figures begin anew with
 * each.
 */
export function holdBackFigures(
  earlier: readonly Synthesis[],
  next: Synthesis,
  minimumGroup: number,
): Synthesis {
  const newestFirst = earlier.filter((one) => roundOf(one) === roundOf(next)).reverse();
  if (newestFirst.length === 0) return next;
  const detached = new Set<string>();
  const sections = next.sections.map((section): Section => {
    const own = newestFirst.flatMap((synthesis): Placed[] => {
      const found = synthesis.sections.find(
        ({ question }) =>
          question.id === section.question.id &&
          wordingOf(question) === wordingOf(section.question),
      );
      return found?.question.kind === section.question.kind ? [{ section: found, synthesis }] : [];
    });
    if (own.length === 0) return section;
    const counted = holdCounts(own, { section, synthesis: next }, minimumGroup);
    if (isOfKind(counted, "works") || isOfKind(counted, "text")) return counted;
    const held = holdValues(own, { section: counted, synthesis: next }, minimumGroup);
    if (held.detach) detached.add(section.question.id);
    const { shift } = held.section;
    return shift
      ? {
          ...held.section,
          shift: holdShift(
            own.map((one) => one.section.shift),
            shift,
            minimumGroup,
          ),
        }
      : held.section;
  });
  const written = sections.map((section): Section => {
    const found = { ...section, finding: findByRule(section) } as Section;
    return {
      ...found,
      summary: replaceRules(found.summary, summarizeByRule(found, next.methods)),
    } as Section;
  });
  const answers = detachValues(next.answers, detached);
  const groups = groupByRule(answers, written, next.methods);
  return { ...next, ...writeByRule(next, written), sections: written, groups, answers };
}
