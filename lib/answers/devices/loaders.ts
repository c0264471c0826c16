import { currentSession } from "../session";
import { listDevices } from "./queries";

/** The devices of the person whose link this browser opened, and which of them this is; none without a live session. */
export async function loadDevices() {
  const session = await currentSession();
  if (session === null) return { devices: [], own: null };
  return { devices: await listDevices(session.invitation, new Date()), own: session.id };
}
