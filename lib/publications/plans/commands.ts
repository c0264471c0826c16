import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { transaction } from "@/lib/platform/db";
import { queueMail } from "@/lib/platform/outbox";
import { enqueue } from "@/lib/platform/queue";
import { Prisma } from "@/prisma/generated/client/client";
import { changePublication, lockPublication, writtenBy } from "../access/commands";
import { type Published, publishWithin } from "../commands";

/** Sets a publication for a time to come; a second plan takes the place of the first. */
export async function planPublication(request: {
  readonly surveyId: string;
  readonly actorId: string;
  readonly now: Date;
  readonly publishAt: Date;
  readonly changelog: readonly string[] | null;
  readonly tellRespondents: boolean;
}): Promise<Outcome<null>> {
  const { surveyId, actorId, now, publishAt } = request;
  if (publishAt <= now) {
    return {
      ok: false,
      reason: "invalid-input",
      problems: [{ at: "publishAt", message: "Choose a time to come." }],
    };
  }
  return transaction(async (tx) => {
    await lockPublication(tx, surveyId);
    const survey = await tx.survey.findFirst({
      where: writtenBy(surveyId, actorId),
      select: { id: true },
    });
    if (!survey) return { ok: false, reason: "not-found" };
    const plan = {
      publishAt,
      changelog: request.changelog === null ? Prisma.DbNull : [...request.changelog],
      tellRespondents: request.tellRespondents,
      plannedById: actorId,
      blockedAt: null,
      createdAt: now,
    };
    await tx.publicationPlan.upsert({
      where: { surveyId },
      create: { surveyId, ...plan },
      update: plan,
    });
    const seconds = Math.ceil((publishAt.getTime() - now.getTime()) / 1000);
    await enqueue(tx, { name: "publication.due", surveyId }, seconds);
    await recordAudit(tx, {
      kind: "survey.publication-planned",
      actorId,
      surveyId,
      details: { publishAt: publishAt.toISOString() },
    });
    return { ok: true, value: null };
  });
}

/** Calls a planned publication off. */
export async function cancelPlan(request: {
  readonly surveyId: string;
  readonly actorId: string;
}): Promise<Outcome<null>> {
  return changePublication({ ...request, kind: "survey.publication-called-off" }, (tx, survey) =>
    tx.publicationPlan.deleteMany({ where: { survey } }),
  );
}

/**
 * Publishes what was set for a time that has come. What stands in the way is looked for anew; where there is something, the
 * plan stays, marked, and whoever made it gets a mail.
 */
export async function publishPlanned(
  surveyId: string,
  now: Date,
): Promise<"published" | "blocked" | "nothing"> {
  return transaction(async (tx) => {
    await lockPublication(tx, surveyId);
    const plan = await tx.publicationPlan.findFirst({
      where: { surveyId, publishAt: { lte: now }, blockedAt: null },
      include: { plannedBy: { select: { email: true } } },
    });
    if (!plan) return "nothing";
    const outcome: Outcome<Published> =
      plan.plannedById === null
        ? { ok: false, reason: "not-allowed" }
        : await publishWithin(tx, {
            surveyId,
            actorId: plan.plannedById,
            now,
            // Written by planPublication alone.
            changelog: plan.changelog as string[] | null,
            tellRespondents: plan.tellRespondents,
          });
    if (outcome.ok) return "published";
    await tx.publicationPlan.update({ where: { surveyId }, data: { blockedAt: now } });
    await recordAudit(tx, {
      kind: "survey.publication-blocked",
      surveyId,
      details: { reason: outcome.reason, count: outcome.problems?.length ?? 0 },
    });
    if (plan.plannedBy) {
      await queueMail(tx, {
        template: "publication-blocked",
        dedupeKey: `publication-blocked:${surveyId}:${plan.publishAt.getTime()}`,
        surveyId,
        userEmail: plan.plannedBy.email,
      });
    }
    return "blocked";
  });
}
