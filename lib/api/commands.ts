import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { db, transaction } from "@/lib/platform/db";
import { randomToken, sha256Hex } from "@/lib/platform/tokens";

const mostKeys = 20;
const hourMs = 3_600_000;

/** Makes a key. It is returned here and nowhere else: the database holds its hash. */
export async function createKey(userId: string, name: string): Promise<Outcome<{ key: string }>> {
  const key = `csl_${randomToken()}`;
  return transaction(async (tx) => {
    const held = await tx.apiKey.count({ where: { userId, revokedAt: null } });
    if (held >= mostKeys) {
      const problems = [{ at: "name", message: `You hold ${mostKeys} keys. Revoke one first.` }];
      return { ok: false, reason: "conflict", problems };
    }
    const { id } = await tx.apiKey.create({
      data: { userId, name, tokenHash: sha256Hex(key), ending: key.slice(-4) },
    });
    await recordAudit(tx, { kind: "api-key.created", actorId: userId, details: { key: id } });
    return { ok: true, value: { key } };
  });
}

/** Makes a key of this user dead at once. */
export async function revokeKey(userId: string, id: string, now: Date): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { id, userId, revokedAt: null },
      data: { revokedAt: now },
    });
    if (count === 0) return { ok: false, reason: "not-found" };
    await recordAudit(tx, { kind: "api-key.revoked", actorId: userId, details: { key: id } });
    return { ok: true, value: null };
  });
}

/** Notes that a key was used, at most once an hour. */
export async function noteKeyUse(keyId: string, now: Date): Promise<void> {
  const before = new Date(now.getTime() - hourMs);
  await db().apiKey.updateMany({
    where: { id: keyId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
    data: { lastUsedAt: now },
  });
}
