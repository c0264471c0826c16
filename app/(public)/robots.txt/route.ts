import { loadSiteUrl } from "@/lib/publications/loaders";

export const dynamic = "force-dynamic";

/** What search engines may visit: what is public. */
export function GET(): Response {
  const closed = [
    "/answer",
    "/setup",
    "/sign-in",
    "/surveys",
    "/people",
    "/contacts",
    "/api/answer",
    "/api/auth",
  ];
  const body = [
    "User-agent: *",
    ...closed.map((path) => `Disallow: ${path}`),
    "Allow: /",
    "",
    `Sitemap: ${loadSiteUrl()}/sitemap.xml`,
    "",
  ].join("\n");
  return new Response(body, { headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
