import { z } from "zod";
import {
  type AnswerDesk,
  type AskedQuestion,
  assembleDraft,
  newestWordings,
} from "@/lib/core/answers/assemble-draft";
import { fieldsOf, personFields } from "@/lib/core/answers/draft-fields";
import { isToConfirm } from "@/lib/core/answers/entered";
import { chosenLanguage } from "@/lib/core/language";
import { withMoreTime } from "@/lib/core/survey/lifecycle";
import { minutesToAnswer } from "@/lib/core/survey/minutes";
import { erasureDay } from "@/lib/core/survey/retention";
import { findInvitationByToken } from "@/lib/invitations/queries";
import { db, type Tx } from "@/lib/platform/db";
import type { Invitation, Response, Survey } from "@/prisma/generated/client/client";
import { answeringWindow, graceLeftMinutes } from "./policy";
import { readStoredResponse } from "./stored/queries";

/** All that one respondent's pages show. */
export type Desk = AnswerDesk & {
  readonly invitation: Invitation;
  readonly survey: Survey;
  readonly response: Response;
};

/** The questions of a survey in order, each in its newest wording. */
async function listAskedQuestions(tx: Tx, surveyId: string): Promise<AskedQuestion[]> {
  const questions = await tx.question.findMany({
    where: { surveyId },
    orderBy: { position: "asc" },
    include: { revisions: { orderBy: { number: "desc" }, take: 1 } },
  });
  return newestWordings(
    questions.flatMap(({ key, revisions }) => revisions.map((one) => ({ ...one, key }))),
  );
}

/** What one respondent has typed and submitted in the round that is answered now; null before the first "Begin". */
export async function findDesk(invitationId: string, tx: Tx = db()): Promise<Desk | null> {
  const responses = await tx.response.findMany({
    where: { invitationId },
    include: { invitation: { include: { survey: true } } },
  });
  const found = responses.find(({ round, invitation }) => round === invitation.survey.round);
  return found === undefined ? null : deskOf(found, tx);
}

/** The same for the last round, before `beforeRound` where one is given, in which the respondent submitted. */
export async function findSubmittedDesk(
  invitationId: string,
  tx: Tx = db(),
  beforeRound = 1_000_000,
): Promise<Desk | null> {
  const found = await tx.response.findFirst({
    where: { invitationId, submission: { gt: 0 }, round: { lt: beforeRound } },
    orderBy: { round: "desc" },
    include: { invitation: { include: { survey: true } } },
  });
  return found === null ? null : deskOf(found, tx);
}

async function deskOf(
  found: Response & { readonly invitation: Invitation & { readonly survey: Survey } },
  tx: Tx,
): Promise<Desk> {
  const { invitation, ...response } = found;
  const { survey: asked, ...invitationRow } = invitation;
  const survey = withMoreTime(asked, invitation.extendedUntil);
  const stored = await readStoredResponse(tx, response.id, survey.id);
  return {
    invitation: invitationRow,
    survey,
    response,
    ...assembleDraft(stored, { ...response, toConfirm: isToConfirm(response) }, invitation),
  };
}

/** Every field of a form with its dotted name, question and draft field. */
export function formFields(questions: readonly AskedQuestion[]) {
  return [
    ...personFields.map((field) => ({
      name: `person.${field}`,
      revisionId: null,
      kind: null,
      field,
    })),
    ...questions.flatMap(({ revisionId, question }) =>
      fieldsOf(question.kind).map((field) => ({
        name: `answers.${question.id}.${field}`,
        revisionId,
        kind: question.kind,
        field,
      })),
    ),
  ];
}

const authorsSchema = z.array(z.object({ name: z.string() }));

/** What an invited person reads before answering; null for a link that is not, or no more, valid. */
export async function findFirstScreen(token: string, now: Date) {
  const invitation = await findInvitationByToken(token);
  if (invitation === null) return null;
  const { survey } = invitation;
  const [questions, desk] = await Promise.all([
    listAskedQuestions(db(), survey.id),
    findDesk(invitation.id),
  ]);
  const authors = authorsSchema.safeParse(survey.authors);
  const toConfirm =
    desk !== null && isToConfirm(desk.response) && desk.response.withdrawnAt === null;
  return {
    name: invitation.name,
    language: chosenLanguage(invitation.language, survey.language),
    title: survey.title,
    introduction: survey.introduction,
    consentWords: survey.consentWords,
    authors: authors.success ? authors.data.map((author) => author.name) : [],
    questionCount: questions.length,
    minutes: minutesToAnswer(questions.map(({ question }) => question.kind)),
    closesAt: survey.closesAt,
    timeZone: survey.timeZone,
    window: answeringWindow({ ...survey, toConfirm }, now),
    graceLeftMinutes: graceLeftMinutes({ ...survey, toConfirm }, now),
    toConfirm,
    begun: desk !== null,
    submitted: (desk?.response.submission ?? 0) > 0 && desk?.response.withdrawnAt === null,
    declinedAt: invitation.declinedAt,
    submittingApprovesQuotes: survey.submittingApprovesQuotes,
    showOthersAfterSubmitting: survey.showOthersAfterSubmitting,
    minimumGroup: survey.minimumGroup,
    attributions: survey.attributions,
    retentionMonths: survey.retentionMonths,
    objectionContact: survey.objectionContact,
    erasesOn: erasureDay(survey),
    erasedAt: survey.erasedAt,
    fictional: survey.fictional,
  };
}
