import { errorFacts, log } from "@/lib/platform/log";
import { keepPromise } from "@/lib/publications/retention/commands";
import { listSurveysToErase } from "@/lib/publications/retention/queries";

/** Warns of erasures and erases, survey by survey; one that fails is tried at the next look, and holds up no other. */
export async function sweepRetention(now: Date): Promise<void> {
  for (const surveyId of await listSurveysToErase(now)) {
    try {
      const done = await keepPromise(surveyId, now);
      if (done.kind !== "none") log.info({ surveyId, ...done }, "personal data");
    } catch (error) {
      log.error({ surveyId, ...errorFacts(error) }, "personal data could not be erased");
    }
  }
}
