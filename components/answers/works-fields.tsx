"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { type WorkRow, worksFromLines } from "@/lib/core/answers/draft-fields";
import { readWorkAddress } from "@/lib/core/synthesis/work-address";

const blankRowsWithoutScript = 3;

type WorksFieldsProps = {
  name: string;
  columns: readonly string[];
  rows: readonly WorkRow[];
  onChange: (rows: readonly WorkRow[]) => void;
  /** False until the page's script runs: then blank rows stand ready instead of a button. */
  live: boolean;
  /** Whether the server may ask the registries of DOIs and arXiv for a title. */
  lookUp: boolean;
  /** A long list: each work is a line with its title, and opens. */
  folded?: boolean;
  onRemoved?: (row: WorkRow, index: number) => void;
};

/** Works, a row each: pasted as a title, a DOI, an arXiv id or an address, and editable whatever was recognised. */
export function WorksFields({
  name,
  columns,
  rows,
  onChange,
  live,
  lookUp,
  folded = false,
  onRemoved,
}: WorksFieldsProps) {
  const t = useTranslations("works");
  const [pasted, setPasted] = useState("");
  const [waiting, setWaiting] = useState(0);
  const latest = useRef(rows);
  latest.current = rows;
  const shown: readonly WorkRow[] = live
    ? rows
    : [...rows, ...Array.from({ length: blankRowsWithoutScript }, () => ({}))];
  const change = (index: number, column: string, words: string) =>
    onChange(shown.map((row, at) => (at === index ? { ...row, [column]: words } : row)));

  const add = () => {
    const added = worksFromLines(pasted);
    onChange([...rows.filter((row) => Object.values(row).some(Boolean)), ...added]);
    setPasted("");
    if (!lookUp) return;
    for (const { url = "", title = "" } of added) {
      if (title !== "" || !/^(?:doi|arxiv):/.test(readWorkAddress(url)?.id ?? "")) continue;
      setWaiting((count) => count + 1);
      void askForTitle(url)
        .then((found) => {
          // What was typed meanwhile stays.
          if (found === null) return;
          onChange(
            latest.current.map((row) =>
              row["url"] === url && !row["title"] ? { ...row, title: found } : row,
            ),
          );
        })
        .finally(() => setWaiting((count) => count - 1));
    }
  };

  return (
    <div className={folded ? "flex flex-col" : "flex flex-col gap-5"}>
      {shown.map((row, index) => (
        <Work
          key={index}
          name={`${name}.${index}`}
          number={index + 1}
          row={row}
          columns={columns}
          live={live}
          folded={folded}
          spare={index >= rows.length}
          onChange={(column, words) => change(index, column, words)}
          onRemove={() => {
            onChange(rows.filter((_, at) => at !== index));
            onRemoved?.(row, index);
          }}
        />
      ))}
      <div className={folded && rows.length > 0 ? "mt-5" : ""}>
        <Field
          id={`${name}-pasted`.replaceAll(".", "-")}
          label={t(rows.length === 0 ? "firstLabel" : "moreLabel")}
          hint={t(lookUp ? "pasteHintLookUp" : "pasteHint")}
        >
          {(control) => (
            <textarea
              {...control}
              name={name.replace(/works$/, "pasted")}
              rows={2}
              value={pasted}
              onChange={(event) => setPasted(event.target.value)}
              className={`${controlClass} field-sizing-content min-h-12`}
            />
          )}
        </Field>
        <div className="scripted mt-2 flex items-center gap-4">
          <Button variant="secondary" size="compact" disabled={pasted.trim() === ""} onClick={add}>
            {t("addThese")}
          </Button>
          <p role="status" className="text-sm text-muted">
            {waiting > 0 ? t("lookingUp") : ""}
          </p>
        </div>
      </div>
    </div>
  );
}

/** The title that the registries have for an address; null without one. */
async function askForTitle(address: string): Promise<string | null> {
  try {
    const response = await fetch("/api/answer/v1/works", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ address }),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) return null;
    const found = (await response.json()) as { title?: unknown };
    return typeof found.title === "string" && found.title !== "" ? found.title : null;
  } catch {
    return null;
  }
}

function Work({
  name,
  number,
  row,
  columns,
  live,
  folded,
  spare,
  onChange,
  onRemove,
}: {
  name: string;
  number: number;
  row: WorkRow;
  columns: readonly string[];
  live: boolean;
  folded: boolean;
  /** Stands ready for whoever has no script. */
  spare: boolean;
  onChange: (column: string, words: string) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("works");
  const id = (column: string) => `${name}.${column}`.replaceAll(/[.\s]/g, "-");
  const recognised = readWorkAddress(row["url"] ?? "")?.id.replace(/^(?:arxiv|doi):/, (place) =>
    place === "doi:" ? "DOI " : "arXiv ",
  );
  const others = columns.filter((column) => column !== "url" && column !== "title");
  // As it is at first: what is typed in it neither opens nor closes it.
  const [unfolded] = useState(folded ? !row["title"] : others.some((column) => row[column]));
  const cell = (column: string) => (
    <Field
      key={column}
      id={id(column)}
      label={column === "url" || column === "title" ? t(column) : sentenceCase(column)}
      hint={
        column === "url" && recognised && !recognised.includes(":")
          ? t("recognised", { work: recognised })
          : undefined
      }
    >
      {(control) => (
        <input
          {...control}
          // Without script the browser holds the words, with it React does: two different elements.
          key={live ? "live" : "plain"}
          name={`${name}.${column}`}
          {...(live
            ? {
                value: row[column] ?? "",
                onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
                  onChange(column, event.target.value),
              }
            : { defaultValue: row[column] ?? "" })}
          maxLength={5000}
          className={`${controlClass} min-h-11`}
        />
      )}
    </Field>
  );
  const remove = live && (
    <Button variant="quiet" size="compact" className="mt-1 -ms-3" onClick={onRemove}>
      {t("remove", { number })}
    </Button>
  );
  if (folded) {
    return (
      <details open={unfolded} className="border-b border-line">
        <summary
          id={name.replaceAll(".", "-")}
          className="min-h-11 py-2.5 ps-[1.1rem] -indent-[1.1rem] wrap-anywhere"
        >
          {row["title"] || row["url"] || t("work", { number })}
        </summary>
        <fieldset className="flex flex-col gap-3 pt-1 pb-4 ps-4">
          <legend className="sr-only">{t("work", { number })}</legend>
          {cell("title")}
          {cell("url")}
          <div className="grid gap-3 sm:grid-cols-2">{others.map(cell)}</div>
          <div>{remove}</div>
        </fieldset>
      </details>
    );
  }
  return (
    <fieldset className={`border-s-2 border-line ps-4 ${spare ? "unscripted" : ""}`}>
      <legend className="float-start mb-1 w-full text-sm text-muted">
        {t("work", { number })}
      </legend>
      <div className="clear-both flex flex-col gap-3">
        {cell("title")}
        {cell("url")}
        {others.length > 0 && (
          <details open={unfolded}>
            <summary className="min-h-11 py-2 text-sm text-muted">
              {others.map(sentenceCase).join(" · ")}
            </summary>
            <div className="grid gap-3 sm:grid-cols-2">{others.map(cell)}</div>
          </details>
        )}
      </div>
      {remove}
    </fieldset>
  );
}

function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
