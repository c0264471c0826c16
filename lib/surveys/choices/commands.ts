import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/queue";
import { canEditSurvey } from "../policy";
import { findSurvey } from "../queries";
import type { SurveyChoices } from "./schema";

/**
 * Stores what the author chose. What experts were told before answering stays as it was told: it can be changed only
 * while the survey is a draft.
 */
export async function chooseForSurvey(input: {
  readonly surveyId: string;
  readonly actorId: string;
  readonly choices: SurveyChoices;
}): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${input.surveyId}::uuid FOR UPDATE`;
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    const { showOthersAfterSubmitting, previewForNamed } = input.choices;
    const draft = survey.status === "draft";
    await tx.survey.update({
      where: { id: survey.id },
      data: { previewForNamed, ...(draft ? { showOthersAfterSubmitting } : {}) },
    });
    // The figures of the preview are kept from now on.
    if (previewForNamed) await enqueue(tx, { name: "synthesis.regenerate", surveyId: survey.id });
    await recordAudit(tx, {
      kind: "survey.edited",
      actorId: input.actorId,
      surveyId: survey.id,
      details: { fields: ["choices"] },
    });
    return { ok: true, value: null };
  });
}
