"use client";

import { Button } from "@/components/ui/button";
import { type Undoable, useEditor, useEditorView } from "./editor-context";

/**
 * What was taken away last, with the way back; it stays until the next or until it is put aside. Once the survey has
 * opened nothing floats: a bar would lie over the decision that a change asks for, so the offer stands where something went.
 */
export function UndoBar() {
  const { undoable } = useEditor();
  const { draft } = useEditorView();
  return (
    <div
      role="status"
      className="pointer-events-none sticky bottom-0 z-20 flex justify-center pb-4"
    >
      {draft && undoable !== null && <Offer undoable={undoable} />}
    </div>
  );
}

/** The same offer in the running page, under the list that something was taken from. */
export function UndoHere({ place }: { place: string }) {
  const { undoable } = useEditor();
  const { draft } = useEditorView();
  if (draft) return null;
  return (
    <div role="status" className="flex">
      {undoable?.place === place && <Offer undoable={undoable} />}
    </div>
  );
}

function Offer({ undoable }: { undoable: Undoable }) {
  const { offerUndo } = useEditor();
  return (
    <div className="pointer-events-auto mt-2 flex max-w-full items-center gap-2 rounded-md border border-edge bg-sheet py-1.5 ps-4 pe-2 text-sm">
      <span className="min-w-0 truncate">{undoable.words}</span>
      <Button
        variant="quiet"
        size="compact"
        onClick={() => {
          undoable.undo();
          offerUndo(null);
        }}
      >
        Undo
      </Button>
      <Button variant="quiet" size="compact" onClick={() => offerUndo(null)}>
        Close
      </Button>
    </div>
  );
}
