import { z } from "zod";

/** What the author's Publish button sends. */
export const publishFormSchema = z.object({
  surveyId: z.uuid(),
  /** Hash of the input of the draft that was on the screen. */
  seenInputHash: z.string().regex(/^[0-9a-f]{64}$/),
});
