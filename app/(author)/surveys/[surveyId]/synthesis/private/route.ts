import { loadPrivateSynthesis } from "@/lib/synthesis/loaders";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ surveyId: string }> };

/** The private form as a file, for members who may read every answer. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { surveyId } = await params;
  const found = await loadPrivateSynthesis(surveyId);
  if (!found) return new Response("There is nothing at this address.\n", { status: 404 });
  return new Response(`${JSON.stringify(found.synthesis, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="${found.slug}-private.json"`,
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex",
    },
  });
}
