"use server";

import { currentUser } from "@/lib/auth/session";
import { changeComment, discardEntry, saveEdit, stepHistory } from "./commands";
import {
  type CommentChange,
  type CommentOutcome,
  commentChangeSchema,
  discardEntrySchema,
  type EditOutcome,
  type SaveEdit,
  saveEditSchema,
  stepSchema,
} from "./schema";

const signedOut = "You were signed out. Sign in in another tab, then go on here.";

/** Saves an edit as it is typed. Never redirects: what is typed must stay on the screen. */
export async function saveEditAction(edit: SaveEdit): Promise<EditOutcome> {
  const user = await currentUser();
  if (user === null) return { ok: false, reason: "refused", message: signedOut };
  const parsed = saveEditSchema.safeParse(edit);
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? "This could not be read.";
    return { ok: false, reason: "refused", message };
  }
  return saveEdit(parsed.data, { actorId: user.id, now: new Date() });
}

/** Gives up what is being typed. */
export async function discardEntryAction(entry: {
  surveyId: string;
  entryId: string;
}): Promise<boolean> {
  const user = await currentUser();
  const parsed = discardEntrySchema.safeParse(entry);
  if (user === null || !parsed.success) return false;
  return discardEntry(parsed.data, { actorId: user.id, now: new Date() });
}

/** One step back or forward through one's own edits. */
export async function stepHistoryAction(step: {
  surveyId: string;
  to: "undo" | "redo";
}): Promise<EditOutcome> {
  const user = await currentUser();
  if (user === null) return { ok: false, reason: "refused", message: signedOut };
  const parsed = stepSchema.safeParse(step);
  if (!parsed.success) return { ok: false, reason: "refused", message: "This could not be read." };
  return stepHistory(parsed.data, { actorId: user.id, now: new Date() });
}

/** Writes, rewords, deletes or settles a comment. */
export async function changeCommentAction(change: CommentChange): Promise<CommentOutcome> {
  const user = await currentUser();
  if (user === null) return { ok: false, message: signedOut };
  const parsed = commentChangeSchema.safeParse(change);
  if (!parsed.success) {
    return { ok: false, message: parsed.error.issues[0]?.message ?? "This could not be read." };
  }
  return changeComment(parsed.data, { actorId: user.id, now: new Date() });
}
