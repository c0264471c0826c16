import { z } from "zod";
import { currentUser } from "@/lib/auth/session";
import { normalizeJson } from "@/lib/core/text-form";
import { limit } from "@/lib/platform/rate-limit";
import { isSameOrigin } from "@/lib/platform/request";
import { saveFields } from "@/lib/surveys/editor/commands";
import { findEditorState, findRevision } from "@/lib/surveys/editor/queries";
import { saveFieldsSchema } from "@/lib/surveys/editor/schema";

type Props = { params: Promise<{ surveyId: string }> };

const bodyLimitBytes = 4_000_000;

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });
}

/**
 * What is stored of a survey, for its owners and editors. With `?since=` the number of the last edit that the page has
 * seen, and `&answers=` the stamp of the answers that it counted, 204 says that nothing has changed.
 */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const user = await currentUser();
  if (user === null) return answer(401, { ok: false, reason: "not-signed-in" });
  const id = z.uuid().safeParse((await params).surveyId);
  const stored = id.success ? await findRevision(id.data, user.id) : null;
  if (!id.success || stored === null) return answer(404, { ok: false, reason: "not-found" });
  const { searchParams } = new URL(request.url);
  const since = searchParams.get("since");
  // Pages loaded before an upgrade do not name the answers that they counted.
  const answers = searchParams.get("answers") ?? stored.answers;
  if (since !== null && Number(since) === stored.revision && answers === stored.answers)
    return new Response(null, { status: 204 });
  const state = await findEditorState(id.data, user.id);
  return state === null
    ? answer(404, { ok: false, reason: "not-found" })
    : answer(200, { ok: true, state });
}

/**
 * Autosave: stores fields as they are typed, each over the version that it names. 401: signed out; 403 and 404: no editor
 * of this survey; 429 and 5xx: later, the same again. Pages loaded before an upgrade go on using it, so its body and its
 * answers only ever grow.
 */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  if (!isSameOrigin(request.headers)) return answer(403, { ok: false, reason: "not-allowed" });
  const user = await currentUser();
  if (user === null) return answer(401, { ok: false, reason: "not-signed-in" });
  const limited = await limit("save", `editor ${user.id}`);
  if (!limited.ok) {
    return answer(
      429,
      { ok: false, reason: "too-many-requests" },
      { "Retry-After": String(limited.retryAfterSeconds) },
    );
  }
  if (Number(request.headers.get("content-length") ?? 0) > bodyLimitBytes) {
    return answer(413, { ok: false, reason: "invalid-input" });
  }
  const body: unknown = await request.json().catch(() => null);
  const parsed = saveFieldsSchema.safeParse(normalizeJson(body));
  if (!parsed.success) return answer(400, { ok: false, reason: "invalid-input" });
  const id = z.uuid().safeParse((await params).surveyId);
  if (!id.success) return answer(404, { ok: false, reason: "not-found" });
  const saved = await saveFields({
    surveyId: id.data,
    actorId: user.id,
    now: new Date(),
    ...parsed.data,
  });
  if (saved.ok) return answer(200, { ok: true, ...saved.value });
  return answer(saved.reason === "not-allowed" ? 403 : 404, { ok: false, reason: saved.reason });
}
