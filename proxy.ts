import { type NextRequest, NextResponse } from "next/server";
import { pathHeader } from "@/lib/platform/request-path";

const privatePaths = /^\/(answer|setup|sign-in|surveys|people|api\/answer|api\/auth)(\/|$)/;

const publicPaths = /^\/(s\/|$|method$)/;
/** Figures are made to be shown inside other sites' pages. */
const embeddablePaths = /^\/s\/[^/]+(\/v\/\d+)?\/figures\//;

/** What the browser may load: our own files, and only scripts that carry this response's nonce. */
function contentSecurityPolicy(nonce: string, path: string): string {
  // A public page has no session beside it; its one script is a file of ours.
  const scripts = publicPaths.test(path)
    ? `'self' 'nonce-${nonce}'`
    : `'self' 'nonce-${nonce}' 'strict-dynamic'`;
  const ancestors = embeddablePaths.test(path) ? "*" : "'none'";
  const development = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src ${scripts}${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join("; ");
}

/** Headers of every page: what it may load, what it tells other sites, who may store it. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const path = request.nextUrl.pathname;
  const policy = contentSecurityPolicy(nonce, path);
  const requestHeaders = new Headers(request.headers);
  requestHeaders.set("x-nonce", nonce);
  // The language of a page is the invitation's, which the address or the cookie names.
  requestHeaders.set(pathHeader, request.nextUrl.pathname);
  requestHeaders.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers: requestHeaders } });
  const { headers } = response;
  headers.set("Content-Security-Policy", policy);
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  if (privatePaths.test(path)) {
    // An address here may hold a personal link: no other site is told where the reader came from.
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    headers.set("X-Robots-Tag", "noindex, nofollow");
  } else {
    headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  }
  if (process.env["SITE_URL"]?.startsWith("https:")) {
    headers.set("Strict-Transport-Security", "max-age=31536000");
  }
  return response;
}

export const config = { matcher: ["/((?!_next/static|_next/image|favicon.ico|icon.svg).*)"] };
