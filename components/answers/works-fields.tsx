"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { type WorkRow, worksFromLines } from "@/lib/core/answers/draft-fields";

const blankRowsWithoutScript = 3;

type WorksFieldsProps = {
  name: string;
  columns: readonly string[];
  rows: readonly WorkRow[];
  onChange: (rows: readonly WorkRow[]) => void;
  /** False until the page's script runs: then blank rows stand ready instead of a button. */
  live: boolean;
};

/** Works, a row each: the survey's columns and an address; several can be pasted one a line. */
export function WorksFields({ name, columns, rows, onChange, live }: WorksFieldsProps) {
  const [pasted, setPasted] = useState("");
  const change = (next: readonly WorkRow[]) => onChange(next);
  const shown: readonly WorkRow[] = live
    ? rows.length === 0
      ? [{}]
      : rows
    : [...rows, ...Array.from({ length: blankRowsWithoutScript }, () => ({}))];
  const fields = [...columns.filter((column) => column !== "url"), "url"];
  return (
    <div className="flex flex-col gap-5">
      {shown.map((row, index) => (
        <fieldset key={index} className="border-l-2 border-line pl-4">
          <legend className="float-left mb-1 w-full text-sm text-muted">Work {index + 1}</legend>
          <div className="clear-both grid gap-3 sm:grid-cols-2">
            {fields.map((column) => (
              <Field
                key={column}
                id={`${name}.${index}.${column}`.replaceAll(/[.\s]/g, "-")}
                label={column === "url" ? "Address (URL)" : sentenceCase(column)}
              >
                {(control) => (
                  <input
                    {...control}
                    // Without script the browser holds the words, with it React does: two different elements.
                    key={live ? "live" : "plain"}
                    name={`${name}.${index}.${column}`}
                    {...(live
                      ? {
                          value: row[column] ?? "",
                          onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
                            change(
                              shown.map((one, at) =>
                                at === index ? { ...one, [column]: event.target.value } : one,
                              ),
                            ),
                        }
                      : { defaultValue: row[column] ?? "" })}
                    maxLength={5000}
                    className={`${controlClass} min-h-11`}
                  />
                )}
              </Field>
            ))}
          </div>
          {live && rows.length > 0 && (
            <Button
              variant="quiet"
              size="compact"
              className="mt-2 -ml-3"
              onClick={() => change(rows.filter((_, at) => at !== index))}
            >
              Remove work {index + 1}
            </Button>
          )}
        </fieldset>
      ))}
      {live && (
        <div>
          <Button variant="secondary" size="compact" onClick={() => change([...shown, {}])}>
            Add a work
          </Button>
        </div>
      )}
      <details className="text-base">
        <summary className="min-h-11 cursor-pointer py-2 text-accent">
          Paste several, one a line
        </summary>
        <Field
          id={`${name}-pasted`.replaceAll(".", "-")}
          label="Works, one a line"
          hint="A title, an address, or both."
        >
          {(control) => (
            <textarea
              {...control}
              name={name.replace(/works$/, "pasted")}
              rows={4}
              value={pasted}
              onChange={(event) => setPasted(event.target.value)}
              className={`${controlClass} field-sizing-content`}
            />
          )}
        </Field>
        {live && (
          <Button
            variant="secondary"
            size="compact"
            className="mt-2"
            onClick={() => {
              change([
                ...rows.filter((row) => Object.values(row).some(Boolean)),
                ...worksFromLines(pasted),
              ]);
              setPasted("");
            }}
          >
            Add these
          </Button>
        )}
      </details>
    </div>
  );
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
