import { db } from "@/lib/platform/db";

/** Who wants that an address gets no mail: its owner, for the whole site; the reader; or another author of the survey. */
export type BlockedBy = "owner" | "reader" | "author";

/** Which of these addresses nobody may write to for a survey whose members are `memberIds`, and why. */
export async function listBlocks(
  emails: readonly string[],
  memberIds: readonly string[],
  readerId: string,
): Promise<ReadonlyMap<string, BlockedBy>> {
  const blocks = await db().contactBlock.findMany({
    where: {
      email: { in: [...emails] },
      OR: [{ userId: null }, { userId: { in: [...memberIds] } }],
    },
    select: { email: true, userId: true },
  });
  const found = new Map<string, BlockedBy>();
  for (const { email, userId } of blocks) {
    const by = userId === null ? "owner" : userId === readerId ? "reader" : "author";
    // The owner's word outweighs the others', since no author can take it back.
    if (found.get(email) !== "owner") found.set(email, by);
  }
  return found;
}
