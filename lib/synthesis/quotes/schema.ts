import { z } from "zod";

/** The most that a respondent's own words for a quote may hold. */
export const editedQuoteLimit = 2000;

/** Form of one quote's buttons. */
export const decideQuoteSchema = z.discriminatedUnion("act", [
  z.object({ act: z.literal("approve"), quote: z.uuid() }),
  z.object({ act: z.literal("refuse"), quote: z.uuid() }),
  z.object({ act: z.literal("edit"), quote: z.uuid(), text: z.string() }),
  z.object({ act: z.literal("approve-rest") }),
]);

/** Form with which an author asks for approval. */
export const askForQuotesSchema = z.object({
  surveyId: z.uuid(),
  decideBy: z.iso.date("Choose a day until which to decide."),
});
