import { z } from "zod";

/** The form that takes an address out: the word to type, the surveys to be erased from too, and whether nobody may write again. */
export const eraseAddressSchema = z.object({
  word: z.string().max(100).default(""),
  invitationIds: z.array(z.uuid()).max(1000),
  block: z.boolean(),
});
