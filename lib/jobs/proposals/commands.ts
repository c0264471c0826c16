import { transaction } from "@/lib/platform/db";
import { log } from "@/lib/platform/log";
import { modelSettings } from "@/lib/platform/model-settings";
import { enqueue } from "@/lib/platform/queue";
import { proposeSentences, reviewProposals } from "@/lib/synthesis/model/commands";
import { reviewThemes } from "@/lib/synthesis/model/themes/commands";

/** After a survey's draft was regenerated: proposals that no longer hold go, and a model is asked for new ones. */
export async function followDraft(surveyId: string): Promise<void> {
  await reviewProposals(surveyId);
  await reviewThemes(surveyId);
  if (modelSettings() === null) return;
  await transaction((tx) => enqueue(tx, { name: "synthesis.propose", surveyId }));
}

/** Asks the model about a survey's draft, where one is configured; what is left to ask becomes a job of its own. */
export async function askForProposals(
  surveyId: string,
  now: () => Date,
  signal: AbortSignal,
): Promise<void> {
  const settings = modelSettings();
  if (settings === null) return;
  const { again } = await proposeSentences(surveyId, settings, now, signal);
  log.info({ surveyId, again: again?.afterSeconds ?? null }, "model asked");
  if (again === null) return;
  await transaction((tx) =>
    enqueue(tx, { name: "synthesis.propose", surveyId }, again.afterSeconds),
  );
}
