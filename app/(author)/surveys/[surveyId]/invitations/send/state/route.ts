import { loadSendingStates } from "@/lib/invitations/sending/loaders";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ surveyId: string }> };

/** How far the sendings of a survey are: counts and times alone. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { surveyId } = await params;
  const sendings = await loadSendingStates(surveyId, new Date());
  if (sendings === null) {
    return new Response("There is nothing at this address.\n", { status: 404 });
  }
  return Response.json(sendings, { headers: { "Cache-Control": "private, no-store" } });
}
