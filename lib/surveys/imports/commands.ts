import { recordAudit } from "@/lib/audit/commands";
import type { EnteredRespondent } from "@/lib/core/answers/entered";
import type { Outcome } from "@/lib/core/errors";
import { transaction } from "@/lib/platform/db";
import { enqueue } from "@/lib/platform/queue";
import { openSurveyIn } from "../commands";
import { canEditSurvey } from "../policy";
import { findSurvey } from "../queries";
import { listKnownPeople } from "./queries";
import { type ImportProgress, storeRespondents } from "./rows/commands";

type Act = { readonly surveyId: string; readonly actorId: string; readonly now: Date };

/** What an import brought. */
export type Imported = {
  readonly importId: string;
  readonly respondents: number;
  readonly answers: number;
};

/**
 * Enters answers that the author gathered elsewhere, all of them or none, and opens the survey where it is a draft, because
 * answers are bound to a wording. They are counted, and neither shown nor quoted until each person confirms. Sends nothing.
 * Refused as a whole where somebody has answered meanwhile.
 */
export async function importAnswers(
  input: Act & {
    /** Named by whoever asks, where asking twice must be entering once. */
    readonly id?: string;
    readonly respondents: readonly EnteredRespondent[];
    readonly progress?: ImportProgress;
  },
): Promise<Outcome<Imported>> {
  return transaction(async (tx) => {
    // Imports take turns, so that each sees whose answers are in already.
    await tx.$queryRaw`SELECT 1 FROM "Survey" WHERE "id" = ${input.surveyId}::uuid FOR UPDATE`;
    const member = await findSurvey(input.surveyId, input.actorId, tx);
    if (member === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(member.role)) return { ok: false, reason: "not-allowed" };
    if (member.status === "archived") return { ok: false, reason: "survey-closed" };
    if (input.id !== undefined) {
      const done = await tx.answerImport.findUnique({ where: { id: input.id } });
      if (done !== null && done.surveyId !== member.id) return { ok: false, reason: "conflict" };
      if (done !== null) {
        const { respondents, answers } = done;
        return { ok: true, value: { importId: done.id, respondents, answers } };
      }
    }
    if (input.respondents.length === 0) return { ok: false, reason: "invalid-input" };
    if (member.status === "draft") {
      const opened = await openSurveyIn(tx, input);
      if (!opened.ok) return opened;
    }
    const emails = input.respondents.flatMap(({ email }) => email ?? []);
    const known = await listKnownPeople(member.id, emails, tx);
    const taken = known.filter(({ hasAnswers, revoked }) => hasAnswers || revoked);
    if (taken.length > 0) {
      const problems = taken.map(({ email }) => ({
        at: `address ${email}`,
        message: "belongs to somebody whose answers are in this survey already",
      }));
      return { ok: false, reason: "conflict", problems };
    }
    const { id: importId } = await tx.answerImport.create({
      data: {
        ...(input.id === undefined ? {} : { id: input.id }),
        surveyId: member.id,
        importedById: input.actorId,
        respondents: input.respondents.length,
        answers: input.respondents.reduce((sum, { records }) => sum + records.length, 0),
        createdAt: input.now,
      },
      select: { id: true },
    });
    const answers = await storeRespondents(tx, {
      surveyId: member.id,
      importId,
      round: member.round,
      respondents: input.respondents,
      revisionOf: new Map(
        member.questions.flatMap(({ key, revisions: [current] }) =>
          current === undefined ? [] : [[key, current.id] as const],
        ),
      ),
      invitationOf: new Map(known.map(({ email, invitationId }) => [email, invitationId])),
      trustConsent: false,
      now: input.now,
      ...(input.progress === undefined ? {} : { progress: input.progress }),
    });
    await recordAudit(tx, {
      kind: "answers.imported",
      actorId: input.actorId,
      surveyId: member.id,
      details: { importId, respondents: input.respondents.length, answers },
    });
    await enqueue(tx, { name: "synthesis.regenerate", surveyId: member.id });
    return { ok: true, value: { importId, respondents: input.respondents.length, answers } };
  });
}

/**
 * Takes an import back: its answers go, and the invitations that it made. Refused once anybody has confirmed, or has
 * begun to correct: what a person typed is theirs.
 */
export async function undoImport(
  input: Act & { readonly importId: string },
): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const survey = await findSurvey(input.surveyId, input.actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role)) return { ok: false, reason: "not-allowed" };
    // Locked, so that nobody confirms between the look and the deletion.
    await tx.$queryRaw`SELECT 1 FROM "AnswerImport" WHERE "id" = ${input.importId}::uuid FOR UPDATE`;
    await tx.$queryRaw`SELECT 1 FROM "Response" WHERE "importId" = ${input.importId}::uuid FOR UPDATE`;
    const found = await tx.answerImport.findFirst({
      where: { id: input.importId, surveyId: survey.id },
    });
    if (found === null) return { ok: false, reason: "not-found" };
    if (found.undoneAt !== null) return { ok: true, value: null };
    const touched = await tx.response.count({
      where: {
        importId: found.id,
        OR: [{ confirmedAt: { not: null } }, { drafts: { some: {} } }],
      },
    });
    if (touched > 0) return { ok: false, reason: "conflict" };
    await tx.response.deleteMany({ where: { importId: found.id } });
    await tx.invitation.deleteMany({ where: { importId: found.id } });
    await tx.answerImport.update({ where: { id: found.id }, data: { undoneAt: input.now } });
    await recordAudit(tx, {
      kind: "answers.import-undone",
      actorId: input.actorId,
      surveyId: survey.id,
      details: { importId: found.id, respondents: found.respondents, answers: found.answers },
    });
    await enqueue(tx, { name: "synthesis.regenerate", surveyId: survey.id });
    return { ok: true, value: null };
  });
}
