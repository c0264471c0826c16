import { z } from "zod";

/** Whom to remind now. */
export const remindNowSchema = z.object({
  surveyId: z.uuid(),
  invitationIds: z.array(z.uuid()).min(1, "Choose somebody first.").max(10_000),
});
