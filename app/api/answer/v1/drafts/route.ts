import { cookies } from "next/headers";
import { saveDraftFields } from "@/lib/answers/commands";
import { answerCookie, saveDraftsSchema } from "@/lib/answers/schema";
import { currentInvitation } from "@/lib/answers/session";
import { limit } from "@/lib/platform/rate-limit";
import { isSameOrigin } from "@/lib/platform/request";

const bodyLimitBytes = 4_000_000;

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store", ...headers } });
}

/** Autosave: stores fields as they are typed, each over the version that it names. */
export async function POST(request: Request) {
  if (!isSameOrigin(request.headers)) return answer(403, { ok: false, reason: "not-allowed" });
  const invitation = await currentInvitation();
  if (invitation === null) return answer(401, { ok: false, reason: "link-invalid" });
  const cookie = (await cookies()).get(answerCookie)?.value ?? "";
  const limited = await limit("save", cookie);
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
  const parsed = saveDraftsSchema.safeParse(body);
  if (!parsed.success) return answer(400, { ok: false, reason: "invalid-input" });
  const saved = await saveDraftFields(invitation.id, parsed.data.fields, new Date());
  if (!saved.ok) {
    return answer(saved.reason === "not-found" ? 404 : 409, { ok: false, reason: saved.reason });
  }
  return answer(200, { ok: true, fields: saved.value });
}
