import { isIP } from "node:net";
import { env } from "./env";

/** An address as it is compared: an IPv4 address reached through an IPv6 socket is the IPv4 address. */
function plainAddress(address: string): string {
  const trimmed = address.trim();
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(trimmed)?.[1] ?? trimmed;
}

function isTrustedProxy(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return env().TRUSTED_PROXIES.check(address, family === 4 ? "ipv4" : "ipv6");
}

/**
 * The client's address for rate limiting. X-Forwarded-For is read from its end, where the peer of the connection stands
 * (`scripts/peer-address.js`): the first entry that is not a proxy of ours is the client, and what stands before it was
 * written by the client itself. A proxy of ours is one on this machine or in TRUSTED_PROXIES.
 */
export function clientAddress(headers: Headers): string {
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").map(plainAddress).reverse();
  return hops.find((address) => !isTrustedProxy(address)) || hops.at(-1) || "direct";
}

/** Whether the site is reached over https, as far as the outside sees it. */
export function isSecureSite(): boolean {
  return env().SITE_URL.startsWith("https:");
}

/** How every cookie of ours is set. */
export function cookieOptions(maxAgeSeconds: number) {
  return {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecureSite(),
    path: "/",
    maxAge: maxAgeSeconds,
  } as const;
}

/**
 * Whether a POST comes from a page of ours. Browsers say so in Sec-Fetch-Site, older ones in Origin, which is compared
 * with the site's address and with the host that was asked.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  if (origin === null) return true;
  if (origin === new URL(env().SITE_URL).origin) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.get("host");
}

/** An absolute address on this site; a path that would lead elsewhere becomes the home page. */
export function siteUrl(path: string): string {
  const base = env().SITE_URL;
  const safe = path.startsWith("/") && !path.startsWith("//") && !path.includes("\\") ? path : "/";
  return base + safe;
}
