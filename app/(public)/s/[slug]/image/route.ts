import { loadPreviewImage } from "@/lib/exports/loaders";
import { fileResponse } from "@/lib/exports/response";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ slug: string }> };

/** The picture of link previews. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  return fileResponse(await loadPreviewImage((await params).slug));
}
