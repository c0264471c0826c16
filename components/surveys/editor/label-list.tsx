"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { useEditor } from "./editor-context";
import { IconButton } from "./icon-button";
import { UndoHere } from "./undo-bar";

type LabelListProps = {
  /** Begins the ids of the inputs. */
  id: string;
  legend: string;
  hint?: string;
  /** What one of them is called: "step", "option", "column". */
  one: string;
  labels: readonly string[];
  least: number;
  most: number;
  longest: number;
  /** What stands before a label: its number on a scale. */
  numbered?: boolean;
  onType: (index: number, label: string) => void;
  /** Puts new ones in, the first at `at`. */
  onAdd: (at: number, labels: readonly string[]) => void;
  onMove: (from: number, to: number) => void;
  onRemove: (index: number) => void;
  /** Puts back what stood here before something was removed. */
  onUndo: () => () => void;
};

/** Labels in order, a line each: typed, pasted several at once, moved and removed by keyboard or pointer. */
export function LabelList(props: LabelListProps) {
  const { id, legend, hint, one, labels, least, most, longest } = props;
  const { offerUndo, say } = useEditor();
  const list = useRef<HTMLFieldSetElement>(null);
  const focusNext = useRef<string | null>(null);
  useEffect(() => {
    if (focusNext.current === null) return;
    document.getElementById(focusNext.current)?.focus();
    focusNext.current = null;
  });
  const add = (at: number, fresh: readonly string[]) => {
    focusNext.current = `${id}-${at + fresh.length - 1}`;
    props.onAdd(at, fresh);
  };
  const move = (from: number, to: number, button: string) => {
    // At an end the button that was pressed has nothing more to do.
    const target = to === 0 ? "down" : to === labels.length - 1 ? "up" : button;
    focusNext.current = `${id}-${to}-${target}`;
    props.onMove(from, to);
    say(`The ${one} is now ${to + 1} of ${labels.length}.`);
  };
  const remove = (index: number) => {
    const putBack = props.onUndo();
    const label = labels[index] ?? "";
    focusNext.current = `${id}-${Math.max(0, index - 1)}`;
    props.onRemove(index);
    const words = label.trim() === "" ? `The ${one} is removed.` : `“${label}” is removed.`;
    offerUndo({ words, undo: putBack, place: id });
  };
  return (
    <fieldset ref={list} className="min-w-0">
      <legend className="mb-1.5 font-semibold">{legend}</legend>
      {hint && <p className="mb-2 text-sm text-muted">{hint}</p>}
      <ol className="flex flex-col gap-1.5">
        {labels.map((label, index) => (
          // A label has no identity but its place.
          <li key={index} className="flex items-center gap-1">
            {props.numbered && (
              <span className="w-5 shrink-0 text-end text-sm text-muted tabular-nums">
                {index + 1}
              </span>
            )}
            <input
              id={`${id}-${index}`}
              aria-label={`${one.charAt(0).toUpperCase()}${one.slice(1)} ${index + 1}`}
              value={label}
              maxLength={longest}
              autoComplete="off"
              className={`${controlClass} min-h-11 min-w-0 grow`}
              onChange={(event) => props.onType(index, event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
                event.preventDefault();
                if (labels.length < most) add(index + 1, [""]);
              }}
              onPaste={(event) => {
                const lines = event.clipboardData
                  .getData("text")
                  .split(/\r?\n/)
                  .map((line) => line.trim().slice(0, longest))
                  .filter((line) => line !== "")
                  .slice(0, most - labels.length + 1);
                if (lines.length < 2) return;
                event.preventDefault();
                const [first = "", ...more] = lines;
                props.onType(index, label + first);
                add(index + 1, more);
              }}
            />
            <IconButton
              id={`${id}-${index}-up`}
              icon="up"
              label={`Move ${one} ${index + 1} up`}
              disabled={index === 0}
              onClick={() => move(index, index - 1, "up")}
            />
            <IconButton
              id={`${id}-${index}-down`}
              icon="down"
              label={`Move ${one} ${index + 1} down`}
              disabled={index === labels.length - 1}
              onClick={() => move(index, index + 1, "down")}
            />
            <IconButton
              icon="remove"
              label={`Remove ${one} ${index + 1}`}
              disabled={labels.length <= least}
              onClick={() => remove(index)}
            />
          </li>
        ))}
      </ol>
      <UndoHere place={id} />
      {labels.length < most && (
        <Button
          variant="quiet"
          size="compact"
          className="mt-1 -ms-3"
          onClick={() => add(labels.length, [""])}
        >
          Add {one === "option" ? "an option" : `a ${one}`}
        </Button>
      )}
    </fieldset>
  );
}
