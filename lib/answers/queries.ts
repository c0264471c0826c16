import { z } from "zod";
import type { Attribution } from "@/lib/core/answers/answer";
import {
  type AnswerColumns,
  type AnswerDraft,
  draftFromColumns,
  emptyAnswerDraft,
  fieldsOf,
  isConsentField,
  type PersonDraft,
  personFields,
  type ResponseDraft,
} from "@/lib/core/answers/draft-fields";
import { answerDraftSchema, personDraftSchema } from "@/lib/core/answers/draft-schema";
import { isToConfirm } from "@/lib/core/answers/entered";
import { chosenLanguage } from "@/lib/core/language";
import { withMoreTime } from "@/lib/core/survey/lifecycle";
import { minutesToAnswer } from "@/lib/core/survey/minutes";
import { erasureDay } from "@/lib/core/survey/retention";
import { type Question, questionSchema } from "@/lib/core/survey/survey-schema";
import { presentRevisions } from "@/lib/core/survey/wordings";
import { findInvitationByToken } from "@/lib/invitations/queries";
import { db, type Tx } from "@/lib/platform/db";
import type { Invitation, Response, Survey } from "@/prisma/generated/client/client";
import { answeringWindow } from "./policy";
import { readStoredResponse, type StoredResponse, type StoredRevision } from "./stored/queries";

/** A question as one respondent is asked it. */
export type AskedQuestion = { readonly revisionId: string; readonly question: Question };

/** A submitted answer with its consent. */
type SubmittedAnswer = {
  readonly id: string;
  readonly questionKey: string;
  readonly revisionId: string;
  /** The earlier wording that it answers; null for the present one. */
  readonly earlierPrompt: string | null;
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
  /** Questions whose answer was given or typed under an earlier wording and not since, by the question's id. */
  readonly earlier: Readonly<Record<string, EarlierWording>>;
};

/** The wording that an answer stands under, where the question was reworded since. */
export type EarlierWording = { readonly revisionId: string; readonly prompt: string };

/** Prefix of the draft field that keeps a text which could not be stored in its own place. */
export const keptPrefix = "kept:";

/** Reads a stored revision as a question of the portable format. */
export function toQuestion(revision: StoredRevision): Question {
  const settings =
    typeof revision.settings === "object" && revision.settings !== null ? revision.settings : {};
  return questionSchema.parse({
    ...settings,
    // The author's own works are not shown to those who are asked for theirs.
    works: undefined,
    id: revision.key,
    kind: revision.kind,
    prompt: revision.prompt,
    help: revision.help,
    required: revision.required,
  });
}

/** The questions of a survey in order, each in its newest wording. */
function newestWordings(revisions: readonly StoredRevision[]): AskedQuestion[] {
  const newest = new Map(revisions.map((revision) => [revision.key, revision]));
  return [...newest.values()].map((revision) => ({
    revisionId: revision.id,
    question: toQuestion(revision),
  }));
}

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

type Person = {
  /** Consent that nobody has given yet is asked for, not shown as chosen. */
  readonly toConfirm: boolean;
  readonly displayName: string;
  readonly displayRole: string;
  readonly roleWording: string;
  readonly interests: string;
};

/** Puts together what one respondent is asked, has typed, and has submitted. */
export function assembleDraft(
  stored: StoredResponse,
  response: Person,
  invitation: { readonly name: string; readonly affiliation: string },
): Pick<Desk, "questions" | "draft" | "versions" | "kept" | "submitted" | "earlier"> {
  const questions = newestWordings(stored.revisions);
  const revisionOf = new Map(stored.revisions.map((revision) => [revision.id, revision]));
  const presentOf = new Map(
    [...Map.groupBy(stored.revisions, ({ key }) => key)].map(
      ([key, revisions]) => [key, presentRevisions(revisions)] as const,
    ),
  );
  const isPresent = (revisionId: string) =>
    presentOf.get(revisionOf.get(revisionId)?.key ?? "")?.has(revisionId) ?? false;
  const submitted = stored.answers.map(
    ({ id, revisionId, attribution, quotable, number, ...columns }) => ({
      id,
      revisionId,
      earlierPrompt: isPresent(revisionId) ? null : (revisionOf.get(revisionId)?.prompt ?? null),
      questionKey: revisionOf.get(revisionId)?.key ?? "",
      attribution,
      quotable,
      columns,
      revision: number,
    }),
  );

  const versions: Record<string, number> = {};
  const kept: Record<string, string> = {};
  const answers: Record<string, AnswerDraft> = {};
  const earlier: Record<string, EarlierWording> = {};
  for (const { question } of questions) {
    const revisions = stored.revisions.filter(({ key }) => key === question.id);
    const under = earlierWording(revisions, isPresent, stored);
    if (under !== null) earlier[question.id] = under;
    const last = lastOf(submitted.filter(({ questionKey }) => questionKey === question.id));
    let typed: Record<string, unknown> =
      last === undefined ? emptyAnswerDraft() : draftFromColumns(question, last.columns, last);
    if (response.toConfirm) typed = { ...typed, attribution: "", quotable: "" };
    // In the order of their versions: what was stored last stands, also when it was typed under an older wording.
    for (const { revisionId: typedUnder, field, value, version } of stored.drafts) {
      const revision = typedUnder === null ? undefined : revisionOf.get(typedUnder);
      if (revision?.key !== question.id) continue;
      const name = `answers.${question.id}.${field}`;
      if (field.startsWith(keptPrefix)) {
        // Under whichever wording: nothing that was typed is out of sight.
        if (typeof value === "string" && value !== "") {
          kept[`answers.${question.id}.${field.slice(keptPrefix.length)}`] = value;
        }
        continue;
      }
      versions[name] = version;
      // That an answer holds was said of the words that stood then.
      if (field === "stands" && !isPresent(revision.id)) continue;
      if (revision.kind === question.kind) typed = { ...typed, [field]: value };
    }
    const parsed = answerDraftSchema.safeParse(typed);
    answers[question.id] = parsed.success ? parsed.data : emptyAnswerDraft();
  }

  let person: PersonDraft = {
    displayName: response.displayName || invitation.name,
    displayRole: response.displayRole || invitation.affiliation,
    roleWording: response.roleWording,
    interests: response.interests,
  };
  for (const { revisionId, field, value, version } of stored.drafts) {
    if (revisionId !== null || !personFields.some((name) => name === field)) continue;
    const parsed = personDraftSchema.safeParse({ ...person, [field]: value });
    if (parsed.success) person = parsed.data;
    versions[`person.${field}`] = version;
  }
  return {
    questions,
    draft: { person, answers },
    versions,
    kept,
    submitted: submitted.filter((answer) => !isBlank(answer.columns)),
    earlier,
  };
}

/** The submitted answer to a question that counts: what is not blank comes before what gave way to another wording. */
function lastOf(submitted: readonly SubmittedAnswer[]): SubmittedAnswer | undefined {
  return submitted.find((answer) => !isBlank(answer.columns)) ?? submitted[0];
}

/**
 * The earlier wording that an answer stands under: what was typed or submitted under it, and nothing under the present one.
 * Null for an answer to the present wording, or none. How an answer may be shown is no part of what it answers.
 */
function earlierWording(
  revisions: readonly StoredRevision[],
  isPresent: (revisionId: string) => boolean,
  stored: StoredResponse,
): EarlierWording | null {
  const under = new Set([
    ...stored.drafts
      .filter(({ field }) => !isConsentField(field) && !field.startsWith(keptPrefix))
      .flatMap(({ revisionId }) => revisionId ?? []),
    ...stored.answers.filter((answer) => !isBlank(answer)).map(({ revisionId }) => revisionId),
  ]);
  const last = revisions.findLast(({ id }) => under.has(id));
  return last === undefined || isPresent(last.id)
    ? null
    : { revisionId: last.id, prompt: last.prompt };
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
