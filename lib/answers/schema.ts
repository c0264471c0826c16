import { z } from "zod";
import { attributionSchema } from "@/lib/core/answers/answer";

/** Name of the cookie that holds one invitation's session. */
export const answerCookie = "consilience_answer";
/** How long a device stays with its invitation. */
export const sessionDays = 90;

/** Where a mail's link may lead, past the first screen. */
export const destinationSchema = z.enum(["quotes", "others", "data", "preview", "reworded"]);
export type Destination = z.infer<typeof destinationSchema>;

/** Body of `POST /api/answer/v1/drafts`. */
export const saveDraftsSchema = z.object({
  /** The response that the page shows; absent only from pages that do not know it. */
  response: z.uuid().optional(),
  fields: z
    .array(
      z.object({
        /** The question revision that was answered; null for the respondent's own fields. */
        question: z.uuid().nullable(),
        field: z.string().min(1).max(40),
        value: z.unknown(),
        /** The version that it was typed over; 0 when nothing was stored. */
        baseVersion: z.number().int().min(0).max(2_000_000_000),
      }),
    )
    .min(1)
    .max(400),
});
export type DraftSave = z.infer<typeof saveDraftsSchema>["fields"][number];

/** Body of `POST /api/answer/v1/works`: the address of a work. */
export const workLookUpSchema = z.object({ address: z.string().min(1).max(2000) });

/** Form of the decline button. */
export const declineSchema = z.object({ reason: z.string().trim().max(1000).default("") });

/** Form that ends another device, or all others. */
export const endDeviceSchema = z.object({ device: z.union([z.uuid(), z.literal("all")]) });

/** Form of the submit button: the number that this submission will have. */
export const submitSchema = z.object({ submission: z.coerce.number().int().min(1).max(1_000_000) });

/** Form for showing less of an answer. */
export const tightenSchema = z.object({
  answer: z.uuid(),
  attribution: attributionSchema,
  quotable: z.enum(["yes", "no"]).default("no"),
});
