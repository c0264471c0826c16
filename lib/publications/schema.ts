import { z } from "zod";

const word = z.string().min(1).max(80).nullable().catch(null).default(null);

/** How a list of a public page is ordered and filtered, as its address says; what it cannot mean is passed over. */
export const listOrderSchema = z.object({
  sort: word,
  order: z.enum(["asc", "desc"]).nullable().catch(null).default(null),
  question: word,
});

/** What the author's Publish button sends. */
export const publishFormSchema = z.object({
  surveyId: z.uuid(),
  /** Hash of the input of the draft that was on the screen. */
  seenInputHash: z.string().regex(/^[0-9a-f]{64}$/),
});
