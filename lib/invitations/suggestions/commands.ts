import { recordAudit } from "@/lib/audit/commands";
import type { Outcome } from "@/lib/core/errors";
import { parseAddress } from "@/lib/core/invitations/parse-invitees";
import { normalizeText } from "@/lib/core/text-form";
import { type Tx, transaction } from "@/lib/platform/db";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey } from "@/lib/surveys/queries";
import type { ColleagueSuggestion } from "@/prisma/generated/client/client";
import { inviteOne } from "../invite-one";
import { maximumSuggestions } from "./schema";

type Decision = {
  readonly surveyId: string;
  readonly suggestionId: string;
  readonly actorId: string;
  readonly now: Date;
};

/**
 * Stores a colleague whom an invited expert names. Mails nobody. An address that cannot be read as one is kept in the
 * note; the same name again is the same suggestion.
 */
export async function suggestColleague(
  invitation: { readonly id: string; readonly surveyId: string },
  named: { readonly name: string; readonly email: string; readonly note: string },
  now: Date,
): Promise<Outcome<null>> {
  const address = named.email === "" ? null : parseAddress(named.email);
  const email = address !== null && "email" in address ? address.email : null;
  const unread = address !== null && email === null ? named.email : "";
  const name = normalizeText(named.name);
  const note = normalizeText([named.note, unread].filter((part) => part !== "").join("\n"));
  return transaction(async (tx) => {
    // One after another, so that two clicks are one suggestion.
    await tx.$queryRaw`SELECT 1 FROM "Invitation" WHERE id = ${invitation.id}::uuid FOR UPDATE`;
    const earlier = await tx.colleagueSuggestion.findMany({
      where: { invitationId: invitation.id },
      select: { id: true, name: true, state: true },
    });
    const same = earlier.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (same?.state === "open") {
      await tx.colleagueSuggestion.update({ where: { id: same.id }, data: { email, note } });
      return { ok: true, value: null };
    }
    if (same !== undefined) return { ok: true, value: null };
    if (earlier.length >= maximumSuggestions) return { ok: false, reason: "too-many-requests" };
    const { id } = await tx.colleagueSuggestion.create({
      data: {
        surveyId: invitation.surveyId,
        invitationId: invitation.id,
        name,
        email,
        note,
        createdAt: now,
      },
      select: { id: true },
    });
    await recordAudit(tx, {
      kind: "colleague.suggested",
      surveyId: invitation.surveyId,
      details: { invitationId: invitation.id, suggestionId: id },
    });
    return { ok: true, value: null };
  });
}

/** Makes an invitation of a suggestion, recruited by a colleague, for the author to send like any other. */
export async function approveSuggestion(
  input: Decision & { readonly email: string },
): Promise<Outcome<{ name: string }>> {
  return transaction(async (tx) => {
    const found = await lockSuggestion(tx, input);
    if (!found.ok) return found;
    const { name, state } = found.value;
    if (state === "approved") return { ok: true, value: { name } };
    const { surveyId, email } = input;
    const person = { surveyId, name, email, recruitment: "colleague" as const };
    const invited = await inviteOne(tx, person, input.now);
    if (!invited.ok) return invited;
    await decide(tx, input, "approved");
    await recordAudit(tx, {
      kind: "colleague.approved",
      actorId: input.actorId,
      surveyId: input.surveyId,
      details: { suggestionId: input.suggestionId, ...invited.value },
    });
    return { ok: true, value: { name } };
  });
}

/** Puts a suggestion aside. Approving it later is possible. */
export async function dismissSuggestion(input: Decision): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const found = await lockSuggestion(tx, input);
    if (!found.ok) return found;
    if (found.value.state === "approved") return { ok: false, reason: "conflict" };
    await decide(tx, input, "dismissed");
    await recordAudit(tx, {
      kind: "colleague.dismissed",
      actorId: input.actorId,
      surveyId: input.surveyId,
      details: { suggestionId: input.suggestionId },
    });
    return { ok: true, value: null };
  });
}

/** Reads and locks one suggestion for an editor of its survey. */
async function lockSuggestion(tx: Tx, input: Decision): Promise<Outcome<ColleagueSuggestion>> {
  const survey = await findSurvey(input.surveyId, input.actorId, tx);
  if (survey === null) return { ok: false, reason: "not-found" };
  if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
  await tx.$queryRaw`SELECT 1 FROM "ColleagueSuggestion" WHERE id = ${input.suggestionId}::uuid FOR UPDATE`;
  const suggestion = await tx.colleagueSuggestion.findFirst({
    where: { id: input.suggestionId, surveyId: survey.id },
  });
  return suggestion === null ? { ok: false, reason: "not-found" } : { ok: true, value: suggestion };
}

async function decide(tx: Tx, input: Decision, state: "approved" | "dismissed"): Promise<void> {
  await tx.colleagueSuggestion.update({
    where: { id: input.suggestionId },
    data: { state, decidedAt: input.now, decidedById: input.actorId },
  });
}
