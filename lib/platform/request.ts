import { env } from "./env";

/**
 * The client's address for rate limiting: the last entry of X-Forwarded-For, the one that our own proxy added. Without
 * a proxy everybody shares one key, which limits an attacker too.
 */
export function clientAddress(headers: Headers): string {
  const forwarded = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return forwarded || headers.get("x-real-ip") || "direct";
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
