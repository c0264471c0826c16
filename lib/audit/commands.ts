import type { AuditDetails, AuditKind } from "@/lib/core/audit-event";
import type { Tx } from "@/lib/platform/db";
import { orderedIds } from "@/lib/platform/ordered-id";
import { Prisma } from "@/prisma/generated/client/client";

/**
 * Something that somebody did to a record. Details hold ids, names of fields, numbers and the author's own wording before
 * and after; never a respondent's words, an address or a secret.
 */
export type AuditEntry = {
  readonly kind: AuditKind;
  readonly actorId?: string;
  readonly surveyId?: string;
  readonly details?: AuditDetails;
};

/** Appends to the audit trail, in the transaction of what it records. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  // Of many, because that is one statement that reads nothing back.
  await tx.auditEvent.createMany({
    data: [
      {
        kind: entry.kind,
        actorId: entry.actorId ?? null,
        surveyId: entry.surveyId ?? null,
        details: JSON.parse(JSON.stringify(entry.details ?? {})),
      },
    ],
  });
}

/**
 * What `recordAudit` would append, as a part (a CTE) of the statement that stores what it records, and only `when` that
 * holds.
 */
export function auditStatement(entry: AuditEntry, when: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO "AuditEvent" ("id", "kind", "actorId", "surveyId", "details")
    SELECT ${orderedIds(new Date())()}::uuid, ${entry.kind}, ${entry.actorId ?? null}::uuid,
      ${entry.surveyId ?? null}::uuid, ${JSON.stringify(entry.details ?? {})}::jsonb
    WHERE ${when}`;
}
