import { randomUUID } from "node:crypto";
import type { Outcome } from "@/lib/core/errors";
import type { Tx } from "@/lib/platform/db";
import type { Recruitment } from "@/prisma/generated/client/client";
import { invitationTokenHash } from "./links";
import { listBlockedAddresses } from "./unsubscribe/queries";

/** Somebody who was named to the author, or who asked. */
export type OneInvitee = {
  readonly surveyId: string;
  readonly name: string;
  readonly email: string;
  readonly affiliation?: string;
  readonly language?: string | null;
  readonly recruitment: Recruitment;
};

/**
 * Makes one invitation, which the author sends like any other; no mail leaves. `blocked` where the address must not be
 * written to, `conflict` where it is invited already.
 */
export async function inviteOne(
  tx: Tx,
  person: OneInvitee,
  now: Date,
): Promise<Outcome<{ invitationId: string }>> {
  const members = await tx.surveyMember.findMany({ where: { surveyId: person.surveyId } });
  const blocked = await listBlockedAddresses(
    [person.email],
    members.map(({ userId }) => userId),
  );
  if (blocked.size > 0) return { ok: false, reason: "blocked" };
  const id = randomUUID();
  const { count } = await tx.invitation.createMany({
    data: [
      { ...person, id, createdAt: now, tokenHash: invitationTokenHash({ id, generation: 1 }) },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return { ok: false, reason: "conflict" };
  return { ok: true, value: { invitationId: id } };
}
