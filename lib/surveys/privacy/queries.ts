import type { PrivacyTerms } from "@/lib/core/survey/privacy-terms";
import type { Survey } from "@/prisma/generated/client/client";

/** What a stored survey promises its experts. */
export function termsOf(survey: Pick<Survey, keyof PrivacyTerms>): PrivacyTerms {
  const { attributions, submittingApprovesQuotes, minimumGroup } = survey;
  const { retentionMonths, objectionContact } = survey;
  return {
    attributions,
    submittingApprovesQuotes,
    minimumGroup,
    retentionMonths,
    objectionContact,
  };
}
