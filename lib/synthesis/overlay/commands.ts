import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { recordAudit } from "@/lib/audit/commands";
import { repeatedRun, wordRuns } from "@/lib/core/publication/author-words";
import {
  authorWords,
  type DecisionEdit,
  decisionKey,
  keyOf,
  type OverlayEdit,
  proposalOfKey,
} from "@/lib/core/synthesis/overlay/edit";
import { type HistoryEntry, redoStep, undoStep } from "@/lib/core/synthesis/overlay/history";
import { type Tx, transaction } from "@/lib/platform/db";
import { Prisma } from "@/prisma/generated/client/client";
import { setDecision } from "../model/decisions/commands";
import { listHistory } from "./queries";
import type {
  CommentOutcome,
  commentChangeSchema,
  discardEntrySchema,
  EditOutcome,
  saveEditSchema,
  stepSchema,
} from "./schema";

const editors = { in: ["owner" as const, "editor" as const] };
const refused = (message: string): EditOutcome => ({ ok: false, reason: "refused", message });
const notAllowed = "Only owners and editors of the survey may change its synthesis.";

type By = { readonly actorId: string; readonly now: Date };

/** Edits of one survey, and decisions about a model's sentences, come one after another. False where the person may not edit this survey. */
export async function openHistory(tx: Tx, surveyId: string, actorId: string): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`overlay:${surveyId}`}, 0))`;
  const member = await tx.surveyMember.findFirst({
    where: {
      surveyId,
      userId: actorId,
      role: editors,
      survey: { status: { not: "archived" } },
    },
    select: { userId: true },
  });
  return member !== null;
}

async function nextNumber(tx: Tx, surveyId: string): Promise<number> {
  const last = await tx.synthesisEdit.aggregate({ where: { surveyId }, _max: { number: true } });
  return (last._max.number ?? 0) + 1;
}

function stored(edit: HistoryEntry["edit"]) {
  return edit === null ? Prisma.DbNull : JSON.parse(JSON.stringify(edit));
}

type Whose = { readonly surveyId: string } & By;

async function writeEntry(
  tx: Tx,
  entry: Whose & Pick<HistoryEntry, "id" | "key" | "kind" | "edit"> & { readonly ofId?: string },
): Promise<void> {
  const { now, edit, ...rest } = entry;
  const number = await nextNumber(tx, entry.surveyId);
  await tx.synthesisEdit.create({
    data: { ...rest, number, edit: stored(edit), createdAt: now, updatedAt: now },
  });
}

/** Writes a decision about a model's sentence into the history, where it can be undone like an edit. */
export async function writeDecision(
  tx: Tx,
  proposal: string,
  decision: DecisionEdit["decision"] | null,
  whose: Whose,
): Promise<void> {
  const edit = decision && ({ kind: "proposal", proposal, decision } as const);
  const key = decisionKey(proposal);
  await writeEntry(tx, { ...whose, id: randomUUID(), key, kind: "edit", edit });
}

/** Sentences that left their place to another are open again, and that is a step of its own. */
export async function writeLeft(tx: Tx, left: readonly string[], whose: Whose): Promise<void> {
  for (const proposal of left) await writeDecision(tx, proposal, null, whose);
}

/**
 * Writes an edit into the history: the entry that the person is typing, or a new one. Where somebody else has changed the
 * same thing since the edit was begun, nothing is written and theirs is given back.
 */
export async function saveEdit(
  { surveyId, entryId, base, key, edit }: z.output<typeof saveEditSchema>,
  { actorId, now }: By,
): Promise<EditOutcome> {
  const fits = edit === null ? proposalOfKey(key) === null : keyOf(edit) === key;
  if (!fits) return refused("This edit does not fit its block.");
  return transaction(async (tx) => {
    if (!(await openHistory(tx, surveyId, actorId))) return refused(notAllowed);
    const last = await tx.synthesisEdit.findFirst({
      where: { surveyId, key },
      orderBy: { number: "desc" },
      include: { actor: { select: { name: true, email: true } } },
    });
    if (last?.id === entryId && last.actorId === actorId && last.kind === "edit") {
      await tx.synthesisEdit.update({
        where: { id: entryId },
        data: { edit: stored(edit), blankedAt: null, updatedAt: now },
      });
      return { ok: true, entryId };
    }
    if ((last?.id ?? null) !== base) {
      return {
        ok: false,
        reason: "conflict",
        // The key of a page's edit is no decision's.
        stored: (last?.edit ?? null) as OverlayEdit | null,
        by: last?.actor?.name || last?.actor?.email || "Somebody",
        storedEntryId: last?.id ?? null,
      };
    }
    const taken = await tx.synthesisEdit.findUnique({ where: { id: entryId } });
    if (taken !== null) return refused("This edit was saved before. Reload the page.");
    await writeEntry(tx, { surveyId, actorId, now, id: entryId, key, kind: "edit", edit });
    await recordAudit(tx, {
      kind: "synthesis.edited",
      actorId,
      surveyId,
      details: { entryId, key, takenBack: edit === null },
    });
    return { ok: true, entryId };
  });
}

/** Takes the entry that somebody is typing out of the history again. False where it is not theirs, or not the last. */
export async function discardEntry(
  { surveyId, entryId }: z.output<typeof discardEntrySchema>,
  { actorId }: By,
): Promise<boolean> {
  return transaction(async (tx) => {
    if (!(await openHistory(tx, surveyId, actorId))) return false;
    const entry = await tx.synthesisEdit.findFirst({ where: { id: entryId, surveyId, actorId } });
    if (entry === null || proposalOfKey(entry.key) !== null) return false;
    const later = await tx.synthesisEdit.count({
      where: {
        surveyId,
        OR: [{ key: entry.key, number: { gt: entry.number } }, { ofId: entry.id }],
      },
    });
    if (later > 0) return false;
    await tx.synthesisEdit.delete({ where: { id: entryId } });
    await recordAudit(tx, {
      kind: "synthesis.discarded",
      actorId,
      surveyId,
      details: { entryId, key: entry.key },
    });
    return true;
  });
}

/** Takes back the person's last edit, or brings back the last that they took back. */
export async function stepHistory(
  { surveyId, to }: z.output<typeof stepSchema>,
  { actorId, now }: By,
): Promise<EditOutcome> {
  return transaction(async (tx) => {
    if (!(await openHistory(tx, surveyId, actorId))) return refused(notAllowed);
    const history = await listHistory(surveyId, tx);
    const step = to === "undo" ? undoStep(history, actorId) : redoStep(history, actorId);
    if (step === null) return refused(`There is nothing left to ${to}.`);
    const proposalId = proposalOfKey(step.entry.key);
    if (proposalId !== null) {
      const decision = step.edit?.kind === "proposal" ? step.edit.decision : null;
      const left = await setDecision(tx, { surveyId, proposalId, decision, actorId, now });
      if (left === null) return refused("Answers changed since: this sentence no longer holds.");
      await writeLeft(tx, left, { surveyId, actorId, now });
    }
    const id = randomUUID();
    const { key, id: ofId } = step.entry;
    const own = { surveyId, actorId, now };
    await writeEntry(tx, { ...own, id, key, kind: to, edit: step.edit, ofId });
    await recordAudit(tx, {
      kind: `synthesis.${to === "undo" ? "undone" : "redone"}`,
      actorId,
      surveyId,
      details: { entryId: step.entry.id, key: step.entry.key },
    });
    return { ok: true, entryId: id };
  });
}

/**
 * Takes everything that repeats eight words in a row of some texts out of a survey's edits, their history and its
 * comments: for the withdrawal of these texts, in its transaction.
 */
export async function blankRepeatedEdits(
  tx: Tx,
  surveyId: string,
  texts: readonly string[],
): Promise<void> {
  const runs = wordRuns(texts);
  if (runs.size === 0) return;
  const repeats = (text: string) => repeatedRun(text, runs) !== null;
  const rows = await tx.synthesisEdit.findMany({
    where: { surveyId, edit: { not: Prisma.DbNull } },
    select: { id: true, edit: true },
  });
  for (const { id, edit } of rows as { id: string; edit: unknown }[]) {
    const own = edit as OverlayEdit;
    if (authorWords(own).some(repeats)) {
      await tx.synthesisEdit.update({
        where: { id },
        data: { edit: Prisma.DbNull, blankedAt: new Date() },
      });
    } else if ("source" in own && repeats(own.source.text)) {
      // The hash stays, so that the edit is still known to have been made over another text.
      const kept = { ...own, source: { ...own.source, text: "" } };
      await tx.synthesisEdit.update({ where: { id }, data: { edit: stored(kept) } });
    }
  }
  const comments = await tx.synthesisComment.findMany({
    where: { surveyId },
    select: { id: true, text: true },
  });
  const gone = comments.filter(({ text }) => repeats(text)).map(({ id }) => id);
  await tx.synthesisComment.updateMany({ where: { id: { in: gone } }, data: { text: "" } });
}

/** Writes, rewords, deletes or settles a comment. Only one's own can be reworded and deleted. */
export async function changeComment(
  change: z.output<typeof commentChangeSchema>,
  { actorId, now }: By,
): Promise<CommentOutcome> {
  const { surveyId } = change;
  const own = { surveyId, authorId: actorId, deletedAt: null };
  return transaction(async (tx) => {
    const member = await tx.surveyMember.count({ where: { surveyId, userId: actorId } });
    if (member === 0) return { ok: false, message: "There is no such survey." };
    const done = async (count: number, commentId: string): Promise<CommentOutcome> => {
      if (count === 0) return { ok: false, message: "This comment is not there any more." };
      await recordAudit(tx, {
        kind: `synthesis.comment-${change.do}`,
        actorId,
        surveyId,
        details: { commentId },
      });
      return { ok: true };
    };
    switch (change.do) {
      case "write": {
        if (change.threadId !== null) {
          const first = await tx.synthesisComment.count({
            where: { id: change.threadId, surveyId, threadId: null },
          });
          if (first === 0) return { ok: false, message: "This thread is not there any more." };
        }
        const { block, threadId, text } = change;
        const comment = await tx.synthesisComment.create({
          data: { surveyId, block, threadId, text, authorId: actorId, createdAt: now },
        });
        return done(1, comment.id);
      }
      case "reword": {
        const { count } = await tx.synthesisComment.updateMany({
          where: { ...own, id: change.commentId },
          data: { text: change.text, editedAt: now },
        });
        return done(count, change.commentId);
      }
      case "delete": {
        const { count } = await tx.synthesisComment.updateMany({
          where: { ...own, id: change.commentId },
          data: { text: "", deletedAt: now },
        });
        return done(count, change.commentId);
      }
      case "resolve": {
        const { count } = await tx.synthesisComment.updateMany({
          where: { id: change.commentId, surveyId, threadId: null },
          data: { resolvedAt: change.resolved ? now : null },
        });
        return done(count, change.commentId);
      }
    }
  });
}
