import { json, read } from "@/lib/api/door";
import { publishedAnswers, requirePublished } from "@/lib/api/published";
import { answersQuerySchema, slugSchema } from "@/lib/api/schema";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ slug: string }> };

/** The answers that may be shown. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const path = read(slugSchema, await params);
  const query = read(answersQuerySchema, new URL(request.url).searchParams);
  if (!path.ok) return path.response;
  if (!query.ok) return query.response;
  const { version, ...wanted } = query.value;
  const published = await requirePublished(path.value.slug, version);
  if (!published.ok) return published.response;
  return json(request, publishedAnswers(published.value, wanted));
}
