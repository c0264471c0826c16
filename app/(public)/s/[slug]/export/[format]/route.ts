import { loadExport } from "@/lib/exports/loaders";
import { fileResponse } from "@/lib/exports/response";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ slug: string; format: string }> };

/** A published synthesis as a file: `/s/<slug>/export/md`, with `?v=2` for an older version. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { slug, format } = await params;
  return fileResponse(await loadExport(slug, format, new URL(request.url).searchParams.get("v")));
}
