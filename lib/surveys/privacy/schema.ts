import { z } from "zod";
import { attributionSchema } from "@/lib/core/answers/answer";
import { privacyTermsSchema } from "@/lib/core/survey/privacy-terms";

const written = z.string().trim();
const digits = /^\d{1,4}$/;
const wholeNumber = written.regex(digits, "Write a whole number.").transform(Number);

/** The form of a survey's terms as it is posted: boxes, and numbers as they are written. */
export const privacyFormSchema = z.object({
  surveyId: z.uuid(),
  attributions: z.array(attributionSchema).pipe(privacyTermsSchema.shape.attributions),
  submittingApprovesQuotes: z
    .literal("yes")
    .optional()
    .transform((value) => value === "yes"),
  minimumGroup: wholeNumber.pipe(privacyTermsSchema.shape.minimumGroup),
  /** Empty for no date. */
  retentionMonths: written
    .refine((text) => text === "" || digits.test(text), "Write a whole number, or nothing.")
    .transform((text) => (text === "" ? null : Number(text)))
    .pipe(privacyTermsSchema.shape.retentionMonths),
  objectionContact: z.string().pipe(privacyTermsSchema.shape.objectionContact),
});
