import pino from "pino";

/**
 * Structured log on standard output. It carries ids and outcomes; answers, addresses, tokens and links are never passed
 * to it, and the redaction below is the second lock on that door.
 */
export const log = pino({
  level: process.env["LOG_LEVEL"] ?? "info",
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ["email", "*.email", "token", "*.token", "text", "*.text", "url", "*.url", "address"],
    censor: "[not logged]",
  },
});

/** What may be logged of an error: its kind and code, not its message, which may quote data. */
export function errorFacts(error: unknown): { error: string; code?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return code === undefined ? { error: error.name } : { error: error.name, code };
}
