import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { type Tx, transaction } from "@/lib/platform/db";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey } from "@/lib/surveys/queries";
import { addressHash, blocksOf } from "./address";

type Act = {
  readonly surveyId: string;
  readonly actorId: string;
  readonly invitationIds: readonly string[];
  readonly now: Date;
};

/**
 * Marks the addresses of these invitations as not to be contacted by this author: no mail of theirs goes there, in any
 * survey, until it is taken back. Links keep working. Doing it twice changes nothing.
 */
export async function blockContacts(input: Act): Promise<Outcome<{ count: number }>> {
  return change(input, true);
}

/** Takes it back. What the address's owner said for the whole site stays. */
export async function unblockContacts(input: Act): Promise<Outcome<{ count: number }>> {
  return change(input, false);
}

async function change(input: Act, blocked: boolean): Promise<Outcome<{ count: number }>> {
  return transaction(async (tx) => {
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    const invitations = await tx.invitation.findMany({
      where: { id: { in: [...input.invitationIds] }, surveyId: survey.id, email: { not: null } },
      select: { email: true },
    });
    const emails = invitations.flatMap(({ email }) => email ?? []);
    if (blocked) {
      await tx.contactBlock.createMany({
        data: emails.map((email) => ({ email, userId: input.actorId, createdAt: input.now })),
        skipDuplicates: true,
      });
    } else {
      await tx.contactBlock.deleteMany({
        where: { OR: emails.map(blocksOf), userId: input.actorId },
      });
    }
    await recordAudit(tx, {
      kind: blocked ? "contacts.blocked" : "contacts.unblocked",
      actorId: input.actorId,
      surveyId: survey.id,
      details: { count: emails.length },
    });
    return { ok: true, value: { count: emails.length } };
  });
}

/**
 * Writes down that an author contacts nobody at this address, in any survey of theirs, or takes it back. Doing it twice
 * changes nothing; what the address's owner said for the whole site stays.
 */
export async function setContactBlock(input: {
  readonly actorId: string;
  readonly email: string;
  readonly blocked: boolean;
  readonly now: Date;
}): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const { email, actorId } = input;
    if (input.blocked) {
      await tx.contactBlock.createMany({
        data: { email, userId: actorId, createdAt: input.now },
        skipDuplicates: true,
      });
    } else await tx.contactBlock.deleteMany({ where: { ...blocksOf(email), userId: actorId } });
    await recordAudit(tx, {
      kind: input.blocked ? "contacts.blocked" : "contacts.unblocked",
      actorId,
      details: { count: 1 },
    });
    return { ok: true, value: null };
  });
}

/** Keeps the blocks of an address in force without the address: a keyed hash stands in its place. */
export async function hashBlocks(tx: Tx, email: string): Promise<void> {
  const emailHash = addressHash(email);
  // One that has its hash already says the same.
  await tx.$executeRaw`
    DELETE FROM "ContactBlock" b USING "ContactBlock" o
    WHERE b."email" = ${email} AND o."emailHash" = ${emailHash} AND o."userId" IS NOT DISTINCT FROM b."userId"`;
  await tx.contactBlock.updateMany({ where: { email }, data: { email: null, emailHash } });
}
