import { type NextRequest, NextResponse } from "next/server";
import type { PublicResource } from "@/lib/core/publication/public-resource";
import { pathHeader } from "@/lib/platform/request-path";
import { isRender, servePublic } from "@/lib/publications/served/serve";

const privatePaths = /^\/(answer|setup|sign-in|surveys|people|api\/answer|api\/auth)(\/|$)/;
const publicPaths = /^\/(s\/|$|method$)/;

type Policy = {
  readonly scripts: string;
  /** Sites that may show the page inside theirs. */
  readonly ancestors?: string;
};

/** What the browser may load: our own files, and the scripts that are allowed. */
function contentSecurityPolicy({ scripts, ancestors = "'none'" }: Policy): string {
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
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

const development = process.env.NODE_ENV === "development";

function commonHeaders(): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    ...(process.env["SITE_URL"]?.startsWith("https:")
      ? { "Strict-Transport-Security": "max-age=31536000" }
      : {}),
  };
}

/** A public page runs no script but our one file, so its policy needs no nonce and its bytes are the same for everybody. */
function publicHeaders({ kind }: PublicResource): Record<string, string> {
  return {
    ...commonHeaders(),
    "Content-Security-Policy":
      kind === "file"
        ? "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        : contentSecurityPolicy({
            scripts: "'self'",
            ancestors: kind === "figure" ? "*" : "'none'",
          }),
    "Referrer-Policy": "strict-origin-when-cross-origin",
  };
}

/** Answers public things from memory; gives every other page its headers: what it may load, what it tells, who stores it. */
export async function proxy(request: NextRequest): Promise<Response> {
  const path = request.nextUrl.pathname;
  if (!development) {
    if (isRender(request.headers)) return NextResponse.next();
    const served = await servePublic(
      { method: request.method, headers: request.headers, url: new URL(request.nextUrl.href) },
      publicHeaders,
    );
    if (served) return served;
  }
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const scripts = publicPaths.test(path)
    ? `'self' 'nonce-${nonce}'`
    : `'self' 'nonce-${nonce}' 'strict-dynamic'`;
  const policy = contentSecurityPolicy({
    scripts: development ? `${scripts} 'unsafe-eval'` : scripts,
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

export const config = { matcher: ["/((?!_next/static|_next/image|favicon.ico|icon.svg).*)"] };
