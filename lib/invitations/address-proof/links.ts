import { env } from "@/lib/platform/env";
import { hmacToken } from "@/lib/platform/tokens";

/** For how long a link works that proves an address. */
export const proofMs = 24 * 3600 * 1000;

/** Whose address is proven: an invitation, as long as it is addressed as it was. */
type Addressed = { readonly id: string; readonly email: string | null };

/**
 * The secret of a link that is mailed to an address and nowhere else, so that whoever opens it can read mail there. Computed,
 * never stored; it says when it was made and ends by itself.
 */
export function addressToken({ id, email }: Addressed, madeAt: Date): string {
  const made = madeAt.getTime().toString(36);
  return `${id}.${made}.${hmacToken("address", id, email ?? "", made)}`;
}

/** When a token says that it was made; null where it says nothing of the kind. */
export function madeAtOf(token: string): Date | null {
  const made = Number.parseInt(token.split(".")[1] ?? "", 36);
  return Number.isSafeInteger(made) && made > 0 && made < 8.64e15 ? new Date(made) : null;
}

/** The page that shows what this site holds about an address. */
export function addressUrl(addressed: Addressed, madeAt: Date): string {
  return `${env().SITE_URL}/answer/address/${addressToken(addressed, madeAt)}`;
}
