import { createHash } from "node:crypto";
import type { z } from "zod";
import { limit } from "@/lib/platform/rate-limit";
import { noteKeyUse } from "./commands";
import { findKeyHolder, type KeyHolder } from "./queries";

type Problem = { readonly at: string; readonly message: string };

const titles: Readonly<Record<number, string>> = {
  400: "The request is not understood",
  401: "A valid key is needed",
  404: "There is nothing at this address",
  410: "This synthesis was taken back by its author",
  429: "Too many requests",
};

/** A refusal as RFC 9457. */
export function problem(
  status: 400 | 401 | 404 | 410 | 429,
  more: { detail?: string; problems?: readonly Problem[]; retryAfterSeconds?: number } = {},
): Response {
  const { retryAfterSeconds, ...rest } = more;
  return new Response(
    `${JSON.stringify({ type: "about:blank", title: titles[status], status, ...rest })}\n`,
    {
      status,
      headers: {
        "Content-Type": "application/problem+json; charset=utf-8",
        "Cache-Control": "no-store",
        "Access-Control-Allow-Origin": "*",
        ...(status === 401 ? { "WWW-Authenticate": 'Bearer realm="Consilience"' } : {}),
        ...(retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) }),
      },
    },
  );
}

/** What was asked for, with an ETag; 304 where the asker has it already. */
export function json(request: Request, value: unknown, isPrivate = false): Response {
  const body = `${JSON.stringify(value)}\n`;
  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 24)}"`;
  const headers = {
    ETag: etag,
    "Cache-Control": isPrivate ? "private, no-cache" : "no-cache",
    "Content-Type": "application/json; charset=utf-8",
    // Anybody's page may read what is public; own data are read by programs, never by pages of other sites.
    ...(isPrivate ? { Vary: "Authorization" } : { "Access-Control-Allow-Origin": "*" }),
  };
  const known = (request.headers.get("if-none-match") ?? "").split(",").map((tag) => tag.trim());
  return known.includes(etag)
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers });
}

/** Parameters of a request by their schema, or the refusal that names each wrong one. */
export function read<T extends z.ZodType>(
  schema: T,
  given: URLSearchParams | Readonly<Record<string, string>>,
): { ok: true; value: z.infer<T> } | { ok: false; response: Response } {
  const parsed = schema.safeParse(
    given instanceof URLSearchParams ? Object.fromEntries(given) : given,
  );
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => ({
    at: path.join("."),
    message,
  }));
  return { ok: false, response: problem(400, { problems }) };
}

/** The gate of own data: whose key it is, or the refusal. */
export async function requireKey(
  request: Request,
  now: Date,
): Promise<{ ok: true; holder: KeyHolder } | { ok: false; response: Response }> {
  const [, key] = /^Bearer (csl_[\w-]{43})$/.exec(request.headers.get("authorization") ?? "") ?? [];
  const holder = key === undefined ? null : await findKeyHolder(key);
  if (holder === null) return { ok: false, response: problem(401) };
  const allowed = await limit("api", holder.keyId);
  if (!allowed.ok) {
    const { retryAfterSeconds } = allowed;
    return { ok: false, response: problem(429, { retryAfterSeconds }) };
  }
  await noteKeyUse(holder.keyId, now);
  return { ok: true, holder };
}
