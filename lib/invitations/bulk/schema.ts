import { z } from "zod";

/** What is done to the chosen invitations of the table. */
export const bulkSchema = z.object({
  surveyId: z.uuid("This survey does not exist."),
  act: z.enum(["remind", "revoke", "block", "unblock"]),
  invitationIds: z.array(z.uuid()).min(1, "Choose somebody in the table first.").max(10_000),
});
