import { json } from "@/lib/api/door";
import { openApiDocument } from "@/lib/api/openapi";
import { env } from "@/lib/platform/env";

export const dynamic = "force-dynamic";

/** The description of the API. */
export function GET(request: Request): Response {
  return json(request, openApiDocument(env().SITE_URL));
}
