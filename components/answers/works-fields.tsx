"use client";

import { useTranslations } from "next-intl";
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
  const t = useTranslations("works");
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
        <fieldset key={index} className="border-s-2 border-line ps-4">
          <legend className="float-start mb-1 w-full text-sm text-muted">
            {t("work", { number: index + 1 })}
          </legend>
          <div className="clear-both grid gap-3 sm:grid-cols-2">
            {fields.map((column) => (
              <Field
                key={column}
                id={`${name}.${index}.${column}`.replaceAll(/[.\s]/g, "-")}
                label={column === "url" || column === "title" ? t(column) : sentenceCase(column)}
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
              className="mt-2 -ms-3"
              onClick={() => change(rows.filter((_, at) => at !== index))}
            >
              {t("remove", { number: index + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      {live && (
        <div>
          <Button variant="secondary" size="compact" onClick={() => change([...shown, {}])}>
            {t("add")}
          </Button>
        </div>
      )}
      <details className="text-base">
        <summary className="min-h-11 cursor-pointer py-2 text-accent">{t("several")}</summary>
        <Field
          id={`${name}-pasted`.replaceAll(".", "-")}
          label={t("severalLabel")}
          hint={t("severalHint")}
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
            {t("addThese")}
          </Button>
        )}
      </details>
    </div>
  );
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
