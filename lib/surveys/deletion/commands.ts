import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { normalizeText } from "@/lib/core/text-form";
import { transaction } from "@/lib/platform/db";
import { canDeleteSurvey } from "../policy";
import { findSurvey } from "../queries";
import { findWhatGoes } from "./queries";

/**
 * Deletes a survey with everything that belongs to it, once its owner has written out its title. Where it was published, an
 * empty survey without members keeps its address, which says that the page was taken back; nobody else gets that address.
 */
export function deleteSurvey(input: {
  readonly surveyId: string;
  readonly actorId: string;
  /** As the owner has written it. */
  readonly title: string;
  readonly now: Date;
}): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE id = ${input.surveyId}::uuid FOR UPDATE`;
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canDeleteSurvey(survey.memberRole)) return { ok: false, reason: "not-allowed" };
    if (inShort(input.title) !== inShort(survey.title)) {
      return {
        ok: false,
        reason: "invalid-input",
        problems: [{ at: "title", message: "This is not the survey’s title." }],
      };
    }
    const goes = await findWhatGoes(survey.id, input.actorId, tx);
    if (goes === null) return { ok: false, reason: "not-found" };
    // Answers first: a wording that was answered cannot go before them.
    await tx.invitation.deleteMany({ where: { surveyId: survey.id } });
    await tx.survey.delete({ where: { id: survey.id } });
    if (goes.slug !== null) {
      await tx.survey.create({
        data: {
          slug: goes.slug,
          title: "",
          status: "archived",
          archivedAt: input.now,
          publication: { create: { slug: goes.slug, unpublishedAt: input.now } },
        },
      });
    }
    await recordAudit(tx, {
      kind: "survey.deleted",
      actorId: input.actorId,
      details: {
        survey: survey.id,
        invitations: goes.invitations,
        submitted: goes.submitted,
        versions: goes.versions,
      },
    });
    return { ok: true, value: null };
  });
}

/** A title as two people would call it the same. */
function inShort(title: string): string {
  return normalizeText(title).replace(/\s+/g, " ").trim();
}
