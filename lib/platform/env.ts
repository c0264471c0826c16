import { z } from "zod";

const weakSecrets = /^(.)\1*$|^(change-?me|secret|password|default|test)/i;

/** The product's settings. Nothing has a silent default that a production could run on by accident. */
export const envSchema = z.object({
  DATABASE_URL: z
    .string({ error: "is not set" })
    .regex(/^postgres(ql)?:\/\/\S+$/, "must be a postgresql:// address"),
  /** The site's public address without a trailing slash; every link in a mail begins with it. */
  SITE_URL: z
    .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
    .transform((url) => url.replace(/\/+$/, "")),
  /** What all links and cookies are computed from. */
  SECRET: z
    .string({ error: "is not set" })
    .min(32, "must have at least 32 characters")
    .refine((secret) => !weakSecrets.test(secret), "is too easy to guess"),
  SMTP_URL: z
    .string({ error: "is not set" })
    .regex(/^smtps?:\/\/\S+$/, "must be an smtp:// or smtps:// address"),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/, "must be an address")
    .default("Consilience <consilience@localhost>"),
  /** Multiplies every rate limit, for an installation whose people share one address. */
  RATE_LIMIT_FACTOR: z.coerce.number().min(1).max(1000).default(1),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Env = z.infer<typeof envSchema>;

/** Thrown with one line an operator can act on. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

/**
 * Reads settings from environment variables.
 * @throws SettingsError naming every variable that is missing or wrong.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const parsed = envSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  throw new SettingsError(lines.join("; "));
}

let cached: Env | undefined;

/** The settings of this process, parsed once. */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}
