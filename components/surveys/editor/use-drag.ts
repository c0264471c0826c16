"use client";

import { type PointerEvent, type RefObject, useCallback, useRef, useState } from "react";

/** The place that an item dropped at a height comes to among the others; `middles` are those of the others, from above. */
export function dropIndex(middles: readonly number[], y: number): number {
  const below = middles.findIndex((middle) => y < middle);
  return below < 0 ? middles.length : below;
}

/**
 * Drags an item of a list by pointer. `line` is where it would fall, in pixels from the top of the list; null while
 * nothing is dragged. Escape and a lost pointer let it be.
 */
export function useDrag(
  list: RefObject<HTMLElement | null>,
  drop: (id: string, index: number) => void,
) {
  const [line, setLine] = useState<number | null>(null);
  const dropRef = useRef(drop);
  dropRef.current = drop;
  const begin = useCallback(
    (id: string, event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.preventDefault();
      const handle = event.currentTarget;
      handle.setPointerCapture(event.pointerId);
      const others = () =>
        [...(list.current?.querySelectorAll<HTMLElement>("[data-question]") ?? [])].filter(
          (item) => item.dataset["question"] !== id,
        );
      const indexAt = (y: number) =>
        dropIndex(
          others().map((item) => {
            const { top, height } = item.getBoundingClientRect();
            return top + height / 2;
          }),
          y,
        );
      const follow = (moved: globalThis.PointerEvent) => {
        const items = others();
        const index = indexAt(moved.clientY);
        const top = list.current?.getBoundingClientRect().top ?? 0;
        const edge =
          items[index]?.getBoundingClientRect().top ??
          items.at(-1)?.getBoundingClientRect().bottom ??
          top;
        setLine(edge - top);
        // Near an edge of the window the list comes along.
        const margin = 60;
        if (moved.clientY < margin) window.scrollBy(0, -12);
        else if (moved.clientY > window.innerHeight - margin) window.scrollBy(0, 12);
      };
      const end = () => {
        setLine(null);
        handle.removeEventListener("pointermove", follow);
        handle.removeEventListener("pointerup", release);
        handle.removeEventListener("pointercancel", end);
        window.removeEventListener("keydown", giveUp);
      };
      const release = (up: globalThis.PointerEvent) => {
        const index = indexAt(up.clientY);
        end();
        dropRef.current(id, index);
      };
      const giveUp = (key: KeyboardEvent) => {
        if (key.key === "Escape") end();
      };
      handle.addEventListener("pointermove", follow);
      handle.addEventListener("pointerup", release);
      handle.addEventListener("pointercancel", end);
      window.addEventListener("keydown", giveUp);
    },
    [list],
  );
  return { begin, line };
}
