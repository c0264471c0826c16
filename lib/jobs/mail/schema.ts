import { z } from "zod";
import { addressSchema } from "@/lib/auth/schema";

/** A returned mail that the operator found in the mailbox of the site. */
export const returnedMailSchema = z.object({
  email: addressSchema,
  words: z
    .string()
    .trim()
    .max(300, "Use at most 300 characters.")
    .transform((words) => words.replace(/\s+/g, " ")),
});

/** What the operator reads after a test of the mail settings. */
export type MailTestState = {
  /** Each step with whether it went well, in words. */
  readonly steps: readonly { readonly good: boolean; readonly words: string }[];
  readonly transcript: readonly string[];
  readonly error?: string;
};

export type MailTestAction = (state: MailTestState, form: FormData) => Promise<MailTestState>;

export const untested: MailTestState = { steps: [], transcript: [] };
