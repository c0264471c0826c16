import { chosenLanguage } from "@/lib/core/language";
import { db } from "@/lib/platform/db";
import { findSurvey, type MemberSurvey } from "@/lib/surveys/queries";
import { listBlocks } from "../contact-blocks/queries";
import { composeForOne, type Invitee } from "../emails/invitation";

/** Somebody to show the mail with while nobody is invited. */
export const sampleInvitee: Invitee = {
  name: "Name of the researcher",
  email: "researcher@example.org",
  affiliation: "Name of the institution",
  language: null,
};

/** The people whose mail can be looked at: everybody with an address whose invitation stands. Empty for a stranger. */
export function listRecipients(surveyId: string, userId: string) {
  return db().invitation.findMany({
    where: {
      surveyId,
      email: { not: null },
      revokedAt: null,
      survey: { members: { some: { userId } } },
    },
    orderBy: [{ name: "asc" }, { email: "asc" }],
    select: {
      id: true,
      generation: true,
      name: true,
      email: true,
      affiliation: true,
      language: true,
      sentAt: true,
      withdrawnAt: true,
      declinedAt: true,
      unsubscribedAt: true,
      responses: { where: { submittedAt: { not: null } }, select: { id: true }, take: 1 },
    },
  });
}

/**
 * What an author writes to somebody where the site sends no mail: the invitation with the person's own links, in their
 * language; null for those who want no mail, or whom nobody may write to for this survey.
 */
export async function findHandMail(
  survey: MemberSurvey,
  author: Parameters<typeof composeForOne>[1],
  recipient: Awaited<ReturnType<typeof listRecipients>>[number],
  readerId: string,
): Promise<{ readonly subject: string; readonly text: string } | null> {
  if (recipient.withdrawnAt ?? recipient.declinedAt ?? recipient.unsubscribedAt) return null;
  const members = survey.members.map(({ userId }) => userId);
  const blocks = await listBlocks([recipient.email ?? ""], members, readerId);
  if (blocks.size > 0) return null;
  const { subject, text } = await composeForOne(survey, author, recipient);
  return { subject, text };
}

/** What a test mail is written from: the survey, read as the person who asked for it reads it, and whom it shows. */
export async function findTestMail(surveyId: string, userEmail: string, invitationId: string) {
  const user = await db().user.findUnique({ where: { email: userEmail } });
  const survey = user && (await findSurvey(surveyId, user.id));
  if (!survey) return null;
  const invitee =
    invitationId === ""
      ? sampleInvitee
      : await db().invitation.findFirst({ where: { id: invitationId, surveyId } });
  if (invitee === null) return null;
  const language = chosenLanguage(invitee.language, survey.language);
  return { survey, invitee, language, name: user.name ?? "" };
}
