import { z } from "zod";
import { findLoss } from "@/lib/answers/devices/queries";
import { saveDraftFields } from "@/lib/answers/drafts/commands";
import { saveDraftsSchema } from "@/lib/answers/schema";
import { currentResponse } from "@/lib/answers/session";
import { limit } from "@/lib/platform/rate-limit";
import { clientAddress, isSameOrigin } from "@/lib/platform/request";

const bodyLimitBytes = 4_000_000;

function answer(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, {
    status,
    headers: { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", ...headers },
  });
}

/**
 * Autosave: stores fields as they are typed, each over the version that it names. 401: this browser's session has ended
 * or belongs to another response than the page's; 410: the response was erased or its invitation revoked; 409: the survey
 * takes no more answers; 429 and 5xx: later, the same again. Pages loaded before an upgrade go on using it, so its body and its answers only ever grow.
 */
export async function POST(request: Request) {
  if (!isSameOrigin(request.headers)) return answer(403, { ok: false, reason: "not-allowed" });
  const session = await currentResponse();
  if (session === null) {
    const body = saveDraftsSchema.safeParse(await readBody(request));
    return refuseLost(request, body.data?.response);
  }
  const limited = await limit("save", session.responseId);
  if (!limited.ok) {
    return answer(
      429,
      { ok: false, reason: "too-many-requests" },
      { "Retry-After": String(limited.retryAfterSeconds) },
    );
  }
  if (isTooLarge(request)) return answer(413, { ok: false, reason: "invalid-input" });
  const parsed = saveDraftsSchema.safeParse(await readBody(request));
  if (!parsed.success) return answer(400, { ok: false, reason: "invalid-input" });
  const { response, fields } = parsed.data;
  // Another invitation was opened in this browser since: its response must not get what was typed into this page.
  if (response !== undefined && response !== session.responseId) {
    return refuseLost(request, response);
  }
  const saved = await saveDraftFields(session.invitationId, fields, new Date());
  if (!saved.ok) {
    return answer(saved.reason === "not-found" ? 404 : 409, { ok: false, reason: saved.reason });
  }
  const { graceMs } = saved.value;
  return answer(200, {
    ok: true,
    fields: saved.value.fields,
    submission: session.submission,
    // A duration, because the clock of the device may be wrong.
    ...(graceMs === null ? {} : { graceSeconds: Math.floor(graceMs / 1000) }),
  });
}

/** How a page's response stands, for one that has nothing to save: the statuses are those of a save. */
export async function GET(request: Request) {
  const response = z.uuid().safeParse(new URL(request.url).searchParams.get("response")).data;
  const session = await currentResponse();
  if (response === undefined || session?.responseId !== response) {
    return refuseLost(request, response);
  }
  const { submission } = session;
  return answer(200, { ok: true, submission });
}

function isTooLarge(request: Request): boolean {
  return Number(request.headers.get("content-length") ?? 0) > bodyLimitBytes;
}

async function readBody(request: Request): Promise<unknown> {
  return isTooLarge(request) ? null : request.json().catch(() => null);
}

/** Says to a page without a session of its own whether it may have one again. */
async function refuseLost(request: Request, response: string | undefined): Promise<Response> {
  const { ok } = await limit("form", clientAddress(request.headers));
  const reason = response !== undefined && ok ? await findLoss(response) : null;
  return reason === null
    ? answer(401, { ok: false, reason: "link-invalid" })
    : answer(410, { ok: false, reason });
}
