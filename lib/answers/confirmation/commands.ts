import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { queueConfirmations } from "@/lib/invitations/commands";
import { listBlockedAddresses } from "@/lib/invitations/unsubscribe/queries";
import { transaction } from "@/lib/platform/db";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey } from "@/lib/surveys/queries";
import { listEnteredPeople } from "./queries";

/**
 * Asks by mail everybody whose answers were entered, who has not confirmed and was not asked with the present link.
 * Leaves out whoever has no address or wants no mails.
 */
export async function askToConfirm(input: {
  readonly surveyId: string;
  readonly actorId: string;
}): Promise<Outcome<{ queued: number; leftOut: number }>> {
  return transaction(async (tx) => {
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role) || survey.fictional)
      return { ok: false, reason: "not-allowed" };
    if (survey.status === "archived") return { ok: false, reason: "survey-closed" };
    const people = await listEnteredPeople(survey.id, input.actorId, tx);
    const waiting = people.filter(({ state }) => state === "not asked");
    const blocked = await listBlockedAddresses(
      waiting.flatMap(({ email }) => email ?? []),
      survey.members.map(({ userId }) => userId),
    );
    const asked = waiting.filter(({ email }) => !blocked.has(email ?? ""));
    await queueConfirmations(
      tx,
      survey.id,
      asked.map(({ invitationId, generation }) => ({ id: invitationId, generation })),
    );
    await recordAudit(tx, {
      kind: "confirmations.asked",
      actorId: input.actorId,
      surveyId: survey.id,
      details: { count: asked.length },
    });
    const unreachable = people.filter(({ state }) =>
      ["no address", "mail refused", "no more mails"].includes(state),
    );
    const leftOut = unreachable.length + waiting.length - asked.length;
    return { ok: true, value: { queued: asked.length, leftOut } };
  });
}
