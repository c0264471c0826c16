import { z } from "zod";
import { forbidden } from "@/lib/core/invitations/parse-invitees";
import { surveyFieldSchemas } from "@/lib/surveys/editor/schema";

/** Who mails come from, in words; what could start a header of its own or read as an address is refused. */
const senderNameSchema = z
  .string()
  .trim()
  .max(100, "Use at most 100 characters.")
  .refine((name) => !forbidden.test(name), "The name contains an invisible character.")
  .refine((name) => !/[<>@"\\]/.test(name), "A name has no quotation marks, brackets, \\ or @.");

/** The author's message as typed, over the version that was read. */
export const messageForm = z.object({
  surveyId: z.uuid(),
  message: z
    .string()
    .transform((text) => text.replace(/\r\n?/g, "\n"))
    .pipe(surveyFieldSchemas.invitationMessage),
  senderName: senderNameSchema,
  /** The member who gets the replies. */
  correspondentId: z.uuid("Choose who gets the replies."),
  version: z.coerce.number().int().nonnegative(),
});

/** A test mail, as this invited person would get it; without one, as a person of the product's own invention. */
export const testForm = z.object({
  surveyId: z.uuid(),
  invitationId: z.union([z.uuid(), z.literal("")]),
});
