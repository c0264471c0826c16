import { submitResponse } from "@/lib/answers/commands";
import type { BlankPublishedFields } from "@/lib/answers/consent/commands";
import { saveDraftFields } from "@/lib/answers/drafts/commands";
import { hasSpoken } from "@/lib/answers/policy";
import { type Desk, findDesk } from "@/lib/answers/queries";
import { recordAudit } from "@/lib/audit/commands";
import { asAnswered } from "@/lib/core/answers/assemble-draft";
import { readAnswer } from "@/lib/core/answers/draft-fields";
import { canonical } from "@/lib/core/answers/merge";
import type { Outcome } from "@/lib/core/errors";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/queue";
import type { ReviseStance } from "./schema";

/**
 * A respondent who has submitted opens what the others said. What was submitted until then is kept as the position before;
 * opening again changes nothing.
 */
export async function openOthers(invitationId: string, now: Date): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const desk = await findDesk(invitationId, tx);
    if (desk === null || !desk.survey.showOthersAfterSubmitting) {
      return { ok: false, reason: "not-found" };
    }
    const { response, survey } = desk;
    if (!hasSpoken(response)) return { ok: false, reason: "not-allowed" };
    const opened = await tx.response.updateMany({
      where: { id: response.id, sawOthersAt: null },
      data: { sawOthersAt: now },
    });
    if (opened.count > 0) {
      await enqueue(tx, { name: "synthesis.regenerate", surveyId: survey.id });
      await recordAudit(tx, {
        kind: "response.saw-others",
        surveyId: survey.id,
        details: { responseId: response.id },
      });
    }
    return { ok: true, value: null };
  });
}

/**
 * Revises one stance in place. It is submitted at once where nothing else differs from the last submission; else what was
 * typed is stored, and the whole is to be reviewed before it counts.
 */
export async function reviseStance(
  invitationId: string,
  revision: ReviseStance,
  now: Date,
  blank: BlankPublishedFields,
): Promise<Outcome<"submitted" | "review">> {
  const desk = await findDesk(invitationId);
  const asked = desk?.questions.find(({ question }) => question.id === revision.question);
  if (desk === null || asked === undefined || asked.question.kind !== "stance") {
    return { ok: false, reason: "not-found" };
  }
  const fields = { value: revision.value, confidence: revision.confidence, text: revision.text };
  const saved = await saveDraftFields(
    invitationId,
    Object.entries(fields).map(([field, value]) => ({
      question: asked.revisionId,
      field,
      value,
      baseVersion: desk.versions[`answers.${revision.question}.${field}`] ?? 0,
    })),
    now,
  );
  if (!saved.ok) return saved;
  if (saved.value.fields.some(({ ok }) => !ok)) return { ok: false, reason: "conflict" };
  const after = await findDesk(invitationId);
  if (after === null) return { ok: false, reason: "not-found" };
  if (!isSubmittedBut(after, revision.question)) return { ok: true, value: "review" };
  const submitted = await submitResponse(invitationId, after.response.submission + 1, now, blank);
  if (submitted.ok) return { ok: true, value: "submitted" };
  return submitted.reason === "invalid-input" ? { ok: true, value: "review" } : submitted;
}

/** Whether what is typed is what was submitted, one question aside. */
function isSubmittedBut(desk: Desk, except: string): boolean {
  const { person } = desk.draft;
  const { displayName, displayRole, roleWording } = desk.response;
  const samePerson =
    (displayName === "" || person.displayName === displayName) &&
    (displayRole === "" || person.displayRole === displayRole) &&
    person.roleWording === roleWording;
  if (!samePerson) return false;
  // Each in the words that it answers, as it would be submitted.
  const answered = asAnswered(desk);
  return answered.questions.every((question) => {
    const draft = answered.draft.answers[question.id];
    const last = desk.submitted.find(({ questionKey }) => questionKey === question.id);
    if (draft === undefined) return last === undefined;
    const consented =
      last === undefined ||
      (draft.attribution === last.attribution && (draft.quotable === "yes") === last.quotable);
    if (question.id === except) return last !== undefined && consented;
    const read = readAnswer(question, draft);
    if (!read.ok) return false;
    const typed = read.columns;
    if (last === undefined) return typed.value === "" && typed.text === "";
    return consented && canonical(typed) === canonical(last.columns);
  });
}
