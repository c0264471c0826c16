import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { transaction } from "@/lib/platform/db";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey } from "@/lib/surveys/queries";

/** Ends invitations: their links and devices stop working at once. Those that had ended before are not counted. */
export async function revokeInvitations(input: {
  readonly surveyId: string;
  readonly actorId: string;
  readonly invitationIds: readonly string[];
  readonly now: Date;
}): Promise<Outcome<{ count: number }>> {
  return transaction(async (tx) => {
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    const where = { id: { in: [...input.invitationIds] }, surveyId: survey.id };
    const { count } = await tx.invitation.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: input.now },
    });
    await tx.invitationSession.deleteMany({ where: { invitation: where } });
    await recordAudit(tx, {
      kind: "invitations.revoked",
      actorId: input.actorId,
      surveyId: survey.id,
      details: { count, invitationIds: [...input.invitationIds] },
    });
    return { ok: true, value: { count } };
  });
}
