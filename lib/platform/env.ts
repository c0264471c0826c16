import { BlockList, isIP } from "node:net";
import { z } from "zod";

const weakSecrets = /^(.)\1*$|^(change-?me|secret|password|default|test)/i;

/** This machine, and the addresses and networks (CIDR) that are listed; null where an entry is neither. */
function readProxies(list: string): BlockList | null {
  const proxies = new BlockList();
  proxies.addSubnet("127.0.0.0", 8, "ipv4");
  proxies.addAddress("::1", "ipv6");
  for (const entry of list.split(",").flatMap((part) => part.trim() || [])) {
    const [address = "", bits, ...rest] = entry.split("/");
    const family = isIP(address);
    const widest = family === 4 ? 32 : 128;
    const prefix = bits === undefined ? widest : Number(bits);
    const isPrefix = /^\d+$/.test(bits ?? "0") && prefix <= widest;
    if (family === 0 || rest.length > 0 || !isPrefix) return null;
    proxies.addSubnet(address, prefix, family === 4 ? "ipv4" : "ipv6");
  }
  return proxies;
}

/** An empty variable is one that is not set. */
const optional = <T extends z.ZodType>(inner: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), inner.optional());

const pricePerMillion = optional(z.coerce.number("must be a number").min(0).max(1_000_000));

/** A model that may word sentences; none of it is set where there is none. */
const modelFields = {
  /** An OpenAI-compatible endpoint; with LLM_MODEL, or neither. */
  LLM_BASE_URL: optional(
    z
      .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
      .refine(
        (url) => !/^[a-z]+:\/\/[^/]*@/i.test(url),
        "must not hold a password: use LLM_API_KEY",
      )
      .transform((url) => url.replace(/\/+$/, "")),
  ),
  LLM_MODEL: optional(
    z
      .string()
      .regex(/^[\w.:/@ -]{1,120}$/, "may hold letters, digits, spaces and . : / @ _ - alone"),
  ),
  LLM_API_KEY: optional(z.string().regex(/^\S+$/, "must not hold spaces")),
  /** For one answer of the model, connection included. */
  LLM_TIMEOUT_SECONDS: optional(z.coerce.number("must be a number").min(1).max(120)),
  /** What a million tokens cost, in the operator's currency; costs are recorded where both are known. */
  LLM_INPUT_PRICE: pricePerMillion,
  LLM_OUTPUT_PRICE: pricePerMillion,
};

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
  /** "none": the site sends no mail, and its people hand out links themselves. Said aloud, never by leaving it out. */
  SMTP_URL: z
    .string({ error: "is not set" })
    .regex(/^(none|smtps?:\/\/\S+)$/, "must be an smtp:// or smtps:// address, or none"),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/, "must be an address")
    .default("Consilience <consilience@localhost>"),
  /** Addresses and networks of reverse proxies beside those on this machine: "10.0.0.0/8, 192.0.2.1". */
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((list, context) => {
      const proxies = readProxies(list);
      if (proxies !== null) return proxies;
      context.addIssue({
        code: "custom",
        message: "must list addresses or networks, such as 10.0.0.0/8",
      });
      return z.NEVER;
    }),
  /** The most mails that leave in a minute, from all workers together; 0 sets no bound. */
  MAILS_PER_MINUTE: z.coerce.number().int().min(0).default(0),
  /** The most mails in a minute to addresses of one domain; 0 sets no bound. */
  MAILS_PER_MINUTE_AND_DOMAIN: z.coerce.number().int().min(0).default(0),
  /** Multiplies every rate limit, for an installation whose people share one address. */
  RATE_LIMIT_FACTOR: z.coerce.number().min(1).max(1000).default(1),
  /** "on" lets the server ask the registries of DOIs and arXiv for the titles of works that experts paste. */
  WORK_LOOKUP: z
    .enum(["on", "off"])
    .default("off")
    .transform((choice) => choice === "on"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  ...modelFields,
});

export type Env = z.infer<typeof envSchema>;

/** A model is named together with its endpoint, or not at all. */
function requireWholeModel(
  { LLM_BASE_URL, LLM_MODEL, LLM_API_KEY }: Env,
  context: z.RefinementCtx,
): void {
  const missing = (name: string, other: string) =>
    context.addIssue({ code: "custom", path: [name], message: `is not set, but ${other} is` });
  if (LLM_BASE_URL !== undefined && LLM_MODEL === undefined) missing("LLM_MODEL", "LLM_BASE_URL");
  if (LLM_BASE_URL !== undefined) return;
  if (LLM_MODEL !== undefined) missing("LLM_BASE_URL", "LLM_MODEL");
  else if (LLM_API_KEY !== undefined) missing("LLM_BASE_URL", "LLM_API_KEY");
}

/** Thrown with one line an operator can act on. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

/**
 * Reads settings from environment variables.
 * @throws SettingsError naming every variable that is missing or wrong.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const parsed = envSchema.superRefine(requireWholeModel).safeParse(source);
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

/** The address of the mail server; null where this installation sends no mail. */
export function mailServerUrl(): string | null {
  const { SMTP_URL } = env();
  return SMTP_URL === "none" ? null : SMTP_URL;
}
