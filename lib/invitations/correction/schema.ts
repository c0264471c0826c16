import { z } from "zod";
import { forbidden } from "@/lib/core/invitations/parse-invitees";
import { languages } from "@/lib/core/language";
import { normalizeText } from "@/lib/core/text-form";
import { invitationForm } from "../schema";

/** One line about a person, as a mail's header and a table can hold it. */
const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `Use at most ${longest} characters.`)
    .refine((words) => !forbidden.test(words), "This contains an invisible character.")
    .transform(normalizeText);

/** What an author knows of somebody invited, put right; an empty language is the survey's. */
export const correctionForm = invitationForm.extend({
  name: line(200),
  affiliation: line(300),
  language: z.union([z.literal(""), z.enum(languages)]),
});
