import { findProvenAddress } from "@/lib/invitations/address-proof/queries";
import { findHeldUnder } from "@/lib/publications/personal-data/address/queries";

export const dynamic = "force-dynamic";

/** What is held under the address that the link proves, as a file. */
export async function GET(
  _: Request,
  { params }: { params: Promise<{ token: string }> },
): Promise<Response> {
  const proven = await findProvenAddress((await params).token, new Date());
  if (proven === null) return new Response("There is nothing at this address.\n", { status: 404 });
  return new Response(`${JSON.stringify(await findHeldUnder(proven.email), null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="held-about-my-address.json"',
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex",
    },
  });
}
