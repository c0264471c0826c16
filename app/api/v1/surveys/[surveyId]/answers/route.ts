import { json, problem, read, requireKey } from "@/lib/api/door";
import { listOwnAnswers } from "@/lib/api/queries";
import { pageQuerySchema, surveyParamsSchema } from "@/lib/api/schema";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ surveyId: string }> };

/** Every submitted answer to an own survey. Another's survey is not there. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const gate = await requireKey(request, new Date());
  if (!gate.ok) return gate.response;
  const path = read(surveyParamsSchema, await params);
  if (!path.ok) return problem(404);
  const query = read(pageQuerySchema, new URL(request.url).searchParams);
  if (!query.ok) return query.response;
  const listed = await listOwnAnswers(path.value.surveyId, gate.holder.userId, query.value);
  return listed === null ? problem(404) : json(request, { ...listed, ...query.value }, true);
}
