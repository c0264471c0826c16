import { loadHandLinksFile } from "@/lib/answers/hand-links/loaders";
import { toCsv } from "@/lib/core/export/csv";

export const dynamic = "force-dynamic";

/** The links to hand over on an occasion, as CSV; 404 for everybody but the survey's editors and owners. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ surveyId: string }> },
): Promise<Response> {
  const asked = new URL(request.url).searchParams.get("for");
  const file = await loadHandLinksFile((await params).surveyId, asked);
  if (file === null) return new Response("There is nothing at this address.\n", { status: 404 });
  const rows = file.links.map(({ name, email, url }) => [name, email, url]);
  return new Response(toCsv(["name", "email", "link"], rows), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="links-${file.occasion}.csv"`,
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex",
    },
  });
}
