import { loadSurveyFeed } from "@/lib/exports/loaders";
import { fileResponse } from "@/lib/exports/response";

export const dynamic = "force-dynamic";

/** Every published survey, as an Atom feed. */
export async function GET(): Promise<Response> {
  return fileResponse(await loadSurveyFeed());
}
