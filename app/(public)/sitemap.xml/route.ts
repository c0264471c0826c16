import { escapeXml } from "@/lib/core/export/atom";
import { loadSitemap } from "@/lib/exports/loaders";

export const dynamic = "force-dynamic";

/** What search engines may list. */
export async function GET(): Promise<Response> {
  const entries = (await loadSitemap()).map(
    ({ url, changed }) =>
      `<url><loc>${escapeXml(url)}</loc>${changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ""}</url>`,
  );
  const body = [
    `<?xml version="1.0" encoding="utf-8"?>`,
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`,
    ...entries,
    "</urlset>",
    "",
  ].join("\n");
  return new Response(body, { headers: { "Content-Type": "application/xml; charset=utf-8" } });
}
