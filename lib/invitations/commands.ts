import { randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import type { Invitee } from "@/lib/core/invitations/parse-invitees";
import { surveyPhase, withMoreTime } from "@/lib/core/survey/lifecycle";
import { type Tx, transaction } from "@/lib/platform/db";
import { queueMails } from "@/lib/platform/outbox";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey } from "@/lib/surveys/queries";
import type { Invitation } from "@/prisma/generated/client/client";
import { invitationTokenHash } from "./links";
import { listBlockedAddresses } from "./unsubscribe/queries";

type Act = { readonly surveyId: string; readonly actorId: string; readonly now: Date };
type OneAct = Act & { readonly invitationId: string };

/** Adds people to a survey. Sends nothing. Leaves out who was added meanwhile, and whom nobody may write to. */
export async function addInvitations(
  input: Act & { invitees: readonly Omit<Invitee, "line">[] },
): Promise<Outcome<{ added: number; blocked: number }>> {
  return transaction(async (tx) => {
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    const blocked = await listBlockedAddresses(
      input.invitees.map(({ email }) => email),
      survey.members.map(({ userId }) => userId),
    );
    const welcome = input.invitees.filter(({ email }) => !blocked.has(email));
    const { count } = await tx.invitation.createMany({
      data: welcome.map(({ name, email, affiliation, language }) => {
        const id = randomUUID();
        return {
          id,
          surveyId: survey.id,
          name,
          email,
          affiliation,
          language: language ?? null,
          createdAt: input.now,
          tokenHash: invitationTokenHash({ id, generation: 1 }),
        };
      }),
      skipDuplicates: true,
    });
    await recordAudit(tx, {
      kind: "invitations.added",
      actorId: input.actorId,
      surveyId: survey.id,
      details: { count },
    });
    return {
      ok: true,
      value: { added: count, blocked: input.invitees.length - welcome.length },
    };
  });
}

function queueInvitations(
  tx: Tx,
  surveyId: string,
  invitations: readonly { readonly id: string; readonly generation: number }[],
): Promise<void> {
  return queueMails(
    tx,
    invitations.map(({ id, generation }) => ({
      template: "invitation",
      dedupeKey: `invitation:${id}:${generation}`,
      surveyId,
      invitationId: id,
    })),
  );
}

/** Queues the mails that ask people to confirm what the author entered for them; each link is asked with once. */
export function queueConfirmations(
  tx: Tx,
  surveyId: string,
  invitations: readonly { readonly id: string; readonly generation: number }[],
): Promise<void> {
  return queueMails(
    tx,
    invitations.map(({ id, generation }) => ({
      template: "confirmation",
      dedupeKey: `confirmation:${id}:${generation}`,
      surveyId,
      invitationId: id,
    })),
  );
}

/** Reads and locks one invitation for an editor of its survey. */
async function lockInvitation(tx: Tx, input: OneAct): Promise<Outcome<Invitation>> {
  const survey = await findSurvey(input.surveyId, input.actorId, tx);
  if (survey === null) return { ok: false, reason: "not-found" };
  if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
  await tx.$queryRaw`SELECT 1 FROM "Invitation" WHERE id = ${input.invitationId}::uuid FOR UPDATE`;
  const invitation = await tx.invitation.findFirst({
    where: { id: input.invitationId, surveyId: survey.id },
  });
  return invitation === null ? { ok: false, reason: "not-found" } : { ok: true, value: invitation };
}

/** Ends an invitation: its link and its devices stop working at once. What was submitted stays until it is withdrawn. */
export async function revokeInvitation(input: OneAct): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const found = await lockInvitation(tx, input);
    if (!found.ok) return found;
    if (found.value.revokedAt !== null) return { ok: true, value: null };
    await tx.invitation.update({
      where: { id: input.invitationId },
      data: { revokedAt: input.now },
    });
    await tx.invitationSession.deleteMany({ where: { invitationId: input.invitationId } });
    await recordAudit(tx, {
      kind: "invitation.revoked",
      actorId: input.actorId,
      surveyId: input.surveyId,
      details: { invitationId: input.invitationId },
    });
    return { ok: true, value: null };
  });
}

/**
 * Sends an invitation anew with a new link, to a corrected address where one is given; the old link and the devices
 * that it let in are dead. A revoked invitation comes back this way.
 */
export async function rotateInvitation(input: OneAct & { email?: string }): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const found = await lockInvitation(tx, input);
    if (!found.ok) return found;
    const survey = withMoreTime(
      await tx.survey.findUniqueOrThrow({ where: { id: input.surveyId } }),
      found.value.extendedUntil,
    );
    const phase = surveyPhase(survey, input.now);
    const toConfirm = await tx.response.count({
      where: { invitationId: input.invitationId, importId: { not: null }, confirmedAt: null },
    });
    const mayAsk = phase === "open" || phase === "draft" || (toConfirm > 0 && phase === "closed");
    if (!mayAsk) return { ok: false, reason: "survey-not-open" };
    const email = input.email ?? found.value.email;
    if (email === null || survey.fictional) return { ok: false, reason: "not-allowed" };
    // A person who wants no more mails gets none; a corrected address is another person's.
    if (email === found.value.email && found.value.unsubscribedAt !== null) {
      return { ok: false, reason: "unsubscribed" };
    }
    const members = await tx.surveyMember.findMany({ where: { surveyId: survey.id } });
    const blocked = await listBlockedAddresses(
      [email],
      members.map(({ userId }) => userId),
    );
    if (blocked.has(email)) return { ok: false, reason: "blocked" };
    const taken = await tx.invitation.count({
      where: { surveyId: survey.id, email, id: { not: input.invitationId } },
    });
    if (taken > 0) return { ok: false, reason: "conflict" };
    const next = { id: input.invitationId, generation: found.value.generation + 1 };
    await tx.invitation.update({
      where: { id: next.id },
      data: {
        email,
        generation: next.generation,
        tokenHash: invitationTokenHash(next),
        sentAt: null,
        bouncedAt: null,
        bounceReason: null,
        revokedAt: null,
        unsubscribedAt: null,
      },
    });
    await tx.invitationSession.deleteMany({ where: { invitationId: next.id } });
    // A draft's first mails go out together when it opens.
    if (toConfirm > 0) await queueConfirmations(tx, survey.id, [next]);
    else if (phase === "open") await queueInvitations(tx, survey.id, [next]);
    await recordAudit(tx, {
      kind: "invitation.rotated",
      actorId: input.actorId,
      surveyId: survey.id,
      details: { invitationId: next.id, generation: next.generation },
    });
    return { ok: true, value: null };
  });
}
