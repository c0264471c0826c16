"use client";

import { useState } from "react";
import { controlClass, Field, TextField } from "@/components/ui/field";
import { CheckLine } from "./check-line";
import type { SetupProps } from "./setup-props";

const units = [
  { value: "percent", label: "Percent", detail: undefined },
  { value: "year", label: "A year", detail: undefined },
  { value: "number", label: "A number", detail: undefined },
] as const;

/** Unit, range, "never" and interval of an estimate. */
export function EstimateSetup({ id, setup, change }: SetupProps<"estimate">) {
  const { unit, min, max } = setup;
  /** An end as typed: a number, nothing, or a text that is no number yet and is kept as it is. */
  const withEnd = (end: "min" | "max", text: string) => {
    const { [end]: _old, unread = {}, ...rest } = setup;
    const { [end]: _text, ...others } = unread;
    const number = readNumber(text);
    const texts = number === null ? { ...others, [end]: text } : others;
    change({
      ...rest,
      ...(typeof number === "number" ? { [end]: number } : {}),
      ...(Object.keys(texts).length === 0 ? {} : { unread: texts }),
    });
  };
  const twisted = min !== undefined && max !== undefined && min >= max;
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field id={`${id}-unit`} label="What they give">
          {(control) => (
            <select
              {...control}
              value={unit}
              onChange={(event) => {
                const next = units.find(({ value }) => value === event.target.value)?.value;
                if (next === undefined) return;
                const { min: _min, max: _max, unread: _unread, ...rest } = setup;
                change(
                  next === "percent"
                    ? { ...rest, unit: next, min: 0, max: 100 }
                    : { ...rest, unit: next },
                );
              }}
              className={`${controlClass} min-h-11`}
            >
              {units.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <NumberField
          id={`${id}-min`}
          label="Least"
          value={min}
          unread={setup.unread?.min}
          onText={(text) => withEnd("min", text)}
        />
        <NumberField
          id={`${id}-max`}
          label="Greatest"
          value={max}
          unread={setup.unread?.max}
          error={twisted ? "Must be above the least." : undefined}
          onText={(text) => withEnd("max", text)}
        />
      </div>
      <p className="-mt-2 text-sm text-muted">
        {unit === "percent"
          ? "Within these bounds; “no opinion” is always offered."
          : "Empty: no bound. Where there is a greatest value, “beyond it” can be answered too."}
      </p>
      <div className="flex flex-col">
        <CheckLine
          type="checkbox"
          label="Ask for an interval"
          detail="A low and a high value that they hold for 5 % and 95 % certain, beside their best guess."
          checked={setup.interval ?? false}
          onChange={(event) => change({ ...setup, interval: event.target.checked })}
        />
        <CheckLine
          type="checkbox"
          label="Offer “never”"
          detail="For what may not come at all."
          checked={setup.never ?? false}
          onChange={(event) => change({ ...setup, never: event.target.checked })}
        />
      </div>
    </>
  );
}

/** A number that may be absent. What is no number yet is kept as it was typed, with its error beside it. */
function NumberField({
  id,
  label,
  value,
  unread,
  error,
  onText,
}: {
  id: string;
  label: string;
  value: number | undefined;
  /** What stands in the place of a number and is none. */
  unread: string | undefined;
  error?: string | undefined;
  onText: (text: string) => void;
}) {
  const stored = unread ?? (value === undefined ? "" : String(value));
  const [text, setText] = useState(stored);
  const read = readNumber(text);
  // Changed elsewhere: the field follows. Several texts are one number, and the one that was typed stays.
  const shown = (read === null ? text === unread : unread === undefined && read === value)
    ? text
    : stored;
  return (
    <TextField
      id={id}
      label={label}
      required={false}
      inputMode="decimal"
      maxLength={40}
      value={shown}
      error={readNumber(shown) === null ? "This is no number." : error}
      onChange={(event) => {
        setText(event.target.value);
        onText(event.target.value);
      }}
    />
  );
}

/** The number of a text; undefined for an empty one, null for what is none. */
function readNumber(text: string): number | undefined | null {
  const trimmed = text.trim().replace(",", ".").replace("−", "-");
  if (trimmed === "") return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : null;
}
