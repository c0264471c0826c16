import { z } from "zod";
import { findInvitationByToken } from "@/lib/invitations/queries";
import { db } from "@/lib/platform/db";
import { answeringWindow } from "./policy";
import { findDesk, listAskedQuestions } from "./queries";

const authorsSchema = z.array(z.object({ name: z.string() }));

/** What an invited person reads before answering; null for a link that is not, or no more, valid. */
export async function listFirstScreen(token: string, now: Date) {
  const invitation = await findInvitationByToken(token);
  if (invitation === null) return null;
  const { survey } = invitation;
  const [questions, desk] = await Promise.all([
    listAskedQuestions(db(), survey.id),
    findDesk(invitation.id),
  ]);
  const authors = authorsSchema.safeParse(survey.authors);
  return {
    name: invitation.name,
    title: survey.title,
    introduction: survey.introduction,
    authors: authors.success ? authors.data.map((author) => author.name) : [],
    questionCount: questions.length,
    /** A sentence or two a question, at the pace at which people type. */
    minutes: Math.max(3, Math.round(questions.length * 1.6)),
    closesAt: survey.closesAt,
    timeZone: survey.timeZone,
    window: answeringWindow(survey, now),
    begun: desk !== null,
    submitted: (desk?.response.submission ?? 0) > 0 && desk?.response.withdrawnAt === null,
    declinedAt: invitation.declinedAt,
    submittingApprovesQuotes: survey.submittingApprovesQuotes,
    minimumGroup: survey.minimumGroup,
    fictional: survey.fictional,
  };
}
