import { loadHistoryFile } from "@/lib/surveys/history/loaders";

/** A survey's history as CSV or JSON, for its owners. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ surveyId: string }> },
): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  const file = await loadHistoryFile((await params).surveyId, query);
  if (file === null) return new Response("The formats are csv and json.\n", { status: 400 });
  return new Response(file.body, {
    headers: {
      "Content-Type": `${file.type}; charset=utf-8`,
      "Content-Disposition": `attachment; filename="${file.name}"`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
