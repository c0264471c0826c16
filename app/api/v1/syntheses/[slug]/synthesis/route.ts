import { json, read } from "@/lib/api/door";
import { requirePublished } from "@/lib/api/published";
import { slugSchema, versionQuerySchema } from "@/lib/api/schema";
import { toFileForm } from "@/lib/core/export/file-form";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ slug: string }> };

/** A synthesis whole, in the latest version or the one asked for. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const path = read(slugSchema, await params);
  const query = read(versionQuerySchema, new URL(request.url).searchParams);
  if (!path.ok) return path.response;
  if (!query.ok) return query.response;
  const published = await requirePublished(path.value.slug, query.value.version);
  return published.ok ? json(request, toFileForm(published.value.synthesis)) : published.response;
}
