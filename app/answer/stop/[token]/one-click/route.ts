import { refuseForm, seeOther } from "@/lib/answers/door";
import { stopMails } from "@/lib/invitations/unsubscribe/commands";
import { findInvitationToStop } from "@/lib/invitations/unsubscribe/queries";

type Context = { params: Promise<{ token: string }> };

/** Where a mail program posts when its reader presses "unsubscribe" there (RFC 8058): no cookie, no question. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const invitation = await findInvitationToStop((await params).token);
  if (invitation !== null) await stopMails(invitation, "survey", new Date());
  return new Response(null, { status: 200, headers: { "Cache-Control": "no-store" } });
}

/** Opened by a person or a scanner: changes nothing and leads to the page with the buttons. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return seeOther(`/answer/stop/${(await params).token}`);
}
