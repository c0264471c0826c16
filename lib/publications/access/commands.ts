import { recordAudit } from "@/lib/audit/commands";
import type { AuditKind } from "@/lib/core/audit-event";
import type { Outcome } from "@/lib/core/errors";
import { type Tx, transaction } from "@/lib/platform/db";

/** Whose survey it is: that of an owner or editor, unless it is archived. The product itself may publish any. */
export function writtenBy(surveyId: string, actorId: string | null) {
  if (actorId === null) return { id: surveyId };
  const role = { in: ["owner" as const, "editor" as const] };
  const status = { not: "archived" as const };
  return { id: surveyId, status, members: { some: { userId: actorId, role } } };
}

/** What happens to one survey's publication happens one after the other, withdrawals included. */
export async function lockPublication(tx: Tx, surveyId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`publication:${surveyId}`}, 0))`;
}

/**
 * Changes what there is of a survey's publication, with its audit event; `not-found` where nothing is changed, which is so
 * for whoever may not write the survey.
 */
export async function changePublication(
  {
    surveyId,
    actorId,
    kind,
  }: { readonly surveyId: string; readonly actorId: string; readonly kind: AuditKind },
  change: (tx: Tx, survey: ReturnType<typeof writtenBy>) => Promise<{ readonly count: number }>,
): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    await lockPublication(tx, surveyId);
    const { count } = await change(tx, writtenBy(surveyId, actorId));
    if (count === 0) return { ok: false, reason: "not-found" };
    await recordAudit(tx, { kind, actorId, surveyId });
    return { ok: true, value: null };
  });
}
