import { cookies } from "next/headers";
import { cache } from "react";
import { sha256Hex } from "@/lib/platform/tokens";
import { markSeen } from "./devices/commands";
import { findSavingSession, findSession } from "./devices/queries";
import { answerCookie } from "./schema";

/** This browser's session with the invitation that it opened last; null without one, or when its link is dead. */
export const currentSession = cache(async () => {
  const cookie = (await cookies()).get(answerCookie)?.value;
  if (cookie === undefined || cookie.length > 200) return null;
  const now = new Date();
  const session = await findSession(sha256Hex(cookie), now);
  if (session !== null) await markSeen(session, now);
  return session;
});

/** The invitation of this browser's session, with its survey; null without one. */
export async function currentInvitation() {
  return (await currentSession())?.invitation ?? null;
}

/** The invitation and response of this browser's session, and no more: what a save or a submission needs. */
export async function currentResponse() {
  const cookie = (await cookies()).get(answerCookie)?.value;
  if (cookie === undefined || cookie.length > 200) return null;
  const now = new Date();
  const session = await findSavingSession(sha256Hex(cookie), now);
  if (session !== null) await markSeen(session, now);
  return session;
}
