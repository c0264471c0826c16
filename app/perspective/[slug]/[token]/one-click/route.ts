import { refuseForm, seeOther } from "@/lib/answers/door";
import { refuseNomination } from "@/lib/invitations/nominations/commands";
import { findNomination } from "@/lib/invitations/nominations/queries";

type Context = { params: Promise<{ slug: string; token: string }> };

/** Where a mail program posts when its reader presses "unsubscribe" there (RFC 8058): no cookie, no question. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const nomination = await findNomination((await params).token);
  if (nomination !== null) await refuseNomination(nomination, true, new Date());
  return new Response(null, { status: 200, headers: { "Cache-Control": "no-store" } });
}

/** Opened by a person or a scanner: changes nothing and leads to the page with the buttons. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { slug, token } = await params;
  return seeOther(`/perspective/${slug}/${token}`);
}
