import { NextRequest, NextResponse } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";
import { limit } from "@/lib/platform/rate-limit";
import { clientAddress, isSameOrigin, siteUrl } from "@/lib/platform/request";

type Context = { params: Promise<{ nextauth: string[] }> };

// A redirect after a POST must be followed by a GET.
const seeOther = (path: string) => NextResponse.redirect(siteUrl(path), 303);

function confirmPath(token: string, email: string): string {
  return `/sign-in/confirm?${new URLSearchParams({ email, token })}`;
}

/** Reading changes nothing: a mail scanner that opens the callback's address lands on the page that asks for a click. */
export async function GET(request: NextRequest, context: Context) {
  const { nextauth } = await context.params;
  const [action] = nextauth;
  const query = request.nextUrl.searchParams;
  if (action === "callback") {
    return seeOther(confirmPath(query.get("token") ?? "", query.get("email") ?? ""));
  }
  if (action === "session" || action === "csrf") return NextAuth(request, context, authOptions());
  return seeOther(action === "error" ? "/sign-in/problem" : "/sign-in");
}

/** The click on the confirm page: only this spends the link. */
export async function POST(request: NextRequest, context: Context) {
  const { nextauth } = await context.params;
  if (nextauth.join("/") !== "callback/email" || !isSameOrigin(request.headers)) {
    return seeOther("/sign-in");
  }
  if (!(await limit("sign-in", `confirm ${clientAddress(request.headers)}`)).ok) {
    return seeOther("/sign-in/problem?error=TooMany");
  }
  const form = await request.formData();
  const callback = new URL(siteUrl("/api/auth/callback/email"));
  for (const name of ["token", "email"]) {
    const value = form.get(name);
    callback.searchParams.set(name, typeof value === "string" ? value : "");
  }
  callback.searchParams.set("callbackUrl", siteUrl("/surveys"));
  // next-auth spends a token on GET; it is handed one that no browser can send.
  const spend = new NextRequest(callback, { headers: request.headers });
  const response: Response = await NextAuth(spend, context, authOptions());
  return new Response(null, { status: 303, headers: response.headers });
}
