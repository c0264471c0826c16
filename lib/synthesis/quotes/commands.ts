import type { BlankPublishedFields } from "@/lib/answers/consent/commands";
import { recordAudit } from "@/lib/audit/commands";
import { normaliseText } from "@/lib/core/answers/draft-fields";
import {
  nextQuoteState,
  placeDecisions,
  placeRange,
  showsWords,
} from "@/lib/core/answers/quote-state";
import type { Outcome } from "@/lib/core/errors";
import { approvedPassages } from "@/lib/core/publication/excerpt";
import { overlayOf } from "@/lib/core/synthesis/overlay/history";
import { selectQuotes } from "@/lib/core/synthesis/overlay/select-quotes";
import { type Tx, transaction } from "@/lib/platform/db";
import { queueMail } from "@/lib/platform/outbox";
import { enqueue } from "@/lib/platform/queue";
import { canEditSurvey } from "@/lib/surveys/policy";
import { findSurvey } from "@/lib/surveys/queries";
import { computeDraft } from "../commands";
import { listHistory } from "../overlay/queries";
import { quoted, toStoredQuote } from "../queries";
import { findNewProposals, findQuoteOf, listQuotesOf, quotableAnswer, wordsOf } from "./queries";
import { editedQuoteLimit } from "./schema";

const dayMs = 86_400_000;

/** The most that is kept of words that could not be taken. */
const keptLimit = 200_000;

/** Two days before the end, or half-way in a short round. */
export function remindAtOf(startedAt: Date, decideBy: Date): Date {
  const length = decideBy.getTime() - startedAt.getTime();
  return new Date(decideBy.getTime() - Math.min(2 * dayMs, length / 2));
}

/** What a round asked for. */
export type AskedForQuotes = { readonly people: number; readonly quotes: number };

/**
 * Asks experts to approve the quotes that the synthesis proposes and nobody decided on: one mail each. Once an earlier round
 * is over, the new one also asks again for what was left open in it.
 */
export async function askForQuotes(input: {
  readonly surveyId: string;
  readonly actorId: string;
  readonly decideBy: Date;
  readonly now: Date;
}): Promise<Outcome<AskedForQuotes>> {
  const { surveyId, actorId, decideBy, now } = input;
  return transaction(async (tx) => {
    await lockQuotes(tx, surveyId);
    const survey = await findSurvey(surveyId, actorId, tx);
    if (survey === null) return { ok: false, reason: "not-found" };
    if (!canEditSurvey(survey.role) || survey.fictional)
      return { ok: false, reason: "not-allowed" };
    if (decideBy <= now) {
      return {
        ok: false,
        reason: "invalid-input",
        problems: [{ at: "decideBy", message: "This day has passed. Choose a later one." }],
      };
    }
    const draft = await computeDraft(surveyId, tx);
    // What the author pinned is asked for, what they dropped is not.
    const chosen =
      draft && selectQuotes(draft.document, overlayOf(await listHistory(surveyId, tx)));
    const fresh = chosen ? await findNewProposals(surveyId, chosen.document, tx) : [];
    const left = await tx.quote.findMany({
      where: {
        state: "proposed",
        round: { surveyId, decideBy: { lte: now } },
        answer: quotableAnswer,
      },
      select: { id: true, answer: { select: { response: { select: { invitationId: true } } } } },
    });
    const asked = new Set([
      ...fresh.map(({ invitationId }) => invitationId),
      ...left.map(({ answer }) => answer.response.invitationId),
    ]);
    if (asked.size === 0) return { ok: false, reason: "nothing-to-ask" };
    const round = await tx.quoteRound.create({
      data: {
        surveyId,
        number: (await tx.quoteRound.count({ where: { surveyId } })) + 1,
        startedById: actorId,
        startedAt: now,
        decideBy,
        remindAt: remindAtOf(now, decideBy),
      },
    });
    for (const { invitationId: _, ...range } of fresh) {
      const { answerRevisionId, start, end } = range;
      await tx.quote.upsert({
        where: { answerRevisionId_start_end: { answerRevisionId, start, end } },
        create: { ...range, roundId: round.id },
        // Consent was taken back and given anew: what was decided before is asked again.
        update: { roundId: round.id, state: "proposed", decidedAt: null },
      });
    }
    await tx.quote.updateMany({
      where: { id: { in: left.map(({ id }) => id) } },
      data: { roundId: round.id },
    });
    for (const invitationId of asked) {
      await queueMail(tx, {
        template: "quotes",
        dedupeKey: `quotes:${round.id}:${invitationId}`,
        surveyId,
        invitationId,
      });
    }
    const value = { people: asked.size, quotes: fresh.length + left.length };
    await recordAudit(tx, {
      kind: "quotes.asked",
      actorId,
      surveyId,
      details: { round: round.number, ...value },
    });
    return { ok: true, value };
  });
}

/** What a respondent says to one quote. */
export type QuoteDecisionRequest =
  | { readonly act: "approve" | "refuse"; readonly quote: string }
  | { readonly act: "edit"; readonly quote: string; readonly text: string };

/**
 * Stores a respondent's decision on one of their own quotes. Words that were let out before and are not any more are
 * taken out of published versions in the same transaction.
 */
export async function decideQuote(
  invitationId: string,
  request: QuoteDecisionRequest,
  now: Date,
  blank: BlankPublishedFields,
): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const decided = await decideIn(tx, invitationId, request, now, blank);
    return decided.ok ? { ok: true, value: null } : decided;
  });
}

/** Approves every quote of a respondent on which nothing is decided. */
export async function approveRest(
  invitationId: string,
  now: Date,
  blank: BlankPublishedFields,
): Promise<Outcome<number>> {
  return transaction(async (tx) => {
    const open = (await listQuotesOf(invitationId, tx)).filter(({ state }) => state === "proposed");
    for (const { id } of open) {
      const decided = await decideIn(tx, invitationId, { act: "approve", quote: id }, now, blank);
      if (!decided.ok) return decided;
    }
    return { ok: true, value: open.length };
  });
}

async function decideIn(
  tx: Tx,
  invitationId: string,
  request: QuoteDecisionRequest,
  now: Date,
  blank: BlankPublishedFields,
): Promise<Outcome<null>> {
  // Decisions of one respondent come one after another, and after a withdrawal that runs at the same time.
  await tx.$queryRaw`SELECT "id" FROM "Response" WHERE "invitationId" = ${invitationId}::uuid FOR UPDATE`;
  const quote = await findQuoteOf(tx, invitationId, request.quote);
  if (quote === null) return { ok: false, reason: "not-found" };
  const { answer } = quote;
  const consents =
    answer.quotable &&
    (answer.attribution === "named" || answer.attribution === "role") &&
    answer.response.withdrawnAt === null;
  const drawn = toStoredQuote(quote);
  if (!consents || placeRange(answer.revisions[0]?.text ?? "", drawn) === null) {
    return { ok: false, reason: "not-allowed" };
  }
  const original = wordsOf(drawn);
  const words = request.act === "edit" ? normaliseText(request.text) : original;
  if (request.act === "edit") {
    const problem = problemWith(words, answer.questionRevision.kind);
    if (problem !== null) {
      // What was written stays in its place, to be mended.
      const typed = normaliseText(request.text.slice(0, keptLimit));
      await tx.quote.update({
        where: { id: quote.id },
        data: { typed: typed === "" ? null : typed },
      });
      return { ok: false, reason: "invalid-input", problems: [{ at: "text", message: problem }] };
    }
  }
  // Words put back as they were are no edit.
  const act = request.act === "edit" && words === original ? "approve" : request.act;
  const state = nextQuoteState(quote.state, act);
  if (state === null) return { ok: false, reason: "not-allowed" };
  const shownBefore = shownWords(quote.state, original, drawn.edited);
  const shownAfter = shownWords(state, original, words);
  if (quote.state === state && shownBefore === shownAfter) return { ok: true, value: null };
  if (state === "edited" && words !== drawn.edited) {
    const number = await tx.quoteRevision.count({ where: { quoteId: quote.id } });
    await tx.quoteRevision.create({
      data: { quoteId: quote.id, number: number + 1, text: words, createdAt: now },
    });
  }
  await tx.quote.update({ where: { id: quote.id }, data: { state, decidedAt: now, typed: null } });
  if (shownBefore !== null && shownBefore !== shownAfter) {
    const standing = await listApproved(tx, answer.id, answer.revisions[0]?.text ?? "");
    await blank(tx, { answerId: answer.id, fields: ["text"], standing });
  }
  const { surveyId } = answer.response.invitation;
  await enqueue(tx, { name: "synthesis.regenerate", surveyId });
  await recordAudit(tx, { kind: "quote.decided", surveyId, details: { quoteId: quote.id, state } });
  return { ok: true, value: null };
}

/** The words of an answer that its respondent lets out now. */
async function listApproved(tx: Tx, answerId: string, text: string): Promise<string[]> {
  const quotes = await tx.quote.findMany({ where: { answerId }, include: quoted });
  return approvedPassages(placeDecisions(text, quotes.map(toStoredQuote))).map(
    (passage) => passage.text,
  );
}

function shownWords(
  state: Parameters<typeof showsWords>[0],
  original: string,
  edited: string | null,
): string | null {
  if (!showsWords(state)) return null;
  return state === "edited" ? edited : original;
}

function problemWith(words: string, kind: string): string | null {
  if (kind === "works") return "A list of works can be approved or refused as it is.";
  if (words === "") return "Write what may be quoted, or refuse the quote.";
  if (words.length > editedQuoteLimit) {
    return `This is longer than ${editedQuoteLimit} characters. Shorten it.`;
  }
  return null;
}

/**
 * Ends the quotes of answers that may not be quoted any more; for a withdrawal and a tightened consent, in the transaction
 * of either and after it was written. Quotes of answers that may still be quoted stay as they are.
 */
export async function withdrawQuotes(
  tx: Tx,
  what: { readonly answerId?: string | undefined; readonly responseId?: string | undefined },
): Promise<void> {
  const { answerId, responseId } = what;
  if (answerId === undefined && responseId === undefined) return;
  const answers = await tx.answer.findMany({
    where: {
      ...(answerId === undefined ? {} : { id: answerId }),
      ...(responseId === undefined ? {} : { responseId }),
      quotes: { some: { state: { not: "withdrawn" } } },
    },
    include: {
      response: { select: { withdrawnAt: true } },
      revisions: { orderBy: { number: "desc" }, take: 1, select: { text: true } },
    },
  });
  const ended = answers.filter(
    ({ quotable, attribution, response, revisions }) =>
      !quotable ||
      (attribution !== "named" && attribution !== "role") ||
      response.withdrawnAt !== null ||
      (revisions[0]?.text ?? "") === "",
  );
  await tx.quote.updateMany({
    where: { answerId: { in: ended.map(({ id }) => id) } },
    data: { state: "withdrawn", typed: null },
  });
}

/** Writes once to those who have not decided on any or all quotes of a round. Returns to how many. */
export async function remindUndecided(roundId: string, now: Date): Promise<number> {
  return transaction(async (tx) => {
    const due = await tx.quoteRound.updateMany({
      where: { id: roundId, remindedAt: null, decideBy: { gt: now } },
      data: { remindedAt: now },
    });
    if (due.count === 0) return 0;
    const open = await tx.quote.findMany({
      where: { roundId, state: "proposed", answer: quotableAnswer },
      select: {
        round: { select: { surveyId: true } },
        answer: { select: { response: { select: { invitationId: true } } } },
      },
    });
    const undecided = new Map(
      open.map(({ round, answer }) => [answer.response.invitationId, round.surveyId]),
    );
    for (const [invitationId, surveyId] of undecided) {
      await queueMail(tx, {
        template: "quotes-reminder",
        dedupeKey: `quotes-reminder:${roundId}:${invitationId}`,
        surveyId,
        invitationId,
      });
    }
    return undecided.size;
  });
}

async function lockQuotes(tx: Tx, surveyId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`quotes:${surveyId}`}, 0))`;
}
