// The rooms of the product that journeys use directly, gathered for one import by the loader that the product runs with.
import { db } from "@/lib/platform/db";
import { closeQueue } from "@/lib/platform/queue";

export { withdrawResponse } from "@/lib/answers/consent/commands";
export { parseAnswersCsv } from "@/lib/core/answers/parse-answers";
export { parseSurvey } from "@/lib/core/survey/parse-survey";
export { db, transaction } from "@/lib/platform/db";
export { publishSurvey } from "@/lib/publications/commands";
export { blankPublishedFields } from "@/lib/publications/withdrawal/commands";
export { importSurvey } from "@/lib/surveys/import";
export { regenerateSynthesis } from "@/lib/synthesis/commands";
export { proposeSentences } from "@/lib/synthesis/model/commands";

/** Ends the connections of these rooms; the next ones make their own. */
export async function closeRooms(): Promise<void> {
  await closeQueue();
  await db().$disconnect();
  Reflect.deleteProperty(globalThis, "consilienceDb");
}
