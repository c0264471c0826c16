import { randomUUID } from "node:crypto";
import type { Outcome } from "@/lib/core/errors";
import { transaction } from "@/lib/platform/db";
import { queueMail } from "@/lib/platform/outbox";
import { lockForEditing, noteEdit, saveFields } from "@/lib/surveys/editor/commands";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey } from "@/lib/surveys/queries";
import { type MessageFaults, messageFaults } from "../emails/invitation";
import { findTestMail } from "./queries";

type Act = { readonly surveyId: string; readonly actorId: string; readonly now: Date };

/** What came of saving; on a conflict nothing was stored, and what somebody else stored comes back. */
type SavedMessage =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly reason: "not-found" | "not-allowed" | "invalid-input" }
  | {
      readonly ok: false;
      readonly reason: "conflict";
      readonly version: number;
      readonly stored: string;
    };

/** Stores the author's message over the version that was read, and the sender's name. */
export async function saveMessage(
  input: Act & { readonly message: string; readonly senderName: string; readonly version: number },
): Promise<SavedMessage> {
  const edit = {
    question: null,
    field: "invitationMessage",
    value: input.message,
    baseVersion: input.version,
  };
  const saved = await saveFields({ ...input, edits: [edit] });
  if (!saved.ok) {
    return { ok: false, reason: saved.reason === "not-found" ? "not-found" : "not-allowed" };
  }
  const [field] = saved.value.fields;
  if (field === undefined || (!field.ok && field.reason !== "conflict")) {
    return { ok: false, reason: "invalid-input" };
  }
  if (!field.ok) {
    return {
      ok: false,
      reason: "conflict",
      version: field.version,
      stored: String(field.value ?? ""),
    };
  }
  await transaction(async (tx) => {
    const locked = await lockForEditing(tx, input);
    if (!locked.ok || locked.value.senderName === input.senderName) return;
    await tx.survey.update({
      where: { id: input.surveyId },
      data: { senderName: input.senderName },
    });
    await noteEdit(tx, locked.value, { ...input, fields: ["senderName"] });
  });
  return { ok: true, version: field.version };
}

/**
 * Queues the invitation as somebody would get it, to the author who asks for it. The message's faults come back instead of
 * a mail where it has any.
 */
export async function sendTestMail(
  input: Act & { readonly actorEmail: string; readonly invitationId: string },
): Promise<Outcome<null> | { readonly ok: false; readonly faults: MessageFaults }> {
  return transaction(async (tx) => {
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    const found = await findTestMail(survey.id, input.actorEmail, input.invitationId);
    if (found === null) return { ok: false, reason: "not-found" };
    const owner = survey.members.find(({ role }) => role === "owner")?.user ?? null;
    const faults = messageFaults(survey, owner, found.invitee);
    if (faults !== null) return { ok: false, faults };
    await queueMail(tx, {
      template: "invitation-test",
      dedupeKey: `invitation-test:${survey.id}:${input.invitationId || "nobody"}:${randomUUID()}`,
      surveyId: survey.id,
      userEmail: input.actorEmail,
    });
    return { ok: true, value: null };
  });
}
