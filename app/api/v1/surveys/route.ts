import { json, read, requireKey } from "@/lib/api/door";
import { listOwnSurveys } from "@/lib/api/queries";
import { pageQuerySchema } from "@/lib/api/schema";
import { env } from "@/lib/platform/env";

export const dynamic = "force-dynamic";

/** The surveys of whoever holds the key. */
export async function GET(request: Request): Promise<Response> {
  const gate = await requireKey(request, new Date());
  if (!gate.ok) return gate.response;
  const query = read(pageQuerySchema, new URL(request.url).searchParams);
  if (!query.ok) return query.response;
  const listed = await listOwnSurveys(gate.holder.userId, query.value, env().SITE_URL);
  return json(request, { ...listed, ...query.value }, true);
}
