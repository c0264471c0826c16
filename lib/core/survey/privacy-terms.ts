import * as z from "zod";
import { type Attribution, attributionSchema } from "../answers/answer";
import { tighterLevels } from "../answers/merge";

/** The fewest answers without a public value that a survey of this site may let stand beside each other. */
export const leastMinimumGroup = 3;

/**
 * What a survey promises its experts about their words. They read it on the first screen before they answer, so once the
 * survey has opened it changes in their favour alone.
 */
export const privacyTermsSchema = z.object({
  /** The levels that experts choose from; any order, at least one. */
  attributions: z
    .array(attributionSchema)
    .min(1, "Offer experts at least one level.")
    .transform((levels) => attributionSchema.options.filter((level) => levels.includes(level))),
  submittingApprovesQuotes: z.boolean(),
  minimumGroup: z
    .number()
    .int("Write a whole number.")
    .min(leastMinimumGroup, `A smaller group than ${leastMinimumGroup} hides nobody.`)
    .max(50, "Use at most 50."),
  /** Months after the end; null keeps names and texts. */
  retentionMonths: z
    .number()
    .int("Write a whole number of months.")
    .min(1, "Write at least one month.")
    .max(240, "Use at most 240 months.")
    .nullable(),
  /** A name, an address, or both; empty for whoever sent the invitation. */
  objectionContact: z
    .string()
    .max(300, "Use at most 300 characters.")
    .transform((words) => words.replace(/\s+/g, " ").trim()),
});
export type PrivacyTerms = z.output<typeof privacyTermsSchema>;
export type PrivacyTerm = keyof PrivacyTerms;

/**
 * The terms that would be worse for experts than what they were told: a level taken away, quotes approved by submitting
 * where each was asked for, a smaller minimum group, a longer time, no contact where there was one.
 */
export function worseForExperts(told: PrivacyTerms, next: PrivacyTerms): readonly PrivacyTerm[] {
  const worse: Readonly<Record<PrivacyTerm, boolean>> = {
    attributions: told.attributions.some((level) => !next.attributions.includes(level)),
    submittingApprovesQuotes: !told.submittingApprovesQuotes && next.submittingApprovesQuotes,
    minimumGroup: next.minimumGroup < told.minimumGroup,
    retentionMonths:
      told.retentionMonths !== null &&
      (next.retentionMonths === null || next.retentionMonths > told.retentionMonths),
    objectionContact: told.objectionContact !== "" && next.objectionContact === "",
  };
  return (Object.keys(worse) as PrivacyTerm[]).filter((term) => worse[term]);
}

/** The terms in which two promises differ. */
export function changedTerms(before: PrivacyTerms, after: PrivacyTerms): readonly PrivacyTerm[] {
  return (Object.keys(privacyTermsSchema.shape) as PrivacyTerm[]).filter(
    (term) => JSON.stringify(before[term]) !== JSON.stringify(after[term]),
  );
}

/** The levels that show less than this one and are offered, the next first. */
export function offeredTighter(
  level: Attribution,
  offered: readonly Attribution[],
): readonly Attribution[] {
  return tighterLevels(level).filter((tighter) => offered.includes(tighter));
}
