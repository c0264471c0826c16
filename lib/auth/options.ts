import type { AuthOptions } from "next-auth";
import { authAdapter } from "@/lib/platform/auth-adapter";
import { env } from "@/lib/platform/env";
import { errorFacts, log } from "@/lib/platform/log";
import { isSecureSite } from "@/lib/platform/request";
import { isAdmitted } from "./queries";
import { signInMinutes } from "./sign-in-token";

/** How long a browser stays signed in. */
export const sessionDays = 30;

/** The name of the cookie that carries the session, as next-auth reads it. */
export function sessionCookieName(): string {
  return `${isSecureSite() ? "__Secure-" : ""}next-auth.session-token`;
}

/** next-auth's settings: sign-in by mail, sessions in the database. */
export function authOptions(): AuthOptions {
  const settings = env();
  // next-auth learns the site's own address from the environment alone; behind a proxy no header may decide it.
  process.env["NEXTAUTH_URL"] = settings.SITE_URL;
  return {
    secret: settings.SECRET,
    adapter: authAdapter(),
    useSecureCookies: isSecureSite(),
    session: { strategy: "database", maxAge: sessionDays * 24 * 3600 },
    pages: {
      signIn: "/sign-in",
      signOut: "/sign-in",
      verifyRequest: "/sign-in/check-mail",
      error: "/sign-in/problem",
    },
    providers: [
      {
        id: "email",
        type: "email",
        name: "Email",
        server: "",
        from: settings.MAIL_FROM,
        maxAge: signInMinutes * 60,
        secret: settings.SECRET,
        options: {},
        // Links are asked for through requestSignIn, which stores token and mail in one transaction.
        sendVerificationRequest: () => {
          throw new Error("sign-in links are sent by requestSignIn");
        },
      },
    ],
    callbacks: {
      signIn: ({ user }) => isAdmitted(user.email ?? ""),
    },
    logger: {
      error: (code, metadata) =>
        log.error({ code, ...(metadata instanceof Error ? errorFacts(metadata) : {}) }, "sign-in"),
      warn: (code) => log.warn({ code }, "sign-in"),
      debug: () => undefined,
    },
  };
}
