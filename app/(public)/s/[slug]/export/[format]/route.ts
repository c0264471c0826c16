import { loadExport } from "@/lib/exports/loaders";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ slug: string; format: string }> };

/** A published synthesis as a file: `/s/<slug>/export/md`, with `?v=2` for an older version. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug, format } = await params;
  const file = await loadExport(slug, format, new URL(request.url).searchParams.get("v"));
  if (!file) return new Response("There is nothing at this address.\n", { status: 404 });
  return new Response(file.body, {
    headers: {
      "Content-Type": file.contentType,
      "Content-Disposition": `attachment; filename="${file.fileName}"`,
      "Cache-Control": "no-cache",
      "X-Content-Type-Options": "nosniff",
      ...(file.fictional ? { "X-Robots-Tag": "noindex" } : {}),
    },
  });
}
