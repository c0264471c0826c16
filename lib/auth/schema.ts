import { z } from "zod";
import { parseAddress } from "@/lib/core/invitations/parse-invitees";

/** One mail address, lower case. */
export const addressSchema = z.string().transform((raw, context) => {
  const parsed = parseAddress(raw);
  if ("email" in parsed) return parsed.email;
  context.addIssue({
    code: "custom",
    message:
      raw.trim() === ""
        ? "Enter your mail address."
        : "This is not a mail address. It should look like name@example.org.",
  });
  return z.NEVER;
});

export const signInSchema = z.object({ email: addressSchema });

export const claimSchema = z.object({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1, "Enter your name.").max(200, "Use at most 200 characters."),
  email: addressSchema,
});

export const admitSchema = z.object({ email: addressSchema });
