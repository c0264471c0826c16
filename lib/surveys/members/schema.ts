import { z } from "zod";
import { addressSchema } from "@/lib/auth/schema";

/** How long somebody may take to answer an invite. */
export const inviteDays = 14;

export const inviteSchema = z.object({
  surveyId: z.uuid(),
  email: addressSchema,
  role: z.enum(["owner", "editor", "viewer"]),
});

export const memberForm = z.object({ surveyId: z.uuid(), userId: z.uuid() });
export const roleForm = memberForm.extend({ role: z.enum(["editor", "viewer"]) });
export const inviteForm = z.object({ surveyId: z.uuid(), inviteId: z.uuid() });

/** An answer of somebody who is signed in. */
export const answerForm = z.object({ inviteId: z.uuid() });

/** An answer by the link of the mail. */
export const joinForm = z.object({
  token: z.string().min(1).max(200),
  name: z.string().trim().max(200, "Use at most 200 characters."),
});
