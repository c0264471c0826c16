import { toQuestion } from "@/lib/core/answers/assemble-draft";
import { isToConfirm } from "@/lib/core/answers/entered";
import { valueInWords } from "@/lib/core/answers/in-words";
import { type InvitationState, invitationState } from "@/lib/core/invitations/state";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { type SurveyContent, toSurveyContent } from "@/lib/core/survey/survey-document";
import { presentRevisions } from "@/lib/core/survey/wordings";
import { db } from "@/lib/platform/db";
import { translatorOf } from "@/messages/catalogue";
import type { Prisma } from "@/prisma/generated/client/client";
import type { Role } from "./policy";

const latestRevision = { orderBy: { number: "desc" }, take: 1 } as const;

const surveyWithQuestions = {
  members: { include: { user: { select: { name: true, email: true } } } },
  questions: { orderBy: { position: "asc" }, include: { revisions: latestRevision } },
} satisfies Prisma.SurveyInclude;

type StoredSurvey = Prisma.SurveyGetPayload<{ include: typeof surveyWithQuestions }>;
export type MemberSurvey = StoredSurvey & {
  /** What the member may do now: an archived survey is read by everybody and changed by nobody. */
  readonly role: Role;
  /** What the member is on the survey, archived or not. */
  readonly memberRole: Role;
};

/** A survey with its questions' current wording, for a member; null for everybody else. */
export async function findSurvey(
  surveyId: string,
  userId: string,
  client: Prisma.TransactionClient = db(),
): Promise<MemberSurvey | null> {
  const survey = await client.survey.findFirst({
    where: { id: surveyId, members: { some: { userId } } },
    include: surveyWithQuestions,
  });
  const member = survey?.members.find((candidate) => candidate.userId === userId);
  if (survey === null || member === undefined) return null;
  const role = survey.status === "archived" ? "viewer" : member.role;
  return { ...survey, role, memberRole: member.role };
}

/** What a survey holds, for a member, though words may be missing; null for everybody else. */
export async function findSurveyContent(
  surveyId: string,
  userId: string,
): Promise<SurveyContent | null> {
  const survey = await findSurvey(surveyId, userId);
  if (survey === null) return null;
  const questions = survey.questions.flatMap(({ key, revisions: [current] }) =>
    current === undefined ? [] : [{ ...current, key }],
  );
  const rounds = await db().round.count({ where: { surveyId: survey.id } });
  return toSurveyContent({ ...survey, rounds }, questions);
}

export type SurveyRow = {
  readonly id: string;
  readonly title: string;
  readonly phase: "draft" | "open" | "closed" | "archived";
  readonly fictional: boolean;
  readonly invited: number;
  readonly answered: number;
  readonly closesAt: Date | null;
  readonly timeZone: string;
  readonly updatedAt: Date;
};

/** The surveys that somebody is a member of, the last changed first. */
export async function listSurveys(userId: string, now: Date): Promise<SurveyRow[]> {
  const surveys = await db().survey.findMany({
    where: { members: { some: { userId } } },
    orderBy: { updatedAt: "desc" },
    select: {
      id: true,
      title: true,
      status: true,
      fictional: true,
      invitedOverride: true,
      closesAt: true,
      timeZone: true,
      updatedAt: true,
    },
  });
  const asked = {
    surveyId: { in: surveys.map(({ id }) => id) },
    revokedAt: null,
    bouncedAt: null,
  } satisfies Prisma.InvitationWhereInput;
  const by = ["surveyId"] as const;
  const submitted = { some: { submittedAt: { not: null }, withdrawnAt: null } } as const;
  // Three queries, however many surveys there are.
  const [invited, answered] = await Promise.all([
    db().invitation.groupBy({ by: [...by], where: asked, _count: true }),
    db().invitation.groupBy({
      by: [...by],
      where: { ...asked, responses: submitted },
      _count: true,
    }),
  ]);
  const countOf = (counts: readonly { surveyId: string; _count: number }[], id: string) =>
    counts.find(({ surveyId }) => surveyId === id)?._count ?? 0;
  return surveys.map((survey) => ({
    id: survey.id,
    title: survey.title,
    phase: surveyPhase(survey, now),
    fictional: survey.fictional,
    invited: survey.invitedOverride ?? countOf(invited, survey.id),
    answered: countOf(answered, survey.id),
    closesAt: survey.closesAt,
    timeZone: survey.timeZone,
    updatedAt: survey.updatedAt,
  }));
}

/** Fields of a draft that say something by themselves. */
const telling = ["value", "options", "other", "best", "special", "works", "text"];

function isFilled(value: Prisma.JsonValue): boolean {
  if (typeof value === "string") return value.trim() !== "";
  return Array.isArray(value) ? value.length > 0 : value !== null;
}

/** What where an invitation stands is derived from. */
export const invitationFacts = {
  messages: {
    where: { template: "invitation" },
    orderBy: { createdAt: "desc" },
    take: 1,
    select: { status: true, lastError: true, createdAt: true, startedAt: true, sentAt: true },
  },
  responses: {
    orderBy: { round: "desc" },
    take: 1,
    select: {
      round: true,
      startedAt: true,
      submittedAt: true,
      withdrawnAt: true,
      importId: true,
      confirmedAt: true,
      displayName: true,
      displayRole: true,
      drafts: {
        where: { questionRevisionId: { not: null }, field: { in: telling } },
        select: { value: true, questionRevision: { select: { questionId: true } } },
      },
      answers: { select: { questionRevision: { select: { questionId: true } } } },
    },
  },
} satisfies Prisma.InvitationInclude;

/** Where an invitation stands, and to how many questions something is typed or submitted. */
export function standingOf(
  invitation: Prisma.InvitationGetPayload<{ include: typeof invitationFacts }>,
): { readonly state: InvitationState; readonly answered: number } {
  const response = invitation.responses[0];
  const questions = new Set([
    ...(response?.drafts ?? [])
      .filter((draft) => isFilled(draft.value))
      .map((draft) => draft.questionRevision?.questionId),
    ...(response?.answers ?? []).map((answer) => answer.questionRevision.questionId),
  ]);
  const state = invitationState({
    ...invitation,
    mail: invitation.messages[0] ?? null,
    response:
      response === undefined
        ? null
        : {
            submittedAt: response.submittedAt,
            withdrawnAt: response.withdrawnAt,
            toConfirm: isToConfirm(response),
            answered: questions.size,
          },
  });
  return { state, answered: questions.size };
}

/** Since when an invitation stands where it does; null where nothing says it. */
function sinceWhen(
  state: InvitationState,
  invitation: Prisma.InvitationGetPayload<{ include: typeof invitationFacts }>,
): Date | null {
  const response = invitation.responses[0];
  const mail = invitation.messages[0];
  switch (state) {
    case "added":
      return invitation.createdAt;
    case "queued":
      return mail?.createdAt ?? null;
    case "sent":
      return invitation.sentAt ?? mail?.sentAt ?? null;
    case "unconfirmed":
      return mail?.startedAt ?? null;
    case "bounced":
      return invitation.bouncedAt ?? mail?.startedAt ?? null;
    case "opened":
      return invitation.openedAt ?? response?.startedAt ?? null;
    case "answering":
      return response?.startedAt ?? null;
    case "entered":
    case "submitted":
      return response?.submittedAt ?? null;
    case "declined":
      return invitation.declinedAt;
    case "withdrawn":
      return invitation.withdrawnAt ?? response?.withdrawnAt ?? null;
    case "unsubscribed":
      return invitation.unsubscribedAt;
    case "revoked":
      return invitation.revokedAt;
  }
}

/** "Name, role" as somebody submitted it of themselves; empty where it says what the author knows, or nothing was submitted. */
function calledByThemselves(
  invitation: Prisma.InvitationGetPayload<{ include: typeof invitationFacts }>,
): string {
  const response = invitation.responses[0];
  if (response === undefined || response.submittedAt === null || isToConfirm(response)) return "";
  const { displayName, displayRole } = response;
  const own = [displayName, displayRole].filter((part) => part !== "").join(", ");
  const known = [invitation.name, invitation.affiliation].filter((part) => part !== "").join(", ");
  return own === known || own === invitation.name ? "" : own;
}

export type InvitationRow = {
  readonly id: string;
  readonly generation: number;
  readonly name: string;
  readonly email: string | null;
  readonly affiliation: string;
  /** What they submitted of themselves where it differs: it goes before what the author wrote. */
  readonly calledByThemselves: string;
  /** Null means the survey's. */
  readonly language: string | null;
  readonly recruitment: "author" | "colleague" | "self";
  readonly state: InvitationState;
  /** Since when it stands there; null where nothing says it. */
  readonly since: Date | null;
  readonly answered: number;
  /** Until when this person may answer though the survey has closed; null where no more time was given. */
  readonly extendedUntil: Date | null;
  /** What the mail server said, where it refused. */
  readonly failure: string | null;
  /** Whether a mail was asked for and not called off before it left. */
  readonly mailed: boolean;
};

/** The invitations of a survey with where each stands; empty for a stranger. How far somebody is, never what is typed. */
export async function listInvitations(surveyId: string, userId: string): Promise<InvitationRow[]> {
  const invitations = await db().invitation.findMany({
    where: { surveyId, survey: { members: { some: { userId } } } },
    orderBy: [{ name: "asc" }, { email: "asc" }],
    include: invitationFacts,
  });
  return invitations.map((invitation) => {
    const { state, answered } = standingOf(invitation);
    const mail = invitation.messages[0];
    return {
      id: invitation.id,
      generation: invitation.generation,
      name: invitation.name,
      email: invitation.email,
      affiliation: invitation.affiliation,
      calledByThemselves: calledByThemselves(invitation),
      language: invitation.language,
      recruitment: invitation.recruitment,
      state,
      since: sinceWhen(state, invitation),
      answered,
      extendedUntil: invitation.extendedUntil,
      failure:
        state === "bounced" || state === "unconfirmed" || state === "queued"
          ? (invitation.bounceReason ?? mail?.lastError ?? null)
          : null,
      mailed: mail !== undefined && mail.status !== "cancelled",
    };
  });
}

/** The submitted answers of a survey, by question: what its owners and editors read, at every level of consent. */
export async function listSubmittedAnswers(surveyId: string, userId: string) {
  const answers = await db().answer.findMany({
    where: {
      response: {
        submittedAt: { not: null },
        withdrawnAt: null,
        invitation: {
          surveyId,
          survey: { members: { some: { userId, role: { in: ["owner", "editor"] } } } },
        },
      },
    },
    include: {
      revisions: latestRevision,
      questionRevision: { include: { question: { select: { key: true } } } },
      response: {
        select: { displayName: true, displayRole: true, invitation: { select: { name: true } } },
      },
    },
    orderBy: { id: "asc" },
  });
  const questions = await db().question.findMany({
    where: { surveyId },
    select: { revisions: { select: { id: true, number: true, correction: true } } },
  });
  const present = new Set(questions.flatMap(({ revisions }) => [...presentRevisions(revisions)]));
  return answers.map((answer) => ({
    id: answer.id,
    questionId: answer.questionRevision.questionId,
    /** The earlier words that it answers; null for the present ones. */
    earlierPrompt: present.has(answer.questionRevisionId) ? null : answer.questionRevision.prompt,
    respondent: answer.response.displayName || answer.response.invitation.name,
    role: answer.response.displayRole,
    attribution: answer.attribution,
    quotable: answer.quotable,
    /** In the words of the question as it was asked. */
    value: answerInWords(answer),
    confidence: answer.revisions[0]?.confidence ?? null,
    text: answer.revisions[0]?.text ?? "",
  }));
}

function answerInWords({
  questionRevision: { question, ...asked },
  revisions: [said],
}: Prisma.AnswerGetPayload<{
  include: {
    revisions: true;
    questionRevision: { include: { question: { select: { key: true } } } };
  };
}>): string {
  if (said === undefined) return "";
  const words = { language: "en", say: translatorOf("en", "values") } as const;
  // How confident it was given stands beside it.
  return valueInWords(
    toQuestion({ ...asked, key: question.key }),
    { ...said, confidence: null },
    words,
  );
}
