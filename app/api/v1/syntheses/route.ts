import { json, read } from "@/lib/api/door";
import { publishedCards } from "@/lib/api/published";
import { pageQuerySchema } from "@/lib/api/schema";

export const dynamic = "force-dynamic";

/** Every published synthesis in short. */
export async function GET(request: Request): Promise<Response> {
  const query = read(pageQuerySchema, new URL(request.url).searchParams);
  return query.ok ? json(request, await publishedCards(query.value)) : query.response;
}
