import { endOtherDevices } from "@/lib/answers/devices/commands";
import { refuseForm, seeOther } from "@/lib/answers/door";
import { endDeviceSchema } from "@/lib/answers/schema";
import { currentSession } from "@/lib/answers/session";

/** Ends another device of the same person, or all others. */
export async function POST(request: Request) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const session = await currentSession();
  if (session === null) return seeOther("/answer/data");
  const parsed = endDeviceSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) return seeOther("/answer/data#devices");
  const { id, invitationId, invitation } = session;
  const { surveyId } = invitation;
  const ended = await endOtherDevices({ id, invitationId, surveyId }, parsed.data.device);
  return seeOther(`/answer/data?ended=${ended}#devices`);
}
