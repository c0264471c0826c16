import { cookies } from "next/headers";
import { cache } from "react";
import { sha256Hex } from "@/lib/platform/tokens";
import { findSavingSession, findSession } from "./queries";
import { answerCookie } from "./schema";

/** The invitation that this browser opened last, with its survey; null without one, or when its link is dead. */
export const currentInvitation = cache(async () => {
  const cookie = (await cookies()).get(answerCookie)?.value;
  if (cookie === undefined || cookie.length > 200) return null;
  const session = await findSession(sha256Hex(cookie), new Date());
  return session?.invitation ?? null;
});

/** The invitation and response of this browser's session, and no more: what a save or a submission needs. */
export async function currentResponse() {
  const cookie = (await cookies()).get(answerCookie)?.value;
  if (cookie === undefined || cookie.length > 200) return null;
  return findSavingSession(sha256Hex(cookie), new Date());
}
