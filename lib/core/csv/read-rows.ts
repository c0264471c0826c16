import { type CsvError, parse } from "csv-parse/sync";
import type { Problem } from "../errors";

/** A row of a CSV file with the line on which it begins, from 1. */
export type CsvRow = { readonly line: number; readonly cells: readonly string[] };

/**
 * Rows with the line on which each begins; the header is line 1. Blank lines are no rows. Lines end with LF. Where the text
 * is not CSV, what was read before comes with the problem.
 */
export function readCsvRows(
  text: string,
  delimiter = ",",
): { rows: CsvRow[]; broken: Problem | null } {
  const rows: CsvRow[] = [];
  let line = 1;
  try {
    parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      record_delimiter: "\n",
      on_record: (record: string[], { lines }) => {
        if (record.length > 1 || record[0]?.trim() !== "") rows.push({ line, cells: record });
        line = lines + 1;
        return null;
      },
    });
  } catch (error) {
    const message = (error as CsvError).message.split(":")[0] ?? "not CSV";
    return { rows, broken: { at: `line ${line}`, message: `not well-formed CSV: ${message}` } };
  }
  return { rows, broken: null };
}

/** The separator of a file: of tab, semicolon and comma the one that its first line has most often outside quotation marks. */
export function delimiterOf(text: string): string {
  const [first = ""] = text.replace(/"(?:[^"]|"")*"/g, "").split("\n");
  const count = (separator: string) => first.split(separator).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}
