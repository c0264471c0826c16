import { loadDeskState } from "@/lib/publications/desk/loaders";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ surveyId: string }> };

/** Whether the draft on an author's screen is the newest: hashes and numbers alone. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { surveyId } = await params;
  const state = await loadDeskState(surveyId);
  if (!state) return new Response("There is nothing at this address.\n", { status: 404 });
  return Response.json(state, { headers: { "Cache-Control": "private, no-store" } });
}
