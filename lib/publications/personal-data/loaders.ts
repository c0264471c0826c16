import { notFound } from "next/navigation";
import { currentInvitation } from "@/lib/answers/session";
import { mailServerUrl } from "@/lib/platform/env";
import { findPersonalData } from "./queries";

/** Everything held about the person whose link this browser opened; 404 without a live session. */
export async function loadPersonalData() {
  const invitation = (await currentInvitation()) ?? notFound();
  return (await findPersonalData(invitation.id)) ?? notFound();
}

/** Whether an address can be proven here: without mail nobody can show that it is theirs. */
export function loadProvesAddresses(): boolean {
  return mailServerUrl() !== null;
}
