import { recordAudit } from "@/lib/audit/commands";
import type { DecisionEdit } from "@/lib/core/synthesis/overlay/edit";
import type { Tx } from "@/lib/platform/db";

type Decided = {
  readonly surveyId: string;
  readonly proposalId: string;
  /** Null leaves it open again. */
  readonly decision: DecisionEdit["decision"] | null;
  readonly actorId: string;
  readonly now: Date;
};

/**
 * Writes what becomes of a model's sentence. A place holds one sentence: the ids of those that had to leave it are given
 * back. Null where it is not there, or no longer holds: then nothing was changed.
 */
export async function setDecision(
  tx: Tx,
  { surveyId, proposalId, decision, actorId, now }: Decided,
): Promise<readonly string[] | null> {
  const row = await tx.modelProposal.findFirst({
    where: { id: proposalId, surveyId, state: { not: "stale" } },
  });
  if (row === null) return null;
  const left =
    decision !== "accepted"
      ? []
      : await tx.modelProposal.findMany({
          where: {
            surveyId,
            questionKey: row.questionKey,
            keyPoint: row.keyPoint,
            replaces: row.replaces,
            state: "accepted",
            id: { not: row.id },
          },
          select: { id: true },
        });
  const ids = left.map(({ id }) => id);
  await tx.modelProposal.updateMany({
    where: { id: { in: ids } },
    data: { state: "proposed", decidedById: null, decidedAt: null },
  });
  const state = decision ?? "proposed";
  await tx.modelProposal.update({
    where: { id: row.id },
    data: {
      state,
      decidedById: decision === null ? null : actorId,
      decidedAt: decision === null ? null : now,
    },
  });
  await recordAudit(tx, {
    kind: `proposal.${state}`,
    actorId,
    surveyId,
    details: { proposalId: row.id, question: row.questionKey },
  });
  return ids;
}
