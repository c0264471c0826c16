import { json, read } from "@/lib/api/door";
import { requirePublished } from "@/lib/api/published";
import { versionParamsSchema } from "@/lib/api/schema";
import { toFileForm } from "@/lib/core/export/file-form";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ slug: string; n: string }> };

/** One version whole. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const path = read(versionParamsSchema, await params);
  if (!path.ok) return path.response;
  const published = await requirePublished(path.value.slug, path.value.n);
  return published.ok ? json(request, toFileForm(published.value.synthesis)) : published.response;
}
