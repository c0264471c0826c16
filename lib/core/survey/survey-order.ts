import { normalizeText } from "../text-form";

export const surveyColumns = [
  "title",
  "state",
  "invited",
  "answered",
  "closing",
  "changed",
] as const;
export type SurveyColumn = (typeof surveyColumns)[number];
export type SurveyOrder = { readonly column: SurveyColumn; readonly descending: boolean };

type Row = {
  readonly title: string;
  readonly phase: "draft" | "open" | "closed" | "archived";
  readonly invited: number;
  readonly answered: number;
  readonly closesAt: Date | null;
  readonly updatedAt: Date;
};

/** Reads an order from an address: "title", "-changed"; the last changed first where it says none. */
export function readSurveyOrder(text: string | undefined): SurveyOrder {
  const column = surveyColumns.find((one) => one === text?.replace(/^-/, ""));
  return column === undefined
    ? { column: "changed", descending: true }
    : { column, descending: text?.startsWith("-") ?? false };
}

const phases = ["open", "draft", "closed", "archived"] as const;

const sortedBy: Readonly<Record<SurveyColumn, (row: Row) => number | string>> = {
  title: (row) => row.title.toLowerCase(),
  state: (row) => phases.indexOf(row.phase),
  invited: (row) => row.invited,
  answered: (row) => row.answered,
  // What never closes comes after everything that does.
  closing: (row) => row.closesAt?.getTime() ?? Number.MAX_SAFE_INTEGER,
  changed: (row) => row.updatedAt.getTime(),
};

/** Surveys in an order; those that are equal in it stay as they stood. */
export function orderSurveys<R extends Row>(rows: readonly R[], order: SurveyOrder): R[] {
  const value = sortedBy[order.column];
  const sign = order.descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (typeof a === "string" && typeof b === "string") return sign * a.localeCompare(b, "en");
    return sign * (Number(a) - Number(b));
  });
}

/** Surveys whose title holds every word that was searched for, without regard to case and accents. */
export function findSurveys<R extends Pick<Row, "title">>(rows: readonly R[], words: string): R[] {
  const plain = (text: string) =>
    normalizeText(text).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = plain(words)
    .split(/\s+/)
    .filter((word) => word !== "");
  return rows.filter(({ title }) => wanted.every((word) => plain(title).includes(word)));
}
