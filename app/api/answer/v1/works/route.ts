import { cookies } from "next/headers";
import { answerCookie, workLookUpSchema } from "@/lib/answers/schema";
import { currentInvitation } from "@/lib/answers/session";
import { readWorkAddress } from "@/lib/core/synthesis/work-address";
import { env } from "@/lib/platform/env";
import { limit } from "@/lib/platform/rate-limit";
import { isSameOrigin } from "@/lib/platform/request";
import { findWorkTitle } from "@/lib/platform/work-registry";

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}

/** The title of a work that an expert names, from the registries, where the operator allows to ask them. */
export async function POST(request: Request) {
  if (!env().WORK_LOOKUP) return answer(404, { ok: false, reason: "not-found" });
  if (!isSameOrigin(request.headers)) return answer(403, { ok: false, reason: "not-allowed" });
  const invitation = await currentInvitation();
  if (invitation === null) return answer(401, { ok: false, reason: "link-invalid" });
  const limited = await limit("lookup", (await cookies()).get(answerCookie)?.value ?? "");
  if (!limited.ok) return answer(429, { ok: false, reason: "too-many-requests" });
  const parsed = workLookUpSchema.safeParse(await request.json().catch(() => null));
  if (!parsed.success) return answer(400, { ok: false, reason: "invalid-input" });
  const work = readWorkAddress(parsed.data.address);
  if (work === null) return answer(400, { ok: false, reason: "invalid-input" });
  const title = await findWorkTitle(work);
  return title === null
    ? answer(404, { ok: false, reason: "not-found" })
    : answer(200, { ok: true, title });
}
