import { notFound } from "next/navigation";
import { currentInvitation } from "@/lib/answers/session";
import { findPersonalData } from "./queries";

/** Everything held about the person whose link this browser opened; 404 without a live session. */
export async function loadPersonalData() {
  const invitation = (await currentInvitation()) ?? notFound();
  return (await findPersonalData(invitation.id)) ?? notFound();
}
