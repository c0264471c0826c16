"use client";

import { Button } from "@/components/ui/button";
import { useEditor } from "./editor-context";

/** What was taken away last, with the way back; it stays until the next or until it is put aside. */
export function UndoBar() {
  const { undoable, offerUndo } = useEditor();
  return (
    <div
      role="status"
      className="pointer-events-none sticky bottom-0 z-20 flex justify-center pb-4"
    >
      {undoable !== null && (
        <div className="pointer-events-auto flex max-w-full items-center gap-2 rounded-md border border-edge bg-sheet py-1.5 ps-4 pe-2 text-sm">
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
      )}
    </div>
  );
}
