import { recordAudit } from "@/lib/audit/commands";
import { canAdmit } from "@/lib/auth/policy";
import type { Outcome } from "@/lib/core/errors";
import { transaction } from "@/lib/platform/db";
import { byHand, mailLeft } from "../bulk/commands";

/**
 * Whoever operates the site found a mail in its mailbox that came back: every invitation at the address to which mail left
 * is marked as bounced, in whichever survey.
 */
export async function recordReturnedMail(input: {
  readonly actor: { readonly id: string; readonly isOwner: boolean };
  readonly email: string;
  readonly words: string;
  readonly now: Date;
}): Promise<Outcome<{ count: number }>> {
  if (!canAdmit(input.actor)) return { ok: false, reason: "not-allowed" };
  return transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { email: input.email, revokedAt: null, ...mailLeft },
      data: {
        bouncedAt: input.now,
        bounceReason: `${byHand}${input.words || "the mail came back"}`,
      },
    });
    if (count > 0) {
      await recordAudit(tx, {
        kind: "mail.returned",
        actorId: input.actor.id,
        details: { count },
      });
    }
    return { ok: true, value: { count } };
  });
}
