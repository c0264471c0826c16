import { requireUser } from "@/lib/auth/session";
import { mailServerUrl } from "@/lib/platform/env";
import { loadSurvey } from "@/lib/surveys/loaders";
import { canEditSurvey } from "@/lib/surveys/policy";
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

/** Whether this installation sends mail at all; where it does not, links are copied and sent in other ways. */
export async function loadSendsMail(): Promise<boolean> {
  await requireUser();
  return mailServerUrl() !== null;
}
