import type { AnswerRecord } from "@/lib/core/answers/answer";
import { isToConfirm } from "@/lib/core/answers/entered";
import { placeDecisions } from "@/lib/core/answers/quote-state";
import { completeQuestion, fieldsOf } from "@/lib/core/survey/question-draft";
import { askedInWords } from "@/lib/core/survey/setup-in-words";
import { toSurveyDocument } from "@/lib/core/survey/survey-document";
import type { SurveyDocument } from "@/lib/core/survey/survey-schema";
import { wordingsOf } from "@/lib/core/survey/wordings";
import { findingRules } from "@/lib/core/synthesis/finding-rules";
import type { SynthesisInput } from "@/lib/core/synthesis/synthesis-input";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { db, type Tx } from "@/lib/platform/db";
import type { Prisma, QuestionRevision, Survey } from "@/prisma/generated/client/client";
import { listGroupings } from "./model/themes/queries";

/** What a quote is read with: the text that it is a range of, and the respondent's own words for it. */
export const quoted = {
  answerRevision: { select: { text: true } },
  revisions: { orderBy: { number: "desc" }, take: 1, select: { text: true } },
} satisfies Prisma.QuoteInclude;

/** A quote of the database in the terms of core. */
export function toStoredQuote(quote: Prisma.QuoteGetPayload<{ include: typeof quoted }>) {
  return {
    state: quote.state,
    start: quote.start,
    end: quote.end,
    source: quote.answerRevision.text,
    edited: quote.revisions[0]?.text ?? null,
    decidedAtMs: quote.decidedAt?.getTime() ?? 0,
  };
}

/** What the engine reads, with what ties its answers to the database. */
export type StoredInput = {
  readonly input: SynthesisInput;
  /** Response of each answer, by the answer's id. */
  readonly responseOf: ReadonlyMap<string, string>;
  /** The round that the answers are of. */
  readonly round: number;
  /** Respondents read one another's answers in this survey, or the page before it is published. */
  readonly givesFeedback: boolean;
};

/**
 * Reads everything that a survey's synthesis is computed from: the present wording of its questions and the last
 * submission of every response that is submitted and not withdrawn, in the last round that has one: rounds
 * are never mixed, and no more are wordings: an answer to an earlier wording is in no figure and is counted apart.
 * Drafts are not read.
 */
export async function findSynthesisInput(
  surveyId: string,
  client: Tx = db(),
): Promise<StoredInput | null> {
  const survey = await client.survey.findUnique({
    where: { id: surveyId },
    include: {
      questions: {
        orderBy: { position: "asc" },
        include: { revisions: { orderBy: { number: "desc" } } },
      },
      _count: { select: { rounds: true } },
    },
  });
  if (!survey) return null;
  const questions = survey.questions.flatMap((question) => {
    const [present, ...earlier] = wordingsOf(question.revisions);
    return present ? [{ key: question.key, current: present[0], present, earlier }] : [];
  });
  // A draft may still lack words; nobody can have answered it.
  if (
    survey.status === "draft" &&
    !questions.every(({ key, current }) => completeQuestion(key, fieldsOf(current)).success)
  ) {
    return null;
  }
  const invitations = await client.invitation.findMany({
    where: { surveyId, revokedAt: null, bouncedAt: null },
    select: {
      recruitment: true,
      sentAt: true,
      declinedAt: true,
      _count: { select: { responses: true } },
    },
  });
  const asked = invitations.filter(
    ({ recruitment, sentAt, _count }) =>
      recruitment !== "self" && (sentAt !== null || _count.responses > 0),
  );
  const counts = {
    submittedAt: { not: null },
    withdrawnAt: null,
    invitation: { surveyId, withdrawnAt: null, revokedAt: null },
  } satisfies Prisma.ResponseWhereInput;
  const round = (await client.response.aggregate({ where: counts, _max: { round: true } }))._max
    .round;
  const responses = await client.response.findMany({
    where: { ...counts, round: round ?? 1 },
    orderBy: { id: "asc" },
    include: {
      invitation: {
        select: {
          name: true,
          recruitment: true,
          responses: { where: { ...counts, round: (round ?? 1) - 1 }, include: earlierAnswers },
        },
      },
      answers: {
        include: {
          revisions: { orderBy: { number: "desc" } },
          quotes: { where: { state: { in: ["approved", "edited", "refused"] } }, include: quoted },
        },
      },
    },
  });

  // Figures are of one wording: an answer to an earlier one is counted beside them.
  const questionOfRevision = new Map<string, { key: string; rank: number }>();
  const earlierWordings = new Map<string, EarlierWording>();
  for (const { key, current, present, earlier } of questions) {
    for (const { id, number } of present) questionOfRevision.set(id, { key, rank: number });
    for (const wording of earlier) {
      const before = askedInWords(fieldsOf(wording[0]).setup);
      const found = {
        question: key,
        prompt: wording[0].prompt,
        ...(before === askedInWords(fieldsOf(current).setup) ? {} : { setup: before }),
        answeredBy: [],
      };
      for (const { id } of wording) earlierWordings.set(id, found);
    }
  }

  const answers: AnswerRecord[] = [];
  const responseOf = new Map<string, string>();
  for (const response of responses) {
    const last = new Map<string, { rank: number; record: AnswerRecord }>();
    const { recruitment } = response.invitation;
    for (const answer of response.answers) {
      const question = questionOfRevision.get(answer.questionRevisionId);
      const [revision] = answer.revisions;
      if (!question || !revision) continue;
      // The newest, as far as something is said in it: what gave way to another wording is blank.
      const rank = revision.value === "" && revision.text === "" ? 0 : question.rank;
      if ((last.get(question.key)?.rank ?? 0) > rank) continue;
      const decisions = placeDecisions(revision.text, answer.quotes.map(toStoredQuote));
      const earlier = earlierValue(response, answer.revisions, questionOfRevision, question.key);
      last.set(question.key, {
        rank,
        record: {
          id: answer.id,
          respondent: response.id,
          name: response.displayName || response.invitation.name,
          role: answer.attribution === "role" ? response.roleWording : response.displayRole,
          ...(answer.attribution === "named" && response.interests !== ""
            ? { interests: response.interests }
            : {}),
          question: question.key,
          value: revision.value,
          confidence: revision.confidence,
          low: revision.low,
          high: revision.high,
          text: revision.text,
          attribution: answer.attribution,
          quote: answer.quotable,
          recruitment,
          ...(decisions.length === 0 ? {} : { decisions }),
          ...(earlier === null ? {} : { earlier }),
          ...(isToConfirm(response) ? { entered: true } : {}),
        },
      });
    }
    for (const { key } of questions) {
      const found = last.get(key);
      if (!found) continue;
      answers.push(found.record);
      responseOf.set(found.record.id, response.id);
    }
    for (const { questionRevisionId, revisions } of response.answers) {
      const wording = earlierWordings.get(questionRevisionId);
      const said = revisions[0] && (revisions[0].value !== "" || revisions[0].text.trim() !== "");
      if (wording === undefined || !said || last.has(wording.question)) continue;
      if (wording.answeredBy.some(({ respondent }) => respondent === response.id)) continue;
      wording.answeredBy.push({
        respondent: response.id,
        recruitment,
        ...(isToConfirm(response) ? { entered: true as const } : {}),
      });
    }
  }

  const first = await client.answerRevision.aggregate({
    where: { answer: { response: { id: { in: responses.map(({ id }) => id) } } } },
    _min: { createdAt: true },
  });
  const firstAt = first._min.createdAt;
  const lastAt = responses.reduce<Date | null>(
    (latest, { submittedAt }) =>
      submittedAt && (!latest || submittedAt > latest) ? submittedAt : latest,
    null,
  );
  const groupings = await listGroupings(surveyId, client);
  return {
    responseOf,
    round: round ?? 1,
    givesFeedback:
      survey.showOthersAfterSubmitting || survey.previewForNamed || survey._count.rounds > 1,
    input: {
      survey: surveyDocument(survey, questions),
      answers,
      invited: survey.invitedOverride ?? asked.length,
      declined: asked.filter(({ declinedAt }) => declinedAt !== null).length,
      from: firstAt ? calendarDate(firstAt, survey.timeZone) : null,
      to: lastAt ? calendarDate(lastAt, survey.timeZone) : null,
      rulesDeclaredBefore:
        // Frozen at the opening, and the very rules that the figures are computed by.
        survey.findingRulesSha256 === findingRules.sha256 &&
        survey.openedAt !== null &&
        // What an author enters was given before, nobody knows when.
        responses.every(({ importId }) => importId === null) &&
        (firstAt === null || firstAt >= survey.openedAt),
      quotesApproved: survey.submittingApprovesQuotes,
      ...(survey._count.rounds > 1
        ? { feedback: { kind: "rounds", round: round ?? 1, of: survey._count.rounds } }
        : survey.showOthersAfterSubmitting
          ? { feedback: { kind: "after-submitting" } }
          : {}),
      ...(earlierWordings.size === 0
        ? {}
        : { earlierWordings: [...new Set(earlierWordings.values())] }),
      ...(groupings.length === 0 ? {} : { groupings }),
    },
  };
}

/** A wording that a question had, and who answered it and not the present one. */
type EarlierWording = {
  readonly question: string;
  readonly prompt: string;
  readonly setup?: string;
  readonly answeredBy: Pick<AnswerRecord, "respondent" | "recruitment" | "entered">[];
};

const earlierAnswers = {
  answers: {
    select: {
      questionRevisionId: true,
      revisions: { orderBy: { number: "desc" }, take: 1, select: { value: true } },
    },
  },
} satisfies Prisma.ResponseInclude;

/**
 * The value before the respondent read what the others said: in a later round the one of the round before, else the one
 * that stood when the others' answers were opened. Null where there was none, or where it answered another wording.
 */
function earlierValue(
  response: {
    readonly round: number;
    readonly sawOthersAt: Date | null;
    readonly invitation: {
      readonly responses: readonly Prisma.ResponseGetPayload<{ include: typeof earlierAnswers }>[];
    };
  },
  revisions: readonly { readonly value: string; readonly createdAt: Date }[],
  present: ReadonlyMap<string, { readonly key: string }>,
  question: string,
): string | null {
  if (response.round > 1) {
    const [before] = response.invitation.responses;
    const answer = before?.answers.find(
      ({ questionRevisionId }) => present.get(questionRevisionId)?.key === question,
    );
    return answer?.revisions[0]?.value || null;
  }
  const { sawOthersAt } = response;
  if (sawOthersAt === null) return null;
  return revisions.find(({ createdAt }) => createdAt <= sawOthersAt)?.value || null;
}

function surveyDocument(
  survey: Survey,
  questions: readonly { key: string; current: QuestionRevision }[],
): SurveyDocument {
  return toSurveyDocument(
    survey,
    questions.map(({ key, current }) => ({ ...current, key })),
  );
}

/** The stored draft of a survey; null until it was first computed. */
export async function findSynthesisDraft(
  surveyId: string,
): Promise<{ document: Synthesis; inputHash: string; computedAt: Date } | null> {
  const draft = await db().synthesisDraft.findUnique({ where: { surveyId } });
  if (!draft) return null;
  return {
    // Written by this room alone, from the same type.
    document: draft.document as unknown as Synthesis,
    inputHash: draft.inputHash,
    computedAt: draft.computedAt,
  };
}

/** A survey that the user is a member of, with the user's role; null for a stranger. */
export async function findSurveyOfMember(surveyId: string, userId: string) {
  const survey = await db().survey.findFirst({
    where: { id: surveyId, members: { some: { userId } } },
    select: {
      id: true,
      slug: true,
      title: true,
      status: true,
      closesAt: true,
      timeZone: true,
      members: { where: { userId }, select: { role: true } },
      publication: {
        select: {
          slug: true,
          unpublishedAt: true,
          versions: {
            orderBy: { number: "desc" },
            select: { number: true, publishedAt: true },
          },
        },
      },
    },
  });
  const [member] = survey?.members ?? [];
  if (!survey || !member) return null;
  return {
    id: survey.id,
    slug: survey.slug,
    title: survey.title,
    status: survey.status,
    closesAt: survey.closesAt,
    timeZone: survey.timeZone,
    role: member.role,
    publication: survey.publication,
  };
}

function calendarDate(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return parts.format(at);
}
