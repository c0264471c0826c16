import { env } from "@/lib/platform/env";
import { hmacToken, sha256Hex } from "@/lib/platform/tokens";

/** How long a link in a sign-in mail works. */
export const signInMinutes = 60;

/** The token in a sign-in link. The nonce alone, which waits in the outbox, is of no use without the secret. */
export function signInToken(nonce: string): string {
  return `${nonce}.${hmacToken("sign-in", nonce)}`;
}

/** How next-auth stores the token: SHA-256 over the token and the provider's secret. */
export function signInTokenHash(token: string): string {
  return sha256Hex(`${token}${env().SECRET}`);
}

/** The address of our confirm page that the mail carries. Opening it changes nothing. */
export function signInUrl(email: string, nonce: string): string {
  const query = new URLSearchParams({ email, token: signInToken(nonce) });
  return `${env().SITE_URL}/sign-in/confirm?${query}`;
}
