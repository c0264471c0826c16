import { z } from "zod";
import { db } from "@/lib/platform/db";
import { sameSecret } from "@/lib/platform/tokens";
import { blocksOf } from "../contact-blocks/address";
import { findBlocks } from "../contact-blocks/queries";
import { unsubscribeToken } from "../links";
import type { InvitationWithSurvey } from "../queries";

/** The invitation whose mails a link ends; null where the link is wrong or the invitation went to another address since. */
export async function findInvitationToStop(token: string): Promise<InvitationWithSurvey | null> {
  if (token.length > 200) return null;
  const id = z.uuid().safeParse(token.split(".")[0]);
  if (!id.success) return null;
  const invitation = await db().invitation.findUnique({
    where: { id: id.data },
    include: { survey: true },
  });
  if (invitation === null || !sameSecret(unsubscribeToken(invitation), token)) return null;
  return invitation;
}

/** Whether the owner of an address wants no mail from this site at all. */
export async function isBlockedEverywhere(email: string | null): Promise<boolean> {
  if (email === null) return false;
  return (await db().contactBlock.count({ where: { ...blocksOf(email), userId: null } })) > 0;
}

/**
 * Which of these addresses nobody may invite for a survey whose members are `memberIds`: blocked by their owner, or by one
 * of the members.
 */
export async function listBlockedAddresses(
  emails: readonly string[],
  memberIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const blocks = await findBlocks(db(), emails, memberIds);
  return new Set(blocks.map(({ email }) => email));
}

/** Whether an invited person wants no mails: about this survey, from its members, or from the site. */
export async function hasEndedMails(invitationId: string): Promise<boolean> {
  const invitation = await db().invitation.findUnique({
    where: { id: invitationId },
    select: {
      email: true,
      unsubscribedAt: true,
      survey: { select: { members: { select: { userId: true } } } },
    },
  });
  if (invitation === null) return false;
  if (invitation.unsubscribedAt !== null) return true;
  if (invitation.email === null) return false;
  const members = invitation.survey.members.map(({ userId }) => userId);
  return (await listBlockedAddresses([invitation.email], members)).size > 0;
}
