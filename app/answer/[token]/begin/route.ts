import { beginAnswering } from "@/lib/answers/commands";
import { refuseForm, seeOther } from "@/lib/answers/door";
import { canAnswer } from "@/lib/answers/policy";
import { findDesk } from "@/lib/answers/queries";
import { answerCookie, destinationSchema } from "@/lib/answers/schema";
import { deviceOf } from "@/lib/core/answers/device";
import { findInvitationByToken } from "@/lib/invitations/queries";
import { isSecureSite } from "@/lib/platform/request";

/** Exchanges the link for a cookie, so that the secret leaves the address bar. */
export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const { token } = await params;
  const invitation = await findInvitationByToken(token);
  if (invitation === null) return seeOther("/answer");
  const now = new Date();
  const begun = (await findDesk(invitation.id)) !== null;
  if (!begun && !canAnswer(invitation.survey, now)) return seeOther(`/answer/${token}`);
  const { cookie, expiresAt } = await beginAnswering(
    invitation,
    now,
    deviceOf(request.headers.get("user-agent")),
  );
  const attributes = [
    `${answerCookie}=${cookie}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Lax",
    `Expires=${expiresAt.toUTCString()}`,
    ...(isSecureSite() ? ["Secure"] : []),
  ];
  const to = destinationSchema.safeParse((await request.formData()).get("to"));
  return seeOther(to.success ? `/answer/${to.data}` : "/answer", attributes.join("; "));
}
