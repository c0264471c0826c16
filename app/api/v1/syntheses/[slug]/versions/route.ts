import { json, read } from "@/lib/api/door";
import { publishedCard, requirePublished } from "@/lib/api/published";
import { slugSchema } from "@/lib/api/schema";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ slug: string }> };

/** The versions of a synthesis, the newest first. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const path = read(slugSchema, await params);
  if (!path.ok) return path.response;
  const published = await requirePublished(path.value.slug);
  if (!published.ok) return published.response;
  return json(request, { items: publishedCard(published.value).versions });
}
