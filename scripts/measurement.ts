import { fork } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

/** One measured figure of a bench or soak entry. */
export type Row = {
  /** What was measured, in words: "whole pipeline, 12 respondents". */
  readonly figure: string;
  readonly value: number;
  /** The unit of the value and of its reference: "ms", "MB", "requests/s"; empty for a pure number. */
  readonly unit: string;
  /** What the value is compared with, measured in the same run and in the same unit. */
  readonly reference?: { readonly figure: string; readonly value: number };
  /** What is aimed at: a bound on the value itself or on value ÷ reference. */
  readonly target?: { readonly of: "value" | "ratio" } & (
    | { readonly atMost: number }
    | { readonly atLeast: number }
  );
};

/** Says how far a long run is. */
export type Tell = (line: string) => void;

/** What every file of `scripts/bench` and `scripts/soak` exports. A promise that is broken outright is thrown. */
export type Entry = {
  readonly name: string;
  readonly run: (tell: Tell) => Promise<readonly Row[]>;
};

/** value ÷ reference; null where there is no reference. */
function ratioOf(row: Row): number | null {
  return row.reference === undefined ? null : row.value / row.reference.value;
}

/** Whether the row meets its target; null where it has none. */
export function isMet(row: Row): boolean | null {
  if (row.target === undefined) return null;
  const figure = row.target.of === "value" ? row.value : ratioOf(row);
  if (figure === null || Number.isNaN(figure)) return false;
  return "atMost" in row.target ? figure <= row.target.atMost : figure >= row.target.atLeast;
}

function inFigures(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return value.toLocaleString("en");
  return value.toLocaleString("en", {
    maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 3,
  });
}

function cellsOf(row: Row): string[] {
  const unit = row.unit === "" ? "" : ` ${row.unit}`;
  const { reference, target } = row;
  const ratio = ratioOf(row);
  const met = isMet(row);
  return [
    row.figure,
    `${inFigures(row.value)}${unit}`,
    reference === undefined ? "" : `${reference.figure}: ${inFigures(reference.value)}${unit}`,
    ratio === null ? "" : inFigures(ratio),
    target === undefined
      ? ""
      : `${target.of === "ratio" ? "ratio " : ""}${"atMost" in target ? `≤ ${inFigures(target.atMost)}` : `≥ ${inFigures(target.atLeast)}`}${target.of === "ratio" ? "" : unit}`,
    met === null ? "" : met ? "met" : "not met",
  ];
}

/** The rows as one table of plain text, columns aligned, a line for each row. */
export function toTable(rows: readonly Row[]): string {
  const header = ["figure", "value", "reference of the same run", "ratio", "target", ""];
  const lines = [header, ...rows.map(cellsOf)];
  const widths = header.map((_, column) =>
    Math.max(...lines.map((cells) => [...(cells[column] ?? "")].length)),
  );
  return lines
    .map((cells) =>
      cells
        .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - [...cell].length))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** What the process of an entry tells: first its name, how far it is, then its rows or what broke it. */
export type EntryMessage =
  | { readonly name: string }
  | { readonly progress: string }
  | { readonly rows: readonly Row[] }
  | { readonly failure: string };

/** Runs an entry in a process of its own: settings, connections and memory are not those of the entry before. */
function runApart(file: string, print: (line: string) => void): Promise<readonly Row[]> {
  return new Promise((resolve, reject) => {
    const child = fork(path.join(import.meta.dirname, "run-entry.ts"), [file], {
      execArgv: ["--import", "tsx"],
      serialization: "advanced",
    });
    child.on("message", (message: EntryMessage) => {
      if ("name" in message) print(`… ${message.name}`);
      else if ("progress" in message) print(`  ${message.progress}`);
      else if ("rows" in message) resolve(message.rows);
      else reject(new Error(message.failure));
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => reject(new Error(`it ended with ${signal ?? code}`)));
  });
}

/**
 * Runs the entries of a folder one after the other and prints their rows as one table. `chosen` names the entries to run
 * by file name without its ending; none runs all. Returns the exit code: 0 also where targets are missed, 1 where an
 * entry crashed (the others still run), 2 for a name that no entry has.
 */
export async function runEntries(
  folder: string,
  chosen: readonly string[],
  print: (line: string) => void = console.log,
): Promise<0 | 1 | 2> {
  const files = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .sort();
  const available = files.map((file) => file.slice(0, -".ts".length));
  const unknown = chosen.filter((name) => !available.includes(name));
  if (unknown.length > 0) {
    print(`no entry ${unknown.join(", ")}; there are: ${available.join(", ") || "none"}`);
    return 2;
  }
  const rows: Row[] = [];
  const crashed: string[] = [];
  for (const file of available.filter((name) => chosen.length === 0 || chosen.includes(name))) {
    try {
      rows.push(...(await runApart(path.join(folder, `${file}.ts`), print)));
    } catch (error) {
      print(`✗ ${file}: ${error instanceof Error ? error.message : error}`);
      crashed.push(file);
    }
  }
  print(toTable(rows));
  if (crashed.length > 0) print(`crashed: ${crashed.join(", ")}`);
  return crashed.length > 0 ? 1 : 0;
}
