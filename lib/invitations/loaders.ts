import { requireUser } from "@/lib/auth/session";
import { mailServerUrl } from "@/lib/platform/env";
import { loadInvitations, loadSurvey } from "@/lib/surveys/loaders";
import { canEditSurvey } from "@/lib/surveys/policy";
import { composeInvitation } from "./emails/invitation";
import { invitationUrl } from "./links";
import { listInvitationsWithBlocks } from "./queries";

/** The invitations of a survey, each with its personal link for those who may copy it. */
export async function loadInvitationsWithLinks(surveyId: string) {
  const user = await requireUser();
  const survey = await loadSurvey(surveyId);
  const invitations = await listInvitationsWithBlocks(survey.id, user.id);
  const mayCopy = canEditSurvey(survey.role);
  return invitations.map((invitation) => ({
    ...invitation,
    url: mayCopy && invitation.state !== "revoked" ? invitationUrl(invitation) : null,
  }));
}

/** The mail exactly as it will go out, to the first who has not got one; the link is blanked. */
export async function loadInvitationPreview(surveyId: string) {
  await requireUser();
  const [survey, invitations] = await Promise.all([
    loadSurvey(surveyId),
    loadInvitations(surveyId),
  ]);
  const next = invitations.find((invitation) => !invitation.mailed && invitation.state === "added");
  const mail = await composeInvitation(
    survey,
    survey.members.find((member) => member.role === "owner")?.user ?? null,
    next ?? { name: "Name of the researcher", email: "researcher@example.org", language: null },
    { url: "[the researcher’s personal link]", stopUrl: "[the link that ends mails]" },
  );
  return { ...mail, sendsMail: mailServerUrl() !== null };
}
