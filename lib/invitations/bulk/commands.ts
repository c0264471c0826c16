import { recordAudit } from "@/lib/audit/commands";
import type { AuditKind } from "@/lib/core/audit-event";
import type { Outcome } from "@/lib/core/errors";
import { surveyPhase, withMoreTime } from "@/lib/core/survey/lifecycle";
import { endOfDay } from "@/lib/core/survey/zoned-time";
import { type Tx, transaction } from "@/lib/platform/db";
import { mailServerUrl } from "@/lib/platform/env";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey, type MemberSurvey } from "@/lib/surveys/queries";
import { rotateInvitation } from "../commands";
import { tellMoreTime } from "../more-time/commands";

type Act = {
  readonly surveyId: string;
  readonly actorId: string;
  readonly invitationIds: readonly string[];
  readonly now: Date;
};

/** Who is meant: the chosen, as far as they are of this survey. */
type Where = { readonly id: { readonly in: string[] }; readonly surveyId: string };

/** Does something to the chosen of a survey, for those who may edit it, and writes down how many it was. */
function toTheChosen<Changed extends { readonly count: number }>(
  input: Act,
  kind: AuditKind,
  change: (
    tx: Tx,
    where: Where,
    survey: MemberSurvey,
  ) => Promise<Changed | { readonly refused: Outcome<never> }>,
): Promise<Outcome<Changed>> {
  return transaction(async (tx) => {
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    const where = { id: { in: [...input.invitationIds] }, surveyId: survey.id };
    const changed = await change(tx, where, survey);
    if ("refused" in changed) return changed.refused;
    await recordAudit(tx, {
      kind,
      actorId: input.actorId,
      surveyId: survey.id,
      details: { count: changed.count, invitationIds: [...input.invitationIds] },
    });
    return { ok: true, value: changed };
  });
}

/** Ends invitations: their links and devices stop working at once. Those that had ended before are not counted. */
export function revokeInvitations(input: Act): Promise<Outcome<{ count: number }>> {
  return toTheChosen(input, "invitations.revoked", async (tx, where) => {
    const changed = await tx.invitation.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: input.now },
    });
    await tx.invitationSession.deleteMany({ where: { invitation: where } });
    return changed;
  });
}

/**
 * Gives people until the end of a day (in the survey's time zone) to answer, though the survey closes before or has
 * closed. An empty day takes it back. Refuses a day that has passed, or that gives nobody more time. Tells those who are waited
 * for by mail where that is asked for.
 */
export function extendInvitations(
  input: Act & { readonly lastDay: string; readonly tell?: boolean },
): Promise<Outcome<{ count: number; told: number }>> {
  return toTheChosen<{ count: number; told: number }>(
    input,
    "invitations.extended",
    async (tx, where, survey) => {
      const until = input.lastDay === "" ? null : endOfDay(input.lastDay, survey.timeZone);
      const refuse = (message: string) => ({
        refused: {
          ok: false as const,
          reason: "invalid-input" as const,
          problems: [{ at: "lastDay", message }],
        },
      });
      if (survey.fictional) return { refused: { ok: false, reason: "not-allowed" } };
      if (until !== null && until <= input.now) return refuse("Choose a day that has not passed.");
      if (until !== null && withMoreTime(survey, until) === survey) {
        return refuse(
          survey.closesAt === null && survey.closedAt === null
            ? "The survey has no closing day, so everybody has time already."
            : "The survey closes later than this, so everybody has time already.",
        );
      }
      const { count } = await tx.invitation.updateMany({
        where: { ...where, revokedAt: null, withdrawnAt: null },
        data: { extendedUntil: until },
      });
      const tells = input.tell === true && until !== null && mailServerUrl() !== null;
      return { count, told: tells ? await tellMoreTime(tx, where, until) : 0 };
    },
  );
}

/** Begins the reason of a bounce that no mail server told us of itself. */
export const byHand = "recorded by hand: ";

/** Invitations to which mail left, or may have. */
export const mailLeft = {
  OR: [
    { sentAt: { not: null } },
    { messages: { some: { template: "invitation", status: "unknown" as const } } },
  ],
};

/**
 * Records that mail to these people came back by other ways than the answer of the server that took it: they get no
 * reminders, and do not count as invited. Only where a mail left, or may have.
 */
export function recordBounces(
  input: Act & { readonly words: string },
): Promise<Outcome<{ count: number }>> {
  return toTheChosen(input, "invitations.bounced", (tx, where) =>
    tx.invitation.updateMany({
      where: { ...where, revokedAt: null, ...mailLeft },
      data: {
        bouncedAt: input.now,
        bounceReason: `${byHand}${input.words || "the mail came back"}`,
      },
    }),
  );
}

/**
 * Takes the links of these people as delivered: because the author sent them in another way, or found that a mail whose
 * fate was unknown has arrived. From then on they are waited for and may be reminded. Opens nothing and sends nothing.
 */
export function markDelivered(input: Act): Promise<Outcome<{ count: number }>> {
  return toTheChosen(input, "invitations.delivered", async (tx, where, survey) => {
    if (surveyPhase(survey, input.now) === "draft") {
      return { refused: { ok: false, reason: "survey-not-open" } };
    }
    await tx.outboxMessage.updateMany({
      where: { invitation: where, template: "invitation", status: "unknown" },
      data: { status: "sent", sentAt: input.now },
    });
    return tx.invitation.updateMany({
      where: { ...where, revokedAt: null, sentAt: null },
      data: { sentAt: input.now, bouncedAt: null, bounceReason: null },
    });
  });
}

export type Correction = { readonly invitationId: string; readonly email: string };

/** Whom a renewal left as they were, and why. */
export type NotRenewed = { readonly email: string; readonly reason: string };

/**
 * Sends invitations anew, each with a new link, to the address that stands beside it; old links and devices are dead. What
 * is refused for one person is told, and the others get theirs.
 */
export async function renewInvitations(
  input: Omit<Act, "invitationIds"> & { readonly corrections: readonly Correction[] },
): Promise<Outcome<{ renewed: number; left: readonly NotRenewed[] }>> {
  let renewed = 0;
  const left: NotRenewed[] = [];
  const { surveyId, actorId, now } = input;
  for (const { invitationId, email } of input.corrections) {
    const outcome = await rotateInvitation({ surveyId, actorId, now, invitationId, email });
    if (outcome.ok) renewed += 1;
    else if (outcome.reason === "not-found" || outcome.reason === "not-allowed") return outcome;
    else left.push({ email, reason: outcome.reason });
  }
  return { ok: true, value: { renewed, left } };
}
