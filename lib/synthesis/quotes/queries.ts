import { type DrawnRange, placeRange, type QuoteState } from "@/lib/core/answers/quote-state";
import { type Question, questionSchema } from "@/lib/core/survey/survey-schema";
import { proposedQuotes } from "@/lib/core/synthesis/proposals";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { db, type Tx } from "@/lib/platform/db";
import type { Prisma } from "@/prisma/generated/client/client";
import { quoted, toStoredQuote } from "../queries";

/** Answers whose words may be quoted at all: consent holds, and the response stands. */
export const quotableAnswer = {
  quotable: true,
  attribution: { in: ["named", "role"] },
  response: {
    submittedAt: { not: null },
    withdrawnAt: null,
    invitation: { revokedAt: null, withdrawnAt: null },
  },
} satisfies Prisma.AnswerWhereInput;

/** A passage that nobody was asked about yet. */
export type NewProposal = {
  readonly answerId: string;
  readonly answerRevisionId: string;
  readonly invitationId: string;
  readonly start: number;
  readonly end: number;
};

/**
 * What a private synthesis would quote and nobody was asked about, as ranges of the answers' latest revisions. Only from
 * people who can be asked by mail.
 */
export async function findNewProposals(
  surveyId: string,
  synthesis: Synthesis,
  client: Tx = db(),
): Promise<NewProposal[]> {
  const proposed = proposedQuotes(synthesis);
  if (proposed.length === 0) return [];
  const stored = await client.answer.findMany({
    where: {
      ...quotableAnswer,
      response: {
        ...quotableAnswer.response,
        invitation: { ...quotableAnswer.response.invitation, surveyId, email: { not: null } },
      },
    },
    include: {
      response: { select: { invitationId: true } },
      questionRevision: { select: { question: { select: { key: true } } } },
      revisions: { orderBy: { number: "desc" }, take: 1 },
      quotes: { where: { state: { not: "withdrawn" } }, include: quoted },
    },
  });
  const carried = new Map(synthesis.answers.map((answer) => [answer.id, answer]));
  return proposed.flatMap(({ answer: id, start, end, text }): NewProposal[] => {
    const answer = carried.get(id);
    return stored
      .filter(
        ({ responseId, questionRevision }) =>
          responseId === answer?.respondent && questionRevision.question.key === answer.question,
      )
      .flatMap((found) => {
        const [revision] = found.revisions;
        // The draft may be older than what is stored.
        if (revision === undefined || revision.text.slice(start, end) !== text) return [];
        const asked = found.quotes.some((quote) => {
          const range = placeRange(revision.text, toStoredQuote(quote));
          return range !== null && range.start < end && start < range.end;
        });
        if (asked) return [];
        return [
          {
            answerId: found.id,
            answerRevisionId: revision.id,
            invitationId: found.response.invitationId,
            start,
            end,
          },
        ];
      });
  });
}

/** A quote as its respondent reads it: in its place, with how it would be signed. */
export type RespondentQuote = {
  readonly id: string;
  readonly state: Exclude<QuoteState, "withdrawn">;
  /** Until when its round asks for a decision. */
  readonly decideBy: Date;
  readonly question: Question;
  /** The answer's current text, and where the passage stands in it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The respondent's own words for it, where there are some. */
  readonly edited: string | null;
  /** What they wrote last and could not be taken. */
  readonly typed: string | null;
  readonly attribution: "named" | "role";
  readonly shownAs: string;
  readonly role: string;
};

const withContext = {
  ...quoted,
  round: { select: { decideBy: true, number: true } },
  answer: {
    include: {
      revisions: { orderBy: { number: "desc" }, take: 1 },
      questionRevision: { include: { question: true } },
      response: { include: { invitation: { select: { name: true } } } },
    },
  },
} satisfies Prisma.QuoteInclude;

/** The quotes that one respondent may decide on, in the order of the questions; those whose words were changed are left out. */
export async function listQuotesOf(
  invitationId: string,
  client: Tx = db(),
): Promise<RespondentQuote[]> {
  const quotes = await client.quote.findMany({
    where: {
      state: { not: "withdrawn" },
      answer: {
        ...quotableAnswer,
        response: { ...quotableAnswer.response, invitationId },
      },
    },
    include: withContext,
  });
  return quotes
    .flatMap((quote) => {
      const { answer } = quote;
      const text = answer.revisions[0]?.text ?? "";
      const range = placeRange(text, toStoredQuote(quote));
      if (range === null || quote.state === "withdrawn") return [];
      const { response, questionRevision: revision } = answer;
      const attribution = answer.attribution === "named" ? ("named" as const) : ("role" as const);
      return [
        {
          id: quote.id,
          state: quote.state,
          decideBy: quote.round.decideBy,
          position: revision.question.position,
          question: questionSchema.parse({
            ...(typeof revision.settings === "object" ? revision.settings : {}),
            id: revision.question.key,
            kind: revision.kind,
            prompt: revision.prompt,
          }),
          text,
          ...range,
          edited: quote.revisions[0]?.text ?? null,
          typed: quote.typed,
          attribution,
          shownAs:
            attribution === "named"
              ? response.displayName || response.invitation.name
              : response.roleWording,
          role: attribution === "named" ? response.displayRole : "",
        },
      ];
    })
    .sort((a, b) => a.position - b.position || a.start - b.start || (a.id < b.id ? -1 : 1));
}

/** What a mail about a round's quotes is written from; null where the round or the invitation is gone. */
export async function findQuotesToMail(roundId: string, invitationId: string) {
  const [round, invitation, quotes] = await Promise.all([
    db().quoteRound.findUnique({
      where: { id: roundId },
      include: {
        survey: {
          include: { members: { include: { user: true }, orderBy: { createdAt: "asc" } } },
        },
      },
    }),
    db().invitation.findUnique({ where: { id: invitationId } }),
    listQuotesOf(invitationId),
  ]);
  if (round === null || invitation === null) return null;
  const inRound = new Set(
    (
      await db().quote.findMany({
        where: { roundId, answer: { response: { invitationId } } },
        select: { id: true },
      })
    ).map(({ id }) => id),
  );
  return { round, invitation, quotes: quotes.filter(({ id }) => inRound.has(id)) };
}

/** How far one respondent is with the quotes of a survey. */
export type QuoteProgress = {
  readonly invitationId: string;
  readonly name: string;
  readonly proposed: number;
  readonly approved: number;
  readonly edited: number;
  readonly refused: number;
  readonly withdrawn: number;
  /** State of the last mail that asked for them. */
  readonly mail:
    | "queued"
    | "sending"
    | "sent"
    | "failed"
    | "unknown"
    | "cancelled"
    | "paused"
    | null;
  readonly reminded: boolean;
};

/** The rounds of a survey and each respondent's progress, for one of its members. */
export async function findQuoteProgress(surveyId: string, userId: string) {
  const rounds = await db().quoteRound.findMany({
    where: { surveyId, survey: { members: { some: { userId } } } },
    orderBy: { number: "desc" },
  });
  const invitations = await db().invitation.findMany({
    where: {
      surveyId,
      survey: { members: { some: { userId } } },
      responses: { some: { answers: { some: { quotes: { some: {} } } } } },
    },
    orderBy: { name: "asc" },
    include: {
      messages: {
        where: { template: { in: ["quotes", "quotes-reminder"] } },
        orderBy: { createdAt: "desc" },
        select: { template: true, status: true },
      },
      responses: {
        select: {
          displayName: true,
          answers: { select: { quotes: { select: { state: true } } } },
        },
      },
    },
  });
  const people = invitations.map((invitation): QuoteProgress => {
    const states = invitation.responses.flatMap(({ answers }) =>
      answers.flatMap(({ quotes }) => quotes.map(({ state }) => state)),
    );
    const count = (state: QuoteState) => states.filter((one) => one === state).length;
    return {
      invitationId: invitation.id,
      name:
        invitation.responses.find(({ displayName }) => displayName)?.displayName || invitation.name,
      proposed: count("proposed"),
      approved: count("approved"),
      edited: count("edited"),
      refused: count("refused"),
      withdrawn: count("withdrawn"),
      mail: invitation.messages.find(({ template }) => template === "quotes")?.status ?? null,
      reminded: invitation.messages.some(
        ({ template, status }) => template === "quotes-reminder" && status === "sent",
      ),
    };
  });
  return { rounds, people };
}

/** Rounds whose time to remind has come and that are not over. */
export async function listRoundsToRemind(now: Date): Promise<string[]> {
  const rounds = await db().quoteRound.findMany({
    where: { remindedAt: null, remindAt: { lte: now }, decideBy: { gt: now } },
    select: { id: true },
  });
  return rounds.map(({ id }) => id);
}

/** A quote with what its decision depends on, for its own respondent; null for everybody else's. */
export async function findQuoteOf(tx: Tx, invitationId: string, quoteId: string) {
  return tx.quote.findFirst({
    where: { id: quoteId, answer: { response: { invitationId } } },
    include: {
      ...quoted,
      answer: {
        include: {
          questionRevision: { select: { kind: true } },
          revisions: { orderBy: { number: "desc" }, take: 1, select: { text: true } },
          response: { include: { invitation: { select: { surveyId: true } } } },
        },
      },
    },
  });
}

/** The words of a range in the text that it was drawn in. */
export function wordsOf({ source, start, end }: DrawnRange): string {
  return source.slice(start, end);
}
