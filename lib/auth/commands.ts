import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { db, type Tx, transaction } from "@/lib/platform/db";
import { mailServerUrl } from "@/lib/platform/env";
import { queueMail } from "@/lib/platform/outbox";
import { randomToken, sha256Hex } from "@/lib/platform/tokens";
import { isAdmitted } from "./queries";
import { signInMinutes, signInToken, signInTokenHash, signInUrl } from "./sign-in-token";

/**
 * Sends a sign-in link when the address is admitted, and does nothing otherwise; the caller learns no difference. The
 * token is stored hashed and the mail's row holds the nonce alone, both in one transaction.
 */
export async function requestSignIn(input: { email: string; now: Date }): Promise<void> {
  // A link that reaches nobody is not made.
  if (mailServerUrl() === null || !(await isAdmitted(input.email))) return;
  await transaction(async (tx) => {
    const nonce = await storeSignInToken(tx, input);
    await queueMail(tx, {
      template: "sign-in",
      dedupeKey: `sign-in:${sha256Hex(nonce)}`,
      userEmail: input.email,
      nonce,
    });
  });
}

/** Stores the hash of a new token for an address; returns the nonce that, with the secret, gives the token. */
async function storeSignInToken(tx: Tx, input: { email: string; now: Date }): Promise<string> {
  const nonce = randomToken();
  await tx.verificationToken.create({
    data: {
      identifier: input.email,
      token: signInTokenHash(signInToken(nonce)),
      expires: new Date(input.now.getTime() + signInMinutes * 60_000),
    },
  });
  return nonce;
}

/**
 * A sign-in link to hand over in another way than by mail, for an admitted address; it works once. Where this site sends
 * mail the owner is refused, because there a link goes to its person's mailbox alone; `actorId` is null for whoever runs a
 * command on the machine itself, who may be locked out by a broken mail server.
 */
export async function makeSignInLink(input: {
  email: string;
  actorId: string | null;
  now: Date;
}): Promise<Outcome<{ url: string }>> {
  if (mailServerUrl() !== null && input.actorId !== null) {
    return { ok: false, reason: "not-allowed" };
  }
  if (!(await isAdmitted(input.email))) return { ok: false, reason: "not-found" };
  return transaction(async (tx) => {
    const nonce = await storeSignInToken(tx, input);
    await recordAudit(tx, {
      kind: "sign-in.link-made",
      ...(input.actorId === null ? {} : { actorId: input.actorId }),
    });
    return { ok: true, value: { url: signInUrl(input.email, nonce) } };
  });
}

export type NewSession = { readonly sessionToken: string; readonly expires: Date };

/** Makes whoever holds the link of the first start the owner, signed in. Works once, and only while nobody owns this. */
export async function claimOwner(input: {
  token: string;
  name: string;
  email: string;
  now: Date;
  sessionDays: number;
}): Promise<Outcome<NewSession>> {
  return transaction(async (tx) => {
    const claimed = await tx.ownerClaim.updateMany({
      where: { tokenHash: sha256Hex(input.token), claimedAt: null },
      data: { claimedAt: input.now },
    });
    if (claimed.count === 0) return { ok: false, reason: "link-invalid" };
    // Two links may be open at once; the lock lets only one of them make an owner.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('consilience.owner'))`;
    if ((await tx.user.count({ where: { isOwner: true } })) > 0) {
      return { ok: false, reason: "link-invalid" };
    }
    const user = await tx.user.upsert({
      where: { email: input.email },
      create: { email: input.email, name: input.name, isOwner: true },
      update: { name: input.name, isOwner: true },
    });
    await tx.admittedAddress.createMany({
      data: [{ email: input.email, admittedById: user.id }],
      skipDuplicates: true,
    });
    const session = {
      sessionToken: randomToken(),
      expires: new Date(input.now.getTime() + input.sessionDays * 24 * 3_600_000),
    };
    await tx.session.create({ data: { ...session, userId: user.id } });
    await recordAudit(tx, { kind: "owner.claimed", actorId: user.id });
    return { ok: true, value: session };
  });
}

/** Lets an address sign in. Admitting it twice changes nothing. */
export async function admitAddress(input: { email: string; actorId: string }): Promise<void> {
  await transaction(async (tx) => {
    const admitted = await tx.admittedAddress.createMany({
      data: [{ email: input.email, admittedById: input.actorId }],
      skipDuplicates: true,
    });
    // A guest becomes an author, and whom the owner removed comes back.
    const changed = await tx.admittedAddress.updateMany({
      where: { email: input.email, OR: [{ guest: true }, { removedAt: { not: null } }] },
      data: { guest: false, removedAt: null, admittedById: input.actorId },
    });
    if (admitted.count + changed.count > 0) {
      await recordAudit(tx, { kind: "address.admitted", actorId: input.actorId });
    }
  });
}

/** Ends an address's admission, its sessions and its unused links. The owner's own address stays. */
export async function removeAddress(input: {
  email: string;
  actorId: string;
  now: Date;
}): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email: input.email } });
    if (user?.isOwner === true) return { ok: false, reason: "not-allowed" };
    // The row stays, so that no survey lets the address in again without the owner.
    const removed = await tx.admittedAddress.updateMany({
      where: { email: input.email, removedAt: null },
      data: { removedAt: input.now },
    });
    if (removed.count === 0) return { ok: false, reason: "not-found" };
    await tx.verificationToken.deleteMany({ where: { identifier: input.email } });
    if (user !== null) await tx.session.deleteMany({ where: { userId: user.id } });
    await recordAudit(tx, {
      kind: "address.removed",
      actorId: input.actorId,
      ...(user === null ? {} : { details: { userId: user.id } }),
    });
    return { ok: true, value: null };
  });
}

/** Signs one browser out. */
export async function endSession(sessionToken: string): Promise<void> {
  await db().session.deleteMany({ where: { sessionToken } });
}
