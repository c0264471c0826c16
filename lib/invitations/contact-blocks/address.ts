import { hmacToken } from "@/lib/platform/tokens";

/** By what an address is known again whose owner had it erased: nobody without the secret of this site can compute it. */
export function addressHash(email: string): string {
  return hmacToken("contact block", email);
}

/** The blocks of one address, in whichever form they stand. */
export function blocksOf(email: string) {
  return { OR: [{ email }, { emailHash: addressHash(email) }] };
}
