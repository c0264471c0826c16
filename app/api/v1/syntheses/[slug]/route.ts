import { json, read } from "@/lib/api/door";
import { publishedCard, requirePublished } from "@/lib/api/published";
import { slugSchema } from "@/lib/api/schema";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ slug: string }> };

/** A synthesis in short. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const path = read(slugSchema, await params);
  if (!path.ok) return path.response;
  const published = await requirePublished(path.value.slug);
  return published.ok ? json(request, publishedCard(published.value)) : published.response;
}
