import { z } from "zod";
import type { Attribution } from "@/lib/core/answers/answer";
import {
  type AnswerColumns,
  type AnswerDraft,
  answerDraftSchema,
  draftFromColumns,
  emptyAnswerDraft,
  fieldsOf,
  type PersonDraft,
  personDraftSchema,
  personFields,
  type ResponseDraft,
} from "@/lib/core/answers/draft-fields";
import { chosenLanguage } from "@/lib/core/language";
import { minutesToAnswer } from "@/lib/core/survey/minutes";
import { type Question, questionSchema } from "@/lib/core/survey/survey-schema";
import { findInvitationByToken } from "@/lib/invitations/queries";
import { db, type Tx } from "@/lib/platform/db";
import type { Invitation, Response, Survey } from "@/prisma/generated/client/client";
import { answeringWindow } from "./policy";

/** A question as one respondent is asked it. */
export type AskedQuestion = { readonly revisionId: string; readonly question: Question };

/** A submitted answer with its consent. */
type SubmittedAnswer = {
  readonly id: string;
  readonly questionKey: string;
  readonly attribution: Attribution;
  readonly quotable: boolean;
  readonly columns: AnswerColumns;
  readonly revision: number;
};

/** All that one respondent's pages show. */
export type Desk = {
  readonly invitation: Invitation;
  readonly survey: Survey;
  readonly questions: readonly AskedQuestion[];
  readonly response: Response;
  readonly draft: ResponseDraft;
  /** Stored version of each field, by its name in the form; absent means 0. */
  readonly versions: Readonly<Record<string, number>>;
  /** Texts that lost against another device or were too long, by the name of their field. */
  readonly kept: Readonly<Record<string, string>>;
  readonly submitted: readonly SubmittedAnswer[];
};

/** Prefix of the draft field that keeps a text which could not be stored in its own place. */
export const keptPrefix = "kept:";

/** The device's session, when it is alive and its link is the current one. */
export async function findSession(tokenHash: string, now: Date) {
  const session = await db().invitationSession.findFirst({
    where: { tokenHash, expiresAt: { gt: now }, invitation: { revokedAt: null } },
    include: { invitation: { include: { survey: true } } },
  });
  if (session === null || session.generation !== session.invitation.generation) return null;
  return session;
}

/** Reads a stored revision as a question of the portable format. */
function toQuestion(revision: {
  readonly kind: string;
  readonly prompt: string;
  readonly help: string;
  readonly required: boolean;
  readonly settings: unknown;
  readonly question: { readonly key: string };
}): Question {
  const settings =
    typeof revision.settings === "object" && revision.settings !== null ? revision.settings : {};
  return questionSchema.parse({
    ...settings,
    id: revision.question.key,
    kind: revision.kind,
    prompt: revision.prompt,
    help: revision.help,
    required: revision.required,
  });
}

/** The questions of a survey in order, each in its newest wording. */
async function listAskedQuestions(tx: Tx, surveyId: string): Promise<AskedQuestion[]> {
  const questions = await tx.question.findMany({
    where: { surveyId },
    orderBy: { position: "asc" },
    include: { revisions: { orderBy: { number: "desc" }, take: 1 } },
  });
  return questions.flatMap(({ key, revisions }) =>
    revisions.map((revision) => ({
      revisionId: revision.id,
      question: toQuestion({ ...revision, question: { key } }),
    })),
  );
}

/** What one respondent has typed and submitted; null before the first "Begin". */
export async function findDesk(invitationId: string, tx: Tx = db()): Promise<Desk | null> {
  const response = await tx.response.findUnique({
    where: { invitationId_round: { invitationId, round: 1 } },
    include: {
      invitation: { include: { survey: true } },
      drafts: { include: { questionRevision: { include: { question: true } } } },
      answers: {
        include: {
          questionRevision: { include: { question: true } },
          revisions: { orderBy: { number: "desc" }, take: 1 },
        },
      },
    },
  });
  if (response === null) return null;
  const { invitation, drafts, answers, ...bare } = response;
  const { survey, ...invitationRow } = invitation;
  const questions = await listAskedQuestions(tx, survey.id);

  const submitted = answers.flatMap((answer) =>
    answer.revisions.map((revision) => ({
      id: answer.id,
      questionKey: answer.questionRevision.question.key,
      attribution: answer.attribution,
      quotable: answer.quotable,
      columns: {
        value: revision.value,
        confidence: revision.confidence,
        low: revision.low,
        high: revision.high,
        text: revision.text,
      },
      revision: revision.number,
    })),
  );

  const versions: Record<string, number> = {};
  const kept: Record<string, string> = {};
  const answerDrafts: Record<string, AnswerDraft> = {};
  for (const { revisionId, question } of questions) {
    const last = submitted.find((answer) => answer.questionKey === question.id);
    let typed: Record<string, unknown> =
      last === undefined ? emptyAnswerDraft() : draftFromColumns(question, last.columns, last);
    for (const row of drafts) {
      const revision = row.questionRevision;
      if (revision?.question.key !== question.id) continue;
      if (row.field.startsWith(keptPrefix)) {
        if (revision.id === revisionId && typeof row.value === "string" && row.value !== "") {
          kept[`answers.${question.id}.${row.field.slice(keptPrefix.length)}`] = row.value;
        }
        continue;
      }
      // Typed under an older wording: shown, and stored under the new one at the next save.
      if (
        revision.id !== revisionId &&
        (revision.kind !== question.kind || versions[`answers.${question.id}.${row.field}`])
      ) {
        continue;
      }
      typed = { ...typed, [row.field]: row.value };
      if (revision.id === revisionId) versions[`answers.${question.id}.${row.field}`] = row.version;
    }
    const parsed = answerDraftSchema.safeParse(typed);
    answerDrafts[question.id] = parsed.success ? parsed.data : emptyAnswerDraft();
  }

  let person: PersonDraft = {
    displayName: bare.displayName || invitation.name,
    displayRole: bare.displayRole || invitation.affiliation,
    roleWording: bare.roleWording,
  };
  for (const row of drafts) {
    if (row.questionRevisionId !== null || !personFields.some((name) => name === row.field))
      continue;
    const parsed = personDraftSchema.safeParse({ ...person, [row.field]: row.value });
    if (parsed.success) person = parsed.data;
    versions[`person.${row.field}`] = row.version;
  }

  return {
    invitation: invitationRow,
    survey,
    questions,
    response: bare,
    draft: { person, answers: answerDrafts },
    versions,
    kept,
    submitted: submitted.filter((answer) => !isBlank(answer.columns)),
  };
}

function isBlank(columns: AnswerColumns): boolean {
  return columns.value === "" && columns.text === "";
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
    window: answeringWindow(survey, now),
    begun: desk !== null,
    submitted: (desk?.response.submission ?? 0) > 0 && desk?.response.withdrawnAt === null,
    declinedAt: invitation.declinedAt,
    submittingApprovesQuotes: survey.submittingApprovesQuotes,
    minimumGroup: survey.minimumGroup,
    fictional: survey.fictional,
  };
}
