import { z } from "zod";
import { currentUser } from "@/lib/auth/session";
import { limit } from "@/lib/platform/rate-limit";
import { isSameOrigin } from "@/lib/platform/request";
import { findEditorState } from "@/lib/surveys/editor/queries";
import { changeQuestions } from "@/lib/surveys/editor/questions/commands";
import { questionChangeSchema } from "@/lib/surveys/editor/schema";

const statusOf: Readonly<Record<string, number>> = { "not-found": 404, "not-allowed": 403 };

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}

/** Adds, duplicates, moves, deletes or brings back a question of a draft, and answers with the survey as it then is. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ surveyId: string }> },
): Promise<Response> {
  if (!isSameOrigin(request.headers)) return answer(403, { ok: false, reason: "not-allowed" });
  const user = await currentUser();
  if (user === null) return answer(401, { ok: false, reason: "not-signed-in" });
  if (!(await limit("save", `editor ${user.id}`)).ok) {
    return answer(429, { ok: false, reason: "too-many-requests" });
  }
  const parsed = questionChangeSchema.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return answer(400, { ok: false, reason: "invalid-input" });
  const id = z.uuid().safeParse((await params).surveyId);
  if (!id.success) return answer(404, { ok: false, reason: "not-found" });
  const act = { surveyId: id.data, actorId: user.id };
  const changed = await changeQuestions({ ...act, now: new Date(), change: parsed.data });
  if (!changed.ok) {
    return answer(statusOf[changed.reason] ?? 409, { ok: false, reason: changed.reason });
  }
  const state = await findEditorState(id.data, user.id);
  return state === null
    ? answer(404, { ok: false, reason: "not-found" })
    : answer(200, { ok: true, state });
}
