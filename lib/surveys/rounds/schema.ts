import { z } from "zod";

const day = z.iso.date("Choose a day.");

/** Days of one round: until its end in the survey's time zone. The first opens with the survey. */
export const roundDaysSchema = z.object({
  surveyId: z.uuid(),
  number: z.coerce.number().int().min(1).max(5),
  opensOn: z.union([z.literal(""), day]).default(""),
  closesOn: day,
});

/** Days of a round to be added. */
export const newRoundSchema = z.object({ surveyId: z.uuid(), opensOn: day, closesOn: day });

/** The round to be taken away. */
export const removeRoundSchema = z.object({
  surveyId: z.uuid(),
  number: z.coerce.number().int().min(2).max(5),
});
