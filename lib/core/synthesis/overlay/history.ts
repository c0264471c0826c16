import type { DecisionEdit, OverlayEdit } from "./edit";

/** One entry of a survey's history of edits. Entries are added, never taken out; an undo is an entry too. */
export type HistoryEntry = {
  readonly id: string;
  /** Place in the survey's history. */
  readonly number: number;
  readonly key: string;
  readonly kind: "edit" | "undo" | "redo";
  /** What stands for the key from here on; null for nothing. */
  readonly edit: OverlayEdit | DecisionEdit | null;
  /** Whether its words were taken out, because they repeated a withdrawn answer. */
  readonly blanked: boolean;
  /** The entry that an undo takes back, or that a redo brings back. */
  readonly of: string | null;
  readonly actor: string | null;
};

const byNumber = (a: HistoryEntry, b: HistoryEntry) => a.number - b.number;

/** The entry that stands for each key: the last one. */
export function standing(history: readonly HistoryEntry[]): ReadonlyMap<string, HistoryEntry> {
  return new Map([...history].sort(byNumber).map((entry) => [entry.key, entry]));
}

/** The edits of the page that stand. */
export function overlayOf(history: readonly HistoryEntry[]): OverlayEdit[] {
  return [...standing(history).values()].flatMap(({ edit }) =>
    edit === null || edit.kind === "proposal" ? [] : [edit],
  );
}

/** A step back or forward: the entry that it is about, and what stands for its key afterwards. */
export type Step = { readonly entry: HistoryEntry; readonly edit: HistoryEntry["edit"] };

function stacks(history: readonly HistoryEntry[], actor: string) {
  const undo: HistoryEntry[] = [];
  const redo: HistoryEntry[] = [];
  const byId = new Map(history.map((entry) => [entry.id, entry]));
  for (const entry of [...history].sort(byNumber)) {
    if (entry.actor !== actor) continue;
    const about = entry.of === null ? undefined : byId.get(entry.of);
    if (entry.kind === "edit") {
      undo.push(entry);
      redo.length = 0;
    } else if (entry.kind === "undo" && about) {
      undo.splice(undo.lastIndexOf(about), 1);
      redo.push(about);
    } else if (about) {
      redo.splice(redo.lastIndexOf(about), 1);
      undo.push(about);
    }
  }
  return { undo, redo };
}

/** Whether somebody else changed the same thing after an entry: then taking it back would take theirs. */
function isOvertaken(history: readonly HistoryEntry[], entry: HistoryEntry, actor: string) {
  return history.some(
    (other) => other.key === entry.key && other.number > entry.number && other.actor !== actor,
  );
}

/** What undoing would do for this person; null where there is nothing left of theirs to undo. */
export function undoStep(history: readonly HistoryEntry[], actor: string): Step | null {
  const entry = stacks(history, actor).undo.findLast((one) => !isOvertaken(history, one, actor));
  if (entry === undefined) return null;
  const before = [...history]
    .sort(byNumber)
    .findLast((one) => one.key === entry.key && one.number < entry.number);
  return { entry, edit: before?.edit ?? null };
}

/** What redoing would do for this person; null where nothing was undone, or something was edited since. */
export function redoStep(history: readonly HistoryEntry[], actor: string): Step | null {
  const entry = stacks(history, actor).redo.findLast((one) => !isOvertaken(history, one, actor));
  return entry === undefined ? null : { entry, edit: entry.edit };
}
