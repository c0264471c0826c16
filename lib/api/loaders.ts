import { requireUser } from "@/lib/auth/session";
import { listKeys } from "./queries";

/** The keys of whoever is signed in. */
export async function loadKeys() {
  return listKeys((await requireUser()).id);
}
