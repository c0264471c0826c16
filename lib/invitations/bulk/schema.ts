import { z } from "zod";
import { addressSchema } from "@/lib/auth/schema";

const surveyId = z.uuid("This survey does not exist.");
const chosen = z.array(z.uuid()).min(1, "Choose somebody in the table first.").max(10_000);
const simple = { surveyId, invitationIds: chosen };

/** What is done to the chosen invitations of the table. */
export const bulkSchema = z.discriminatedUnion("act", [
  z.object({ ...simple, act: z.enum(["remind", "revoke", "block", "unblock", "delivered"]) }),
  z.object({
    ...simple,
    act: z.literal("extend"),
    lastDay: z.union([z.literal(""), z.iso.date("Write the day as 2026-03-29.")]),
    /** Whether a mail tells them. */
    tell: z.boolean(),
  }),
  z.object({
    ...simple,
    act: z.literal("bounced"),
    words: z
      .string()
      .trim()
      .max(300, "Use at most 300 characters.")
      .transform((words) => words.replace(/\s+/g, " ")),
  }),
  z.object({
    surveyId,
    act: z.literal("renew"),
    corrections: z
      .array(z.object({ invitationId: z.uuid(), email: addressSchema }))
      .min(1, "Choose somebody in the table first.")
      .max(500, "Renew at most 500 at once."),
  }),
]);
