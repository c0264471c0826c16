import { z } from "zod";
import { addressSchema } from "@/lib/auth/schema";
import { normalizeText } from "@/lib/core/text-form";

/** How many mails ask one address to confirm one request. */
export const maximumConfirmations = 3;

/** For how long a request waits to be confirmed; then nothing of it is kept. */
export const confirmDays = 7;

const line = (most: number) =>
  z
    .string()
    .transform((raw) => normalizeText(raw).replace(/\s+/g, " ").trim())
    .pipe(z.string().max(most));

/** What whoever asks to be invited writes. The reasons are shown in the reader's language by the page. */
export const nominationSchema = z.object({
  name: line(200).pipe(z.string().min(1)),
  email: addressSchema,
  affiliation: line(300),
  note: z
    .string()
    .transform((raw) => normalizeText(raw).trim())
    .pipe(z.string().max(2000)),
});

export type NominationWords = z.infer<typeof nominationSchema>;

/** What the owner of the address decides on the page of the mail. */
export const nominationWishSchema = z.object({ wish: z.enum(["confirm", "refuse", "block"]) });

/** The author's form. */
export const nominationDecisionSchema = z.object({
  surveyId: z.uuid(),
  nominationId: z.uuid(),
  step: z.enum(["approve", "dismiss"]),
});
