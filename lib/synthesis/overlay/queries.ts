import type { HistoryEntry } from "@/lib/core/synthesis/overlay/history";
import { db, type Tx } from "@/lib/platform/db";
import type { CommentThread } from "./schema";

/** The history of a survey's edits, the oldest first. */
export async function listHistory(surveyId: string, client: Tx = db()): Promise<HistoryEntry[]> {
  const rows = await client.synthesisEdit.findMany({
    where: { surveyId },
    orderBy: { number: "asc" },
  });
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    key: row.key,
    kind: row.kind as HistoryEntry["kind"],
    // Written by this room alone, through the schema.
    edit: row.edit as HistoryEntry["edit"],
    blanked: row.blankedAt !== null,
    of: row.ofId,
    actor: row.actorId,
  }));
}

/** Names of the people who stand in a history, by their ids. */
export async function listEditors(surveyId: string): Promise<ReadonlyMap<string, string>> {
  const people = await db().user.findMany({
    where: { edits: { some: { surveyId } } },
    select: { id: true, name: true, email: true },
  });
  return new Map(people.map(({ id, name, email }) => [id, name || email]));
}

/** Comments of a survey's members, by thread, the oldest thread first. */
export async function listThreads(surveyId: string, userId: string): Promise<CommentThread[]> {
  const rows = await db().synthesisComment.findMany({
    where: { surveyId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { author: { select: { name: true, email: true } } },
  });
  const comment = (row: (typeof rows)[number]): CommentThread["comments"][number] => ({
    id: row.id,
    text: row.text,
    by: row.author?.name || row.author?.email || "A former member",
    mine: row.authorId === userId,
    at: row.createdAt.toISOString(),
    edited: row.editedAt !== null,
    deleted: row.deletedAt !== null,
  });
  return rows
    .filter(({ threadId }) => threadId === null)
    .map((first) => ({
      id: first.id,
      block: first.block,
      resolved: first.resolvedAt !== null,
      comments: [first, ...rows.filter(({ threadId }) => threadId === first.id)].map(comment),
    }))
    .filter(({ comments }) => comments.some(({ deleted }) => !deleted));
}
