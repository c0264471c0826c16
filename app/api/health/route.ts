import { isDatabaseReachable } from "@/lib/platform/health";

export const dynamic = "force-dynamic";

/** For load balancers and the start script: 200 while this process reaches its database. */
export async function GET(): Promise<Response> {
  const ok = await isDatabaseReachable();
  return Response.json(
    { ok },
    { status: ok ? 200 : 503, headers: { "Cache-Control": "no-store" } },
  );
}
