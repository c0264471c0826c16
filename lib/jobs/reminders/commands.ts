import { queueDueReminders } from "@/lib/invitations/reminders/commands";
import { listSurveysThatRemind } from "@/lib/invitations/reminders/queries";
import { mailServerUrl } from "@/lib/platform/env";

/** Queues the reminders whose time has come. Returns how many. */
export async function sweepReminders(now: Date): Promise<number> {
  if (mailServerUrl() === null) return 0;
  let queued = 0;
  for (const surveyId of await listSurveysThatRemind(now)) {
    queued += await queueDueReminders(surveyId, now);
  }
  return queued;
}
