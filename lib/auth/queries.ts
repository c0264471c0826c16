import { db, type Tx } from "@/lib/platform/db";
import { sha256Hex } from "@/lib/platform/tokens";

/** Somebody who is signed in. */
export type CurrentUser = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string;
  readonly isOwner: boolean;
  /** Came in as a member of somebody's survey: works on it, and begins none. */
  readonly isGuest: boolean;
};

/** Whether an address may sign in: the owner admitted it, a survey that it joined did, or it is the owner's. */
export async function isAdmitted(email: string): Promise<boolean> {
  const where = { email: email.toLowerCase(), removedAt: null };
  return (await db().admittedAddress.count({ where })) > 0;
}

/** How an address stands: admitted, as a guest, removed by the owner, or not known. */
export async function findAdmission(
  email: string,
  client: Tx = db(),
): Promise<"author" | "guest" | "removed" | null> {
  const found = await client.admittedAddress.findUnique({ where: { email } });
  if (found === null) return null;
  return found.removedAt !== null ? "removed" : found.guest ? "guest" : "author";
}

/** The user behind an address, as long as the address is admitted: removing it ends every session at once. */
export async function findAdmittedUser(email: string): Promise<CurrentUser | null> {
  const admission = await findAdmission(email);
  if (admission === null || admission === "removed") return null;
  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, name: true, email: true, isOwner: true },
  });
  return user && { ...user, isGuest: admission === "guest" };
}

/** Whether the link of the first start still waits for an owner. */
export async function isClaimOpen(token: string): Promise<boolean> {
  const [claim, owner] = await Promise.all([
    db().ownerClaim.findUnique({ where: { tokenHash: sha256Hex(token) } }),
    db().user.findFirst({ where: { isOwner: true }, select: { id: true } }),
  ]);
  return claim !== null && claim.claimedAt === null && owner === null;
}

export type AdmittedPerson = {
  readonly email: string;
  readonly name: string | null;
  readonly isOwner: boolean;
  /** Works on surveys of others, and begins none. */
  readonly isGuest: boolean;
  /** Whether somebody has signed in with the address. */
  readonly hasSignedIn: boolean;
  readonly admittedAt: Date;
};

/** Everybody who may sign in, by address. */
export async function listAdmitted(): Promise<AdmittedPerson[]> {
  const addresses = await db().admittedAddress.findMany({
    where: { removedAt: null },
    orderBy: { email: "asc" },
  });
  const users = await db().user.findMany({
    where: { email: { in: addresses.map((address) => address.email) } },
    select: { email: true, name: true, isOwner: true },
  });
  const byEmail = new Map(users.map((user) => [user.email, user]));
  return addresses.map((address) => {
    const user = byEmail.get(address.email);
    return {
      email: address.email,
      name: user?.name ?? null,
      isOwner: user?.isOwner ?? false,
      isGuest: address.guest,
      hasSignedIn: user !== undefined,
      admittedAt: address.createdAt,
    };
  });
}
