import { recordAudit } from "@/lib/audit/commands";
import { hashBlocks } from "@/lib/invitations/contact-blocks/commands";
import { db, transaction } from "@/lib/platform/db";
import { erasePerson } from "../commands";
import { forgetAddress } from "../traces";

/**
 * Takes an address out of every address book, suggestion and request of this site, for its owner; and out of the surveys whose
 * invitations are named, with all that was answered there. Wishes that nobody may write there stay in force under a keyed hash, and
 * `block` adds the owner's own for the whole site. Cannot be undone. Gives the ids that erased responses had: by these a browser
 * knows what it kept of them.
 */
export async function eraseAddress(input: {
  readonly email: string;
  readonly invitationIds: readonly string[];
  readonly block: boolean;
  readonly now: Date;
}): Promise<readonly string[]> {
  const { email, now } = input;
  // Of this address alone, whatever a form names.
  const own = await db().invitation.findMany({
    where: { id: { in: [...input.invitationIds] }, email },
    select: { id: true },
  });
  const gone: string[] = [];
  for (const { id } of own) {
    const erased = await erasePerson(id, now);
    if (erased.ok) gone.push(...erased.value);
  }
  await transaction(async (tx) => {
    if (input.block) {
      await tx.contactBlock.createMany({
        data: [{ email, userId: null, createdAt: now }],
        skipDuplicates: true,
      });
    }
    const { count: contacts } = await tx.contact.deleteMany({ where: { email } });
    await forgetAddress(tx, { email });
    await hashBlocks(tx, email);
    await recordAudit(tx, { kind: "address.erased", details: { contacts, surveys: own.length } });
  });
  return gone;
}
