import { createHash, randomBytes } from "node:crypto";
import canonicalize from "canonicalize";
import type { Outcome } from "@/lib/core/errors";
import { drawInOrder, type PublicForm, toPublicForm } from "@/lib/core/publication/public-form";
import { keepSources, settle, standingOf } from "@/lib/core/synthesis/model/accepted";
import {
  type Brief,
  briefContent,
  briefOf,
  instructions,
  writeRequest,
} from "@/lib/core/synthesis/model/brief";
import { type ReplyReading, readReply, replySchema } from "@/lib/core/synthesis/model/read-reply";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { db, type Tx, transaction } from "@/lib/platform/db";
import type { ModelAnswer } from "@/lib/platform/model";
import { type ModelSettings, modelHost } from "@/lib/platform/model-settings";
import { Prisma } from "@/prisma/generated/client/client";
import { openHistory, writeDecision, writeLeft } from "../overlay/commands";
import { findSynthesisDraft } from "../queries";
import { setDecision } from "./decisions/commands";
import { keptSentence, listNameWords, listProposals, listToldResponses, passing } from "./queries";
import type { Decision } from "./schema";
import { keepThemeProposal } from "./themes/commands";

/** A run in hand for longer than this has lost its worker. */
const lostAfterMs = 5 * 60_000;
/** Tries of one brief, the first included. */
const mostAttempts = 4;
/** One job asks for this long at most, and leaves the rest to the next. */
const budgetMs = 120_000;
const longestWaitSeconds = 600;

/** When the rest of the questions should be asked about; null when nothing is left to ask. */
export type Asked = { readonly again: { readonly afterSeconds: number } | null };

/** Hash of what would be sent: the same content is asked about once. */
function hashBrief(brief: Brief): string {
  const content = { instructions, ...(briefContent(brief) as object) };
  return createHash("sha256")
    .update(canonicalize(content) ?? "")
    .digest("hex");
}

/**
 * Asks the model about every question of a survey's stored draft that it was not asked about in this form, and keeps what
 * passes the checks as proposals. No transaction is open while the model thinks, and the rules' draft stands already.
 * @throws the signal's reason when it is stopped; what was in hand is then asked anew.
 */
export async function proposeSentences(
  surveyId: string,
  settings: ModelSettings,
  now: () => Date,
  signal: AbortSignal,
): Promise<Asked> {
  const draft = await findSynthesisDraft(surveyId);
  if (draft === null) return { again: null };
  const form = toPublicForm(draft.document, { drawId: drawInOrder() });
  const nameWords = await listNameWords(surveyId);
  const told = await listToldResponses(surveyId, modelHost(settings) ?? "");
  const toldIds = new Set(
    draft.document.answers.flatMap(({ respondent = "", question }) =>
      told.has(respondent) ? (form.publicIdOf(respondent, question) ?? []) : [],
    ),
  );
  const startedMs = now().getTime();
  let again: Asked["again"] = null;
  for (const section of form.open.sections) {
    const brief = briefOf(section, form.open, (id) => toldIds.has(id));
    if (brief === null) continue;
    if (now().getTime() - startedMs > budgetMs) return { again: { afterSeconds: 0 } };
    const runId = await claimRun(surveyId, brief, settings, now());
    if (runId === null) continue;
    const result = await askAbout(
      { runId, surveyId, brief, form, draft: draft.document },
      settings,
      {
        nameWords,
        now,
        signal,
      },
    );
    if (result.again !== null) {
      again = result.again;
      // Who is told to wait, or finds nobody there, does not go on knocking.
      break;
    }
  }
  return { again };
}

type Work = {
  readonly runId: string;
  readonly surveyId: string;
  readonly brief: Brief;
  readonly form: PublicForm;
  readonly draft: Synthesis;
};

async function askAbout(
  work: Work,
  settings: ModelSettings,
  {
    nameWords,
    now,
    signal,
  }: {
    readonly nameWords: ReadonlySet<string>;
    readonly now: () => Date;
    readonly signal: AbortSignal;
  },
): Promise<Asked> {
  const request = writeRequest(work.brief, () => randomBytes(6).toString("hex"));
  const askedAt = now().getTime();
  let answer: ModelAnswer;
  try {
    const asked = { system: request.system, prompt: request.prompt, schema: replySchema };
    // Loaded by the installations that have a model: what speaks to one is large.
    const { askModel } = await import("@/lib/platform/model");
    answer = await askModel(settings, asked, signal);
  } catch (error) {
    await db().modelRun.deleteMany({ where: { id: work.runId, outcome: "asking" } });
    throw error;
  }
  const latencyMs = now().getTime() - askedAt;
  const reading =
    answer.outcome === "answered" ? readReply(answer.reply, work.brief, request, nameWords) : null;
  const outcome = answer.outcome === "answered" && reading === null ? "invalid" : answer.outcome;
  const { inputTokens, outputTokens } = answer;
  const known = settings.prices !== null && inputTokens !== null && outputTokens !== null;
  const cost = known
    ? (inputTokens * settings.prices.input + outputTokens * settings.prices.output) / 1_000_000
    : null;
  const attempts = await transaction(async (tx) => {
    const run = await tx.modelRun.update({
      where: { id: work.runId },
      data: {
        outcome,
        finishedAt: now(),
        latencyMs,
        inputTokens,
        outputTokens,
        cost,
        passed: (reading?.proposals.length ?? 0) + (reading?.sorted ? 1 : 0),
        dropped: JSON.parse(JSON.stringify(reading?.dropped ?? [])),
      },
      select: { attempts: true },
    });
    if (reading !== null) await keepProposals(tx, work, reading);
    return run.attempts;
  });
  if (!passing.includes(outcome) || attempts >= mostAttempts) {
    // The last try was told to wait as well: the other questions would be.
    return { again: null };
  }
  const wished = answer.outcome === "limited" ? answer.retryAfterSeconds : null;
  const afterSeconds = Math.min(
    longestWaitSeconds,
    Math.max(1, wished ?? 15 * 4 ** (attempts - 1)),
  );
  return { again: { afterSeconds } };
}

/** Takes a brief in hand: null where it was asked about, or somebody else has it. */
async function claimRun(
  surveyId: string,
  brief: Brief,
  settings: ModelSettings,
  now: Date,
): Promise<string | null> {
  const { model } = settings;
  const briefHash = hashBrief(brief);
  const host = modelHost(settings) ?? "";
  const found = await db().modelRun.findUnique({
    where: { surveyId_briefHash_model: { surveyId, briefHash, model } },
    select: { id: true },
  });
  if (found === null) {
    try {
      const created = await db().modelRun.create({
        data: {
          surveyId,
          questionKey: brief.section.question.id,
          briefHash,
          model,
          host,
          startedAt: now,
        },
        select: { id: true },
      });
      return created.id;
    } catch (error) {
      // Another worker was first.
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
        return null;
      }
      throw error;
    }
  }
  const taken = await db().modelRun.updateMany({
    where: {
      id: found.id,
      attempts: { lt: mostAttempts },
      OR: [
        { outcome: { in: [...passing] } },
        { outcome: "asking", startedAt: { lt: new Date(now.getTime() - lostAfterMs) } },
      ],
    },
    data: { outcome: "asking", startedAt: now, finishedAt: null, host, attempts: { increment: 1 } },
  });
  return taken.count === 1 ? found.id : null;
}

/** Keeps what passed; a rule's sentence for which a live proposal stands already gets no second one. */
async function keepProposals(
  tx: Tx,
  work: Work,
  { proposals, sorted }: ReplyReading,
): Promise<void> {
  const { surveyId, runId, brief, form, draft } = work;
  const question = brief.section.question.id;
  const textOf = new Map(form.open.answers.map(({ id, text }) => [id, text]));
  const byPublicId = new Map(
    draft.answers.flatMap(({ respondent = "", question }) => {
      const id = form.publicIdOf(respondent, question);
      const open = id === undefined ? undefined : textOf.get(id);
      return id === undefined || open === undefined
        ? []
        : [[id, { respondent, question, text: open }] as const];
    }),
  );
  if (sorted !== null) {
    await keepThemeProposal(tx, {
      surveyId,
      runId,
      section: brief.section,
      sorted,
      respondentOf: (id) => byPublicId.get(id)?.respondent,
    });
  }
  for (const { place, rule, text, sources } of proposals) {
    const kept = keepSources(sources, brief.section, (id) => byPublicId.get(id));
    if (kept === null) continue;
    const keyPoint = place === "key-point";
    const same = { surveyId, questionKey: question, keyPoint, replaces: rule.text };
    const live = await tx.modelProposal.count({
      where: {
        ...same,
        OR: [
          { state: { in: ["proposed", "accepted"] } },
          // What was rejected is not brought up again in the same words.
          { state: "rejected", text },
        ],
      },
    });
    if (live > 0) continue;
    await tx.modelProposal.create({
      data: { ...same, runId, text, sources: JSON.parse(JSON.stringify(kept)) },
    });
  }
}

/**
 * Marks the proposals that no longer hold against a survey's stored draft, and takes away the words of those which rest
 * on an answer that may no longer be quoted. Returns how many changed.
 */
export async function reviewProposals(surveyId: string): Promise<number> {
  const draft = await findSynthesisDraft(surveyId);
  if (draft === null) return 0;
  const { open, publicIdOf } = toPublicForm(draft.document, { drawId: drawInOrder() });
  const identity = { publicIdOf, nameWords: await listNameWords(surveyId) };
  let changed = 0;
  for (const { kept, state } of await listProposals(surveyId)) {
    const standing = standingOf(kept, open, identity);
    if (standing === "holds" || (standing === "stale" && state === "stale")) continue;
    const { count } = await db().modelProposal.updateMany({
      where: { id: kept.id, surveyId },
      data: {
        state: "stale",
        ...(standing === "words-gone" ? { text: "", replaces: "", sources: [] } : {}),
      },
    });
    changed += count;
  }
  return changed;
}

/** Takes or refuses one proposal, or takes such a decision back. A stale one can only be refused or left. */
export async function decideProposal({
  surveyId,
  proposalId,
  decision,
  actorId,
  now,
}: {
  readonly surveyId: string;
  readonly proposalId: string;
  readonly decision: Decision;
  readonly actorId: string;
  readonly now: Date;
}): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    // One decision after the other, so that two authors do not both put a sentence into one place.
    if (!(await openHistory(tx, surveyId, actorId))) return { ok: false, reason: "not-found" };
    const row = await tx.modelProposal.findFirst({
      where: {
        id: proposalId,
        surveyId,
        survey: { members: { some: { userId: actorId, role: { in: ["owner", "editor"] } } } },
      },
      include: { run: { select: { model: true } }, decidedBy: { select: { name: true } } },
    });
    if (row === null) return { ok: false, reason: "not-found" };
    if (row.state === "stale") return { ok: false, reason: "conflict" };
    if (decision === "accept") {
      const draft = await findSynthesisDraft(surveyId);
      const form = draft && toPublicForm(draft.document, { drawId: drawInOrder() });
      const nameWords = await listNameWords(surveyId, tx);
      const holds =
        form !== null &&
        settle(keptSentence(row), form.open, { publicIdOf: form.publicIdOf, nameWords }) !== null;
      if (!holds) {
        await tx.modelProposal.update({ where: { id: row.id }, data: { state: "stale" } });
        return { ok: false, reason: "conflict" };
      }
    }
    const states = { accept: "accepted", reject: "rejected", open: null } as const;
    const set = { surveyId, proposalId: row.id, decision: states[decision], actorId, now };
    const left = await setDecision(tx, set);
    if (left === null) return { ok: false, reason: "conflict" };
    const whose = { surveyId, actorId, now };
    await writeLeft(tx, left, whose);
    await writeDecision(tx, row.id, states[decision], whose);
    return { ok: true, value: null };
  });
}
