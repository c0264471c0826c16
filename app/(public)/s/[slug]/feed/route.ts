import { loadVersionFeed } from "@/lib/exports/loaders";
import { fileResponse } from "@/lib/exports/response";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ slug: string }> };

/** The versions of a synthesis, as an Atom feed. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  return fileResponse(await loadVersionFeed((await params).slug));
}
