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

/** Lists longer than this have a way to their beginning in one step. */
const shortList = 3;

/** The buttons that move a thing within its list. */
export function Move({ place, name }: { place: Place; name: string }) {
  const { change } = useDesk();
  const { list, ids, id } = place;
  if (ids.length < 2) return null;
  const at = ids.indexOf(id);
  const moveTo = (to: number) => {
    const order = ids.filter((one) => one !== id);
    order.splice(to, 0, id);
    const edit: OverlayEdit = { kind: "order", list, order };
    void change(keyOf(edit), edit);
  };
  return (
    <>
      {ids.length > shortList && (
        <button
          type="button"
          aria-label={`Move ${name} to the beginning`}
          disabled={at <= 1}
          onClick={() => moveTo(0)}
        >
          First
        </button>
      )}
      <button
        type="button"
        aria-label={`Move ${name} up`}
        disabled={at <= 0}
        onClick={() => moveTo(at - 1)}
      >
        Up
      </button>
      <button
        type="button"
        aria-label={`Move ${name} down`}
        disabled={at === ids.length - 1}
        onClick={() => moveTo(at + 1)}
      >
        Down
      </button>
    </>
  );
}

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
  const hide = () => {
    const edit: OverlayEdit = { kind: "hidden", block };
    void change(keyOf(edit), edit);
  };
  return (
    <>
      <p className="desk-tools">
        {mayEdit && children}
        {mayEdit && place && <Move place={place} name={name} />}
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
