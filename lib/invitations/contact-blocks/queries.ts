import { db } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client/client";
import { addressHash } from "./address";

/** Who wants that an address gets no mail: its owner, for the whole site; the reader; or another author of the survey. */
export type BlockedBy = "owner" | "reader" | "author";

/**
 * Which of these addresses are blocked: by their owners for the whole site, or by one of `memberIds`; each with who said it. One
 * query for any number.
 */
export async function findBlocks(
  client: Prisma.TransactionClient,
  emails: readonly string[],
  memberIds: readonly string[],
): Promise<{ readonly email: string; readonly userId: string | null }[]> {
  const rows = await client.contactBlock.findMany({
    where: {
      AND: [
        { OR: [{ userId: null }, { userId: { in: [...memberIds] } }] },
        { OR: [{ email: { in: [...emails] } }, { email: null }] },
      ],
    },
    select: { email: true, emailHash: true, userId: true },
  });
  // Thousands of addresses are hashed only where some block has no more than a hash.
  const byHash = rows.some(({ email }) => email === null)
    ? new Map(emails.map((email) => [addressHash(email), email]))
    : new Map<string, string>();
  return rows.flatMap(({ email, emailHash, userId }) => {
    const found = email ?? byHash.get(emailHash ?? "");
    return found === undefined ? [] : [{ email: found, userId }];
  });
}

/** Which of these addresses nobody may write to for a survey whose members are `memberIds`, and why. */
export async function listBlocks(
  emails: readonly string[],
  memberIds: readonly string[],
  readerId: string,
): Promise<ReadonlyMap<string, BlockedBy>> {
  const blocks = await findBlocks(db(), emails, memberIds);
  const found = new Map<string, BlockedBy>();
  for (const { email, userId } of blocks) {
    const by = userId === null ? "owner" : userId === readerId ? "reader" : "author";
    // The owner's word outweighs the others', since no author can take it back.
    if (found.get(email) !== "owner") found.set(email, by);
  }
  return found;
}
