import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import {
  changedTerms,
  type PrivacyTerm,
  type PrivacyTerms,
  worseForExperts,
} from "@/lib/core/survey/privacy-terms";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/queue";
import { lockForEditing } from "../editor/commands";
import { termsOf } from "./queries";

/** What is said where an opened survey's term would become worse for experts. */
const refusals: Readonly<Record<PrivacyTerm, string>> = {
  attributions: "Experts were offered this: since the survey has opened, levels can only be added.",
  submittingApprovesQuotes:
    "Experts were told that each quote is asked for: since the survey has opened, that stays.",
  minimumGroup: "Experts were told of a larger group: since the survey has opened, it only grows.",
  retentionMonths:
    "Experts were told of an earlier day: since the survey has opened, the time only gets shorter.",
  objectionContact: "Experts were told whom to write to: name somebody.",
};

/** Terms as the trail keeps them: not the contact's own words, which may be somebody's address. */
function inTrail(terms: PrivacyTerms, changed: readonly PrivacyTerm[]): string[] {
  return changed
    .filter((term) => term !== "objectionContact")
    .map((term) => `${term}: ${terms[term] ?? "none"}`);
}

/**
 * Stores what a survey promises its experts. Once it has opened, a term changes in their favour alone; where one would not,
 * nothing is stored and each is named. Who submitted while submitting approved quotes has approved them.
 */
export function storePrivacyTerms(input: {
  readonly surveyId: string;
  readonly actorId: string;
  readonly now: Date;
  readonly terms: PrivacyTerms;
}): Promise<Outcome<{ readonly changed: readonly PrivacyTerm[] }>> {
  return transaction(async (tx) => {
    const locked = await lockForEditing(tx, input);
    if (!locked.ok) return locked;
    const survey = locked.value;
    const told = termsOf(survey);
    const next = input.terms;
    const changed = changedTerms(told, next);
    if (changed.length === 0) return { ok: true, value: { changed } };
    const worse = survey.openedAt === null ? [] : worseForExperts(told, next);
    if (worse.length > 0) {
      return {
        ok: false,
        reason: "survey-opened",
        problems: worse.map((term) => ({ at: term, message: refusals[term] })),
      };
    }
    await tx.survey.update({
      where: { id: survey.id },
      data: { ...next, attributions: [...next.attributions], revision: { increment: 1 } },
    });
    await recordAudit(tx, {
      kind: "survey.terms-changed",
      actorId: input.actorId,
      surveyId: survey.id,
      details: {
        fields: changed,
        before: inTrail(told, changed),
        after: inTrail(next, changed),
      },
    });
    if (survey.status !== "draft") {
      await enqueue(tx, { name: "synthesis.regenerate", surveyId: survey.id });
    }
    return { ok: true, value: { changed } };
  });
}
