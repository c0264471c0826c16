import { getTranslations } from "next-intl/server";
import { limit } from "@/lib/platform/rate-limit";
import { clientAddress, isSameOrigin } from "@/lib/platform/request";
import { commonHeaders } from "@/lib/platform/security-headers";

/** Sends the browser on after a POST. The address is relative, so that any proxy in front keeps its own name. */
export function seeOther(path: string, cookie?: string): Response {
  return new Response(null, {
    status: 303,
    headers: {
      ...commonHeaders(),
      Location: path,
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      ...(cookie === undefined ? {} : { "Set-Cookie": cookie }),
    },
  });
}

/** A refusal that a person reads when a plain form cannot be taken. */
export function plainRefusal(status: number, words: string): Response {
  return new Response(`${words}\n`, {
    status,
    headers: {
      ...commonHeaders(),
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": "no-store",
    },
  });
}

/**
 * What every plain form of the expert passes first; null lets it in. Counted by the network that it comes from, or by the
 * response that its session belongs to, where the caller has found one.
 */
export async function refuseForm(
  request: Request,
  responseId: string | null = null,
): Promise<Response | null> {
  if (!isSameOrigin(request.headers)) {
    return plainRefusal(403, (await getTranslations("link"))("otherSite"));
  }
  const limited =
    responseId === null
      ? await limit("form", clientAddress(request.headers))
      : await limit("submit", responseId);
  if (limited.ok) return null;
  const t = await getTranslations("link");
  return plainRefusal(429, t("waitForm", { seconds: limited.retryAfterSeconds }));
}
