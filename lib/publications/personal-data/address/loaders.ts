import { notFound } from "next/navigation";
import { findProvenAddress } from "@/lib/invitations/address-proof/queries";
import { findHeldUnder } from "./queries";

/** What is held under the address that a mailed link proves; 404 where the link is wrong or has ended. */
export async function loadHeldUnder(token: string) {
  const proven = (await findProvenAddress(token, new Date())) ?? notFound();
  return findHeldUnder(proven.email);
}
