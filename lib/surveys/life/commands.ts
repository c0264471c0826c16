import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { type Tx, transaction } from "@/lib/platform/db";
import { canArchiveSurvey } from "../policy";
import { findSurvey, type MemberSurvey } from "../queries";

type StatusChange = { readonly surveyId: string; readonly actorId: string; readonly now: Date };

async function lockForOwner(
  tx: Tx,
  { surveyId, actorId }: StatusChange,
): Promise<Outcome<MemberSurvey>> {
  await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${surveyId}::uuid FOR UPDATE`;
  const survey = await findSurvey(surveyId, actorId, tx);
  if (survey === null) return { ok: false, reason: "not-found" };
  if (!canArchiveSurvey(survey.memberRole)) return { ok: false, reason: "not-allowed" };
  return { ok: true, value: survey };
}

/**
 * Puts a closed survey away: nobody changes it, nothing is sent for it, it leaves the first list. Its published page stays,
 * and so does what its experts may do with their own answers. A publication that was planned is called off, and what waits
 * to be sent is ended.
 */
export function archiveSurvey(input: StatusChange): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const locked = await lockForOwner(tx, input);
    if (!locked.ok) return locked;
    const survey = locked.value;
    if (survey.status === "archived") return { ok: true, value: null };
    const phase = surveyPhase(survey, input.now);
    if (phase === "draft") return { ok: false, reason: "survey-not-open" };
    if (phase === "open") return { ok: false, reason: "survey-open" };
    await tx.survey.update({
      where: { id: survey.id },
      data: {
        status: "archived",
        archivedAt: input.now,
        // One that its date has closed was never closed by hand.
        closedAt: survey.closedAt ?? survey.closesAt ?? input.now,
      },
    });
    await tx.publicationPlan.deleteMany({ where: { surveyId: survey.id } });
    const ended = await tx.outboxMessage.updateMany({
      where: { surveyId: survey.id, status: "queued", template: { notIn: [...sentAnyhow] } },
      data: { status: "cancelled", lastError: "the survey was archived" },
    });
    await recordAudit(tx, {
      kind: "survey.archived",
      actorId: input.actorId,
      surveyId: survey.id,
      details: { mailsEnded: ended.count },
    });
    return { ok: true, value: null };
  });
}

/** What an archived survey sends all the same: what a person has asked for, and what concerns its owners. */
export const sentAnyhow = ["receipt", "erasure-warning", "member-invite"] as const;

/** Takes a survey out of the archive: it is closed again, as it was. */
export function unarchiveSurvey(input: StatusChange): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const locked = await lockForOwner(tx, input);
    if (!locked.ok) return locked;
    const survey = locked.value;
    if (survey.status !== "archived") return { ok: true, value: null };
    await tx.survey.update({
      where: { id: survey.id },
      data: { status: "closed", archivedAt: null },
    });
    await recordAudit(tx, {
      kind: "survey.unarchived",
      actorId: input.actorId,
      surveyId: survey.id,
    });
    return { ok: true, value: null };
  });
}
