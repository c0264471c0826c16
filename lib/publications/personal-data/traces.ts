import type { Tx } from "@/lib/platform/db";
import { randomToken, sha256Hex } from "@/lib/platform/tokens";

/** Removes what a model made of a response's words: its sentences repeat them, and its sortings hold them. */
export async function forgetModelWork(
  tx: Tx,
  { surveyId, responseId }: { readonly surveyId: string; readonly responseId: string },
): Promise<void> {
  const anywhere = `%${responseId}%`;
  await tx.$executeRaw`DELETE FROM "ModelProposal" WHERE "surveyId" = ${surveyId}::uuid AND "sources"::text LIKE ${anywhere}`;
  await tx.$executeRaw`DELETE FROM "ThemeProposal" WHERE "surveyId" = ${surveyId}::uuid AND "grouping"::text LIKE ${anywhere}`;
}

/** Removes what others and the person themselves wrote with an address into suggestions and requests, of one survey or of all. */
export async function forgetAddress(
  tx: Tx,
  where: { readonly email: string; readonly surveyId?: string },
): Promise<void> {
  await tx.selfNomination.deleteMany({ where });
  await tx.colleagueSuggestion.deleteMany({ where });
}

/**
 * Takes everything personal out of an invitation, with its devices and mails; its row stays, so that the number of the
 * invited stays true. `label` is what the author's list shows in the place of the name.
 */
export async function emptyInvitation(
  tx: Tx,
  invitationId: string,
  { label, withdrawn }: { readonly label: string; readonly withdrawn: boolean },
  now: Date,
): Promise<void> {
  await tx.outboxMessage.deleteMany({ where: { invitationId } });
  await tx.invitationSession.deleteMany({ where: { invitationId } });
  await tx.invitation.update({
    where: { id: invitationId },
    data: {
      name: label,
      email: null,
      affiliation: "",
      language: null,
      generation: { increment: 1 },
      // Nobody has the token of this hash: the link opens nothing any more.
      tokenHash: sha256Hex(randomToken()),
      bounceReason: null,
      declineReason: null,
      ...(withdrawn ? { withdrawnAt: now } : {}),
      erasedAt: now,
    },
  });
}
