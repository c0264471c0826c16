import { db } from "@/lib/platform/db";
import { sha256Hex } from "@/lib/platform/tokens";

/** Somebody who is signed in. */
export type CurrentUser = {
  readonly id: string;
  readonly name: string | null;
  readonly email: string;
  readonly isOwner: boolean;
};

/** Whether an address may sign in: the owner admitted it, or it is the owner's. */
export async function isAdmitted(email: string): Promise<boolean> {
  return (await db().admittedAddress.count({ where: { email: email.toLowerCase() } })) > 0;
}

/** The user behind an address, as long as the address is admitted: removing it ends every session at once. */
export async function findAdmittedUser(email: string): Promise<CurrentUser | null> {
  if (!(await isAdmitted(email))) return null;
  return db().user.findUnique({
    where: { email },
    select: { id: true, name: true, email: true, isOwner: true },
  });
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
  /** Whether somebody has signed in with the address. */
  readonly hasSignedIn: boolean;
  readonly admittedAt: Date;
};

/** Everybody who may sign in, by address. */
export async function listAdmitted(): Promise<AdmittedPerson[]> {
  const addresses = await db().admittedAddress.findMany({ orderBy: { email: "asc" } });
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
      hasSignedIn: user !== undefined,
      admittedAt: address.createdAt,
    };
  });
}
