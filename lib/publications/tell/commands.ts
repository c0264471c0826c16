import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { type Tx, transaction } from "@/lib/platform/db";
import { queueMail } from "@/lib/platform/outbox";
import { lockPublication, writtenBy } from "../access/commands";
import { toTell } from "./queries";

/** One mail to everyone who answered and has not withdrawn. A second call for the same version writes to nobody twice. */
export async function tellWithin(
  tx: Tx,
  { surveyId, versionId, now }: { surveyId: string; versionId: string; now: Date },
): Promise<number> {
  const told = await tx.publishedVersion.updateMany({
    where: { id: versionId, toldAt: null },
    data: { toldAt: now },
  });
  if (told.count === 0) return 0;
  const people = await tx.invitation.findMany({
    where: toTell(surveyId),
    select: { id: true },
  });
  for (const { id } of people) {
    await queueMail(tx, {
      template: "published",
      dedupeKey: `published:${versionId}:${id}`,
      surveyId,
      invitationId: id,
    });
  }
  return people.length;
}

/** Tells everyone who answered of the latest version, once. Returns how many mails wait. */
export async function tellRespondents(request: {
  readonly surveyId: string;
  readonly actorId: string;
  readonly now: Date;
}): Promise<Outcome<number>> {
  const { surveyId, actorId, now } = request;
  return transaction(async (tx) => {
    await lockPublication(tx, surveyId);
    const version = await tx.publishedVersion.findFirst({
      where: { publication: { unpublishedAt: null, survey: writtenBy(surveyId, actorId) } },
      orderBy: { number: "desc" },
      select: { id: true, number: true, toldAt: true },
    });
    if (!version) return { ok: false, reason: "not-found" };
    if (version.toldAt !== null) return { ok: false, reason: "conflict" };
    const count = await tellWithin(tx, { surveyId, versionId: version.id, now });
    await recordAudit(tx, {
      kind: "survey.respondents-told",
      actorId,
      surveyId,
      details: { number: version.number, count },
    });
    return { ok: true, value: count };
  });
}
