import { z } from "zod";
import { db } from "@/lib/platform/db";
import { sameSecret } from "@/lib/platform/tokens";
import { addressToken, madeAtOf, proofMs } from "./links";

/** Whose address a link proves, with the survey that they came from; null where the link is wrong or too old. */
export async function findProvenAddress(token: string, now: Date) {
  if (token.length > 200) return null;
  const id = z.uuid().safeParse(token.split(".")[0]);
  const madeAt = madeAtOf(token);
  if (!id.success || madeAt === null) return null;
  if (madeAt > now || madeAt.getTime() + proofMs <= now.getTime()) return null;
  const invitation = await db().invitation.findUnique({
    where: { id: id.data },
    include: { survey: { select: { language: true } } },
  });
  if (invitation === null || invitation.email === null) return null;
  if (!sameSecret(addressToken(invitation, madeAt), token)) return null;
  const { email, language, survey } = invitation;
  return { invitationId: invitation.id, email, language, surveyLanguage: survey.language };
}
