import { type NextRequest, NextResponse } from "next/server";
import { pathHeader } from "@/lib/platform/request-path";
import { commonHeaders, contentSecurityPolicy } from "@/lib/platform/security-headers";

const privatePaths =
  /^\/(answer|setup|join|perspective|sign-in|surveys|contacts|people|mail|keys|api\/answer|api\/auth)(\/|$)/;
const publicPaths = /^\/(s\/|$|method$)/;
/** Figures are made to be shown inside other sites' pages. */
const embeddablePaths = /^\/s\/[^/]+(\/v\/\d+)?\/(figures\/|opinions$)/;

/** Headers of every page: what it may load, what it tells other sites, who may store it. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const path = request.nextUrl.pathname;
  const policy = contentSecurityPolicy({
    // A public page has no session beside it, and one script of its own, a file of ours.
    scripts: `'self' 'nonce-${nonce}'${publicPaths.test(path) ? "" : " 'strict-dynamic'"}`,
    ancestors: embeddablePaths.test(path) ? "*" : "'none'",
  });
  const requestHeaders = new Headers(request.headers);
  requestHeaders.set("x-nonce", nonce);
  // The language of a page is the invitation's, which the address or the cookie names.
  requestHeaders.set(pathHeader, path);
  requestHeaders.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers: requestHeaders } });
  const { headers } = response;
  headers.set("Content-Security-Policy", policy);
  for (const [name, value] of Object.entries(commonHeaders())) headers.set(name, value);
  if (privatePaths.test(path)) {
    // An address here may hold a personal link: no other site is told where the reader came from.
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    headers.set("X-Robots-Tag", "noindex, nofollow");
  } else {
    headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  }
  return response;
}

// The autosave and the submission answer with headers of their own: of all that experts do together these are asked most,
// and passing a body through here costs more than the rest of the way to them.
export const config = {
  matcher: ["/((?!_next/static|api/answer/|answer/submit$|_next/image|favicon.ico|icon.svg).*)"],
};
