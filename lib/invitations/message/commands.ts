import { randomUUID } from "node:crypto";
import type { Outcome } from "@/lib/core/errors";
import { messageIn } from "@/lib/core/invitations/message";
import { chosenLanguage, type Language } from "@/lib/core/language";
import { transaction } from "@/lib/platform/db";
import { queueMail } from "@/lib/platform/outbox";
import { lockForEditing, noteEdit, saveFields } from "@/lib/surveys/editor/commands";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey } from "@/lib/surveys/queries";
import { correspondentOf, mayCorrespond } from "../correspondent";
import { type MessageFaults, messageFaults } from "../emails/invitation";
import { findTestMail } from "./queries";

type Act = { readonly surveyId: string; readonly actorId: string; readonly now: Date };

/** What came of saving; on a conflict nothing was stored, and what somebody else stored comes back. */
type SavedMessage =
  | { readonly ok: true; readonly version: number }
  | {
      readonly ok: false;
      readonly reason: "not-found" | "not-allowed" | "invalid-input";
      /** What is wrong with one field, where it is one. */
      readonly problem?: { readonly at: string; readonly message: string };
    }
  | {
      readonly ok: false;
      readonly reason: "conflict";
      readonly version: number;
      /** As somebody who writes in the survey's language reads it. */
      readonly stored: string;
    };

type Composed = {
  readonly message: string;
  readonly senderName: string;
  /** The member in whose name it is written, and who gets the replies. */
  readonly correspondentId: string;
  /** The version that the message was typed over. */
  readonly version: number;
};

/** Stores the author's message over the version that was read, the sender's name, and who gets the replies. */
export async function saveMessage(input: Act & Composed): Promise<SavedMessage> {
  const survey = await findSurvey(input.surveyId, input.actorId);
  if (survey === null) return { ok: false, reason: "not-found" };
  if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
  if (!mayCorrespond(survey).some(({ userId }) => userId === input.correspondentId)) {
    const message = "Replies can go to a member who may edit the survey. Choose another.";
    return { ok: false, reason: "invalid-input", problem: { at: "correspondentId", message } };
  }
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
      stored: messageIn(String(field.value ?? ""), chosenLanguage(null, survey.language)),
    };
  }
  await transaction(async (tx) => {
    const locked = await lockForEditing(tx, input);
    if (!locked.ok) return;
    const { senderName, correspondentId } = input;
    const owner = survey.members.find(({ role }) => role === "owner")?.userId;
    const fields = [
      ...(locked.value.senderName === senderName ? [] : ["senderName"]),
      ...((locked.value.correspondentId ?? owner) === correspondentId ? [] : ["correspondent"]),
    ];
    await tx.survey.update({
      where: { id: input.surveyId },
      data: { senderName, correspondentId },
    });
    if (fields.length > 0) await noteEdit(tx, locked.value, { ...input, fields });
  });
  return { ok: true, version: field.version };
}

/**
 * Queues the invitation as somebody would get it, to the author who asks for it. The message's faults come back instead of
 * a mail where it has any.
 */
export async function sendTestMail(
  input: Act & { readonly actorEmail: string; readonly invitationId: string },
): Promise<
  | Outcome<null>
  | {
      readonly ok: false;
      readonly faults: MessageFaults;
      /** The language that the author writes in. */
      readonly language: Language;
    }
> {
  return transaction(async (tx) => {
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    const found = await findTestMail(survey.id, input.actorEmail, input.invitationId);
    if (found === null) return { ok: false, reason: "not-found" };
    const owner = correspondentOf(survey);
    const faults = messageFaults(survey, owner, found.invitee);
    if (faults !== null) {
      return { ok: false, faults, language: chosenLanguage(null, survey.language) };
    }
    await queueMail(tx, {
      template: "invitation-test",
      dedupeKey: `invitation-test:${survey.id}:${input.invitationId || "nobody"}:${randomUUID()}`,
      surveyId: survey.id,
      userEmail: input.actorEmail,
    });
    return { ok: true, value: null };
  });
}
