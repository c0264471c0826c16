import { z } from "zod";

const box = z
  .literal("yes")
  .optional()
  .transform((value) => value === "yes");

/** What a survey's author chooses beside its words; an unticked box posts nothing. */
export const surveyChoicesSchema = z.object({
  surveyId: z.uuid(),
  showOthersAfterSubmitting: box,
  previewForNamed: box,
});
export type SurveyChoices = Omit<z.output<typeof surveyChoicesSchema>, "surveyId">;
