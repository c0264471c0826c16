import { loadSummaryCard } from "@/lib/exports/loaders";
import { fileResponse } from "@/lib/exports/response";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ slug: string }> };

/** The latest version in short, as JSON: summary, key points, metadata, versions. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const card = await loadSummaryCard((await params).slug);
  if ("status" in card) return fileResponse(card);
  return fileResponse({
    body: `${JSON.stringify(card, null, 2)}\n`,
    contentType: "application/json; charset=utf-8",
    fileName: null,
    fictional: card.fictional,
  });
}
