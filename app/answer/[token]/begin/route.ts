import { beginAnswering } from "@/lib/answers/commands";
import { refuseForm, seeOther } from "@/lib/answers/door";
import { canAnswer } from "@/lib/answers/policy";
import { findDesk } from "@/lib/answers/queries";
import { answerCookie, type Destination, destinationSchema } from "@/lib/answers/schema";
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
  const desk = await findDesk(invitation.id);
  if (desk === null && !canAnswer(invitation.survey, now)) return seeOther(`/answer/${token}`);
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
  const form = await request.formData();
  const to = destinationSchema.safeParse(form.get("to")).data;
  return seeOther(placeOf(to, form.get("question"), desk), attributes.join("; "));
}

/** Where the button leads: a page, or the question of the form that was reworded, as long as it still waits for a word. */
function placeOf(
  to: Destination | undefined,
  asked: FormDataEntryValue | null,
  desk: Awaited<ReturnType<typeof findDesk>>,
): string {
  if (to === undefined) return "/answer";
  if (to !== "reworded") return `/answer/${to}`;
  const reworded = Object.keys(desk?.earlier ?? {});
  const question = reworded.find((id) => id === asked) ?? reworded[0];
  return question === undefined ? "/answer" : `/answer#question-${question}`;
}
