import { transaction } from "@/lib/platform/db";
import { regenerateSynthesis } from "@/lib/synthesis/commands";

/**
 * Recomputes a survey's draft. Workers take turns at one survey, and each reads what is stored when its turn comes, so
 * that an older computation cannot overwrite a newer one.
 */
export async function regenerateInTurn(surveyId: string, now: Date): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${surveyId}, 0))`;
    await regenerateSynthesis(surveyId, now);
  });
}
