import { z } from "zod";
import { addressSchema } from "@/lib/auth/schema";

/** The most colleagues that one invited expert can name. */
export const maximumSuggestions = 10;

const line = (most: number) => z.string().trim().max(most).default("");

/** The expert's form: a name, and what helps to find the person. */
export const suggestionSchema = z.object({
  name: z.string().trim().min(1).max(200),
  email: line(300),
  note: line(1000),
  /** What becomes of the expert's own invitation. */
  go: z.enum(["decline", "stay"]).default("stay"),
});

const decision = z.object({ surveyId: z.uuid(), suggestionId: z.uuid() });

/** The author's forms. */
export const approveSuggestionSchema = decision.extend({ email: addressSchema });
export const dismissSuggestionSchema = decision;
