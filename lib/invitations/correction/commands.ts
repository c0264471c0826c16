import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/queue";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey } from "@/lib/surveys/queries";

/**
 * Puts right what an author knows of somebody invited: name, affiliation, and the language in which they are asked. What the
 * person wrote of themselves stays theirs and goes before it wherever they are named. Mails that have left are not changed; those
 * to come say what is stored then. `theirs` tells that the person goes by words of their own.
 */
export async function correctInvitation(input: {
  readonly surveyId: string;
  readonly invitationId: string;
  readonly actorId: string;
  readonly name: string;
  readonly affiliation: string;
  /** Null means the survey's. */
  readonly language: string | null;
  readonly now: Date;
}): Promise<Outcome<{ changed: boolean; theirs: boolean }>> {
  return transaction(async (tx) => {
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role) || survey.fictional)
      return { ok: false, reason: "not-allowed" };
    await tx.$queryRaw`SELECT 1 FROM "Invitation" WHERE id = ${input.invitationId}::uuid FOR UPDATE`;
    const invitation = await tx.invitation.findFirst({
      where: { id: input.invitationId, surveyId: survey.id },
      include: {
        responses: {
          where: { submittedAt: { not: null } },
          select: { displayName: true, displayRole: true },
        },
      },
    });
    if (invitation === null) return { ok: false, reason: "not-found" };
    // Of somebody erased nothing is known, and nothing is to be.
    if (invitation.erasedAt !== null) return { ok: false, reason: "not-allowed" };
    // Somebody without an address is told apart by the name alone.
    if (input.name === "" && invitation.email === null) {
      const problems = [{ at: "name", message: "Without an address the person needs a name." }];
      return { ok: false, reason: "invalid-input", problems };
    }
    const { name, affiliation, language } = input;
    const after = { name, affiliation, language };
    const fields = (["name", "affiliation", "language"] as const).filter(
      (field) => invitation[field] !== after[field],
    );
    const theirs = invitation.responses.some(
      ({ displayName, displayRole }) => displayName !== "" || displayRole !== "",
    );
    if (fields.length === 0) return { ok: true, value: { changed: false, theirs } };
    await tx.invitation.update({ where: { id: invitation.id }, data: after });
    await recordAudit(tx, {
      kind: "invitation.corrected",
      actorId: input.actorId,
      surveyId: survey.id,
      details: { invitationId: invitation.id, fields },
    });
    // Who has answered without a name of their own stands in the draft under this one.
    if (invitation.responses.length > 0) {
      await enqueue(tx, { name: "synthesis.regenerate", surveyId: survey.id });
    }
    return { ok: true, value: { changed: true, theirs } };
  });
}
