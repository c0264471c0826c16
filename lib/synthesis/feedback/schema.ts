import { z } from "zod";

/** A passage worth showing to other respondents: a range of one answer revision. Words are never stored here. */
export const feedbackPointsSchema = z.array(
  z.object({
    question: z.string(),
    answerId: z.uuid(),
    source: z.uuid(),
    start: z.number().int().nonnegative(),
    end: z.number().int().positive(),
  }),
);
export type FeedbackPoints = z.infer<typeof feedbackPointsSchema>;

/** Form with which a stance is revised beside the others' answers. */
export const reviseStanceSchema = z.object({
  question: z.string().max(100),
  value: z.string().max(20),
  confidence: z.string().max(20).default(""),
  text: z.string().max(200_000),
});
export type ReviseStance = z.infer<typeof reviseStanceSchema>;
