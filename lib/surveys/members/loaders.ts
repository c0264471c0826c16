import { headers } from "next/headers";
import { currentUser, requireUser } from "@/lib/auth/session";
import { mailServerUrl } from "@/lib/platform/env";
import { limit } from "@/lib/platform/rate-limit";
import { clientAddress } from "@/lib/platform/request";
import { loadSurvey } from "../loaders";
import { canManageMembers } from "../policy";
import { inviteUrl, readInviteToken } from "./links";
import { findInvitee, findOpenInvite, listInvitesTo, listMembers } from "./queries";

/** Who works on a survey, for its members, and what the reader may do about it. */
export async function loadMembers(surveyId: string) {
  const user = await requireUser();
  const survey = await loadSurvey(surveyId);
  const sendsMail = mailServerUrl() !== null;
  const { members, invites } = await listMembers(survey.id, user.id, new Date());
  return {
    survey,
    members,
    // Where mail is sent, its link is its reader's alone: it makes an account for whoever reads mail there.
    invites: invites.map((invite) => ({ ...invite, url: sendsMail ? "" : inviteUrl(invite.id) })),
    me: user.id,
    mayManage: canManageMembers(survey.memberRole),
    sendsMail,
  };
}

/** What the signed-in author was asked and has not answered. */
export async function loadInvitesToMe() {
  const user = await requireUser();
  const invites = await listInvitesTo(user.email, new Date());
  return invites.map(({ id, role, handsOver, survey, invitedBy }) => ({
    id,
    role,
    handsOver,
    title: survey.title,
    by: invitedBy?.name || invitedBy?.email || "The owner",
  }));
}

/** The page behind the link of an invite's mail: who asks what, and what its reader has to do. Changes nothing. */
export async function loadJoin(token: string) {
  const allowed = await limit("link", clientAddress(await headers()));
  if (!allowed.ok) return { kind: "wait", seconds: allowed.retryAfterSeconds } as const;
  const id = readInviteToken(token);
  const invite = id === null ? null : await findOpenInvite(id, new Date());
  if (invite === null) return { kind: "unknown" } as const;
  const user = await currentUser();
  const { userId, admission } = await findInvitee(invite.email);
  const reader =
    admission === "removed" || (userId !== null && admission === null)
      ? "removed"
      : user?.email === invite.email
        ? "signed-in"
        : user !== null
          ? "another"
          : userId === null
            ? mailServerUrl() === null
              ? "unproven"
              : "newcomer"
            : "has-account";
  return {
    kind: "invite",
    inviteId: invite.id,
    title: invite.survey.title,
    by: invite.invitedBy?.name || invite.invitedBy?.email || "The owner",
    role: invite.role,
    handsOver: invite.handsOver,
    reader,
  } as const;
}
