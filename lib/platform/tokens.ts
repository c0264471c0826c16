import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { env } from "./env";

/**
 * A token that the secret and the named parts give, and nobody without the secret can: HMAC-SHA-256, base64url, 43
 * characters. The same parts always give the same token, so that a link can be shown again without being stored.
 */
export function hmacToken(purpose: string, ...parts: readonly (string | number)[]): string {
  // JSON keeps ("a", "bc") apart from ("ab", "c").
  return createHmac("sha256", env().SECRET)
    .update(JSON.stringify([purpose, ...parts]))
    .digest("base64url");
}

/** SHA-256 of a text, hex. */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** 256 random bits, base64url. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Compares two secrets in a time that does not tell where they differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256Hex(a)), Buffer.from(sha256Hex(b)));
}
