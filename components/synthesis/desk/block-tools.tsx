"use client";

import { type ReactNode, useState } from "react";
import type { OverlayEdit } from "@/lib/core/synthesis/overlay/edit";
import { keyOf } from "@/lib/core/synthesis/overlay/edit";
import { Comments, useOpenThreads } from "./comments";
import { useDesk } from "./desk-context";

/** A place in a list that the author can change. */
export type Place = {
  readonly list: string;
  /** The ids of the list as it is shown. */
  readonly ids: readonly string[];
  readonly id: string;
};

type BlockToolsProps = {
  block: string;
  /** What the block is called in the names of its buttons: "theme “…”". */
  name: string;
  place?: Place;
  mayHide?: boolean;
  /** Further buttons, before the others. */
  children?: ReactNode;
};

/** What can be done with a block: move it, hide it, talk about it. */
export function BlockTools({ block, name, place, mayHide = false, children }: BlockToolsProps) {
  const { mayEdit, change } = useDesk();
  const [talking, setTalking] = useState(false);
  const open = useOpenThreads(block);
  const at = place ? place.ids.indexOf(place.id) : -1;
  const move = (by: -1 | 1) => {
    if (!place) return;
    const order = [...place.ids];
    const other = order[at + by];
    if (other === undefined) return;
    order[at] = other;
    order[at + by] = place.id;
    const edit: OverlayEdit = { kind: "order", list: place.list, order };
    void change(keyOf(edit), edit);
  };
  const hide = () => {
    const edit: OverlayEdit = { kind: "hidden", block };
    void change(keyOf(edit), edit);
  };
  return (
    <>
      <p className="desk-tools">
        {mayEdit && children}
        {mayEdit && place && place.ids.length > 1 && (
          <>
            <button
              type="button"
              aria-label={`Move ${name} up`}
              disabled={at <= 0}
              onClick={() => move(-1)}
            >
              Up
            </button>
            <button
              type="button"
              aria-label={`Move ${name} down`}
              disabled={at === place.ids.length - 1}
              onClick={() => move(1)}
            >
              Down
            </button>
          </>
        )}
        {mayEdit && mayHide && (
          <button type="button" aria-label={`Hide ${name}`} onClick={hide}>
            Hide
          </button>
        )}
        <button
          type="button"
          aria-expanded={talking}
          aria-label={`Comments on ${name}${open > 0 ? `, ${open} open` : ""}`}
          className={open > 0 ? "desk-has-comments" : ""}
          onClick={() => setTalking(!talking)}
        >
          {open > 0 ? `${open} ${open === 1 ? "comment" : "comments"}` : "Comment"}
        </button>
      </p>
      {talking && <Comments block={block} />}
    </>
  );
}
