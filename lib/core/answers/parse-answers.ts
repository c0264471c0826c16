import { type CsvRow, readCsvRows } from "../csv/read-rows";
import type { Outcome, Problem } from "../errors";
import type { EstimateQuestion, Question, SurveyDocument } from "../survey/survey-schema";
import { parseWorks } from "../synthesis/parse-works";
import { normalizeText } from "../text-form";
import { type AnswerRecord, attributionSchema, recruitmentSchema } from "./answer";
import { estimateFault, formatAnswerValue, parseAnswerValue, parseDecimal } from "./answer-value";
import {
  type AnswerColumn,
  answerColumns,
  type ColumnMatch,
  isAnswerColumn,
  neededColumns,
} from "./match-columns";

const emailForm = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/;
/** Longest answer that is kept: some 15,000 words. */
export const maxTextLength = 100_000;
const maximumInterests = 1000;

type Column = AnswerColumn;
type Complain = (column: Column, message: string) => void;

function readHeader(header: CsvRow): Outcome<Map<Column, number>> {
  const problems: Problem[] = [];
  const places = new Map<Column, number>();
  header.cells.forEach((cell, place) => {
    const name = cell.trim().toLowerCase();
    if (!isAnswerColumn(name)) {
      problems.push({
        at: `line ${header.line}`,
        message: `unknown column “${cell.trim().slice(0, 40)}”; known are ${answerColumns.join(",")}`,
      });
    } else if (places.has(name)) {
      problems.push({ at: `line ${header.line}, column ${name}`, message: "stands there twice" });
    } else places.set(name, place);
  });
  for (const needed of neededColumns) {
    if (!places.has(needed)) {
      problems.push({ at: `line ${header.line}, column ${needed}`, message: "is missing" });
    }
  }
  return problems.length > 0
    ? { ok: false, reason: "invalid-input", problems }
    : { ok: true, value: places };
}

function readBound(
  question: EstimateQuestion,
  column: "low" | "high",
  raw: string,
  complain: Complain,
): number | null {
  if (raw === "") return null;
  const number = parseDecimal(raw);
  if (number === null) {
    complain(column, "must be a number or empty");
    return null;
  }
  const fault = estimateFault(question, number);
  if (fault !== null) complain(column, fault);
  return number;
}

function readInterval(
  question: Question | undefined,
  cells: Readonly<Record<"value" | "low" | "high", string>>,
  complain: Complain,
): { low: number | null; high: number | null } {
  if (question?.kind !== "estimate") {
    for (const column of ["low", "high"] as const) {
      if (question !== undefined && cells[column] !== "") {
        complain(column, "stands on estimates only");
      }
    }
    return { low: null, high: null };
  }
  const low = readBound(question, "low", cells.low, complain);
  const high = readBound(question, "high", cells.high, complain);
  const best = parseDecimal(cells.value);
  if (low !== null && high !== null && low > high) complain("low", "must not exceed high");
  if (low !== null && best !== null && low > best) complain("low", "must not exceed the value");
  if (high !== null && best !== null && high < best) {
    complain("high", "must not be less than the value");
  }
  return { low, high };
}

/** Everything that a row says, checked against its question; complaints name the column. */
function readRow(
  cell: (column: Column) => string,
  questions: ReadonlyMap<string, Question>,
  complain: Complain,
): Omit<AnswerRecord, "id"> {
  const trimmed = (column: Column) => normalizeText(cell(column)).trim();
  const respondent = trimmed("respondent");
  if (respondent === "") complain("respondent", "must not be empty");
  const question = questions.get(trimmed("question"));
  if (question === undefined) {
    complain("question", `“${trimmed("question").slice(0, 60)}” is no question of the survey`);
  }

  let value = "";
  if (question !== undefined) {
    const parsed = parseAnswerValue(question, trimmed("value"));
    if (parsed.ok) value = formatAnswerValue(question, parsed.value);
    else complain("value", parsed.problems?.[0]?.message ?? "is not valid");
  }

  const rawConfidence = trimmed("confidence");
  const confidence = /^\d{1,2}$/.test(rawConfidence) ? Number(rawConfidence) : null;
  if (rawConfidence !== "" && (confidence === null || confidence < 1 || confidence > 10)) {
    complain("confidence", "must be a whole number from 1 to 10, or empty");
  }

  const { low, high } = readInterval(
    question,
    { value: trimmed("value"), low: trimmed("low"), high: trimmed("high") },
    complain,
  );

  const text = normalizeText(cell("text"));
  if (text.length > maxTextLength) {
    complain("text", `must not be longer than ${maxTextLength} characters`);
  }
  if (question?.kind === "works" && parseWorks(text) === null) {
    complain("text", "begins like a JSON array of works, but is none");
  }

  const attribution = attributionSchema.safeParse(trimmed("attribution") || "aggregate");
  if (!attribution.success) {
    complain("attribution", "must be named, role, aggregate, author or empty");
  }
  const name = trimmed("name");
  const role = trimmed("role");
  if (attribution.data === "named" && name === "") {
    complain("name", "must not be empty where the attribution is named");
  }
  if (attribution.data === "role" && role === "") {
    complain("role", "must not be empty where the attribution is role");
  }

  const quote = trimmed("quote");
  if (quote !== "yes" && quote !== "") complain("quote", "must be yes or empty");

  const recruitment = recruitmentSchema.safeParse(trimmed("recruitment") || "author");
  if (!recruitment.success) complain("recruitment", "must be author, colleague, self or empty");

  const interests = trimmed("interests");
  if (interests.length > maximumInterests) {
    complain("interests", `must not be longer than ${maximumInterests} characters`);
  }

  const email = trimmed("email");
  if (email !== "" && !emailForm.test(email)) complain("email", "is no e-mail address");

  return {
    respondent,
    name,
    role,
    question: question?.id ?? "",
    value,
    confidence,
    low,
    high,
    text,
    attribution: attribution.data ?? "author",
    quote: quote === "yes",
    recruitment: recruitment.data ?? "author",
    ...(interests === "" ? {} : { interests }),
    ...(email === "" ? {} : { email }),
  };
}

/** One row of a file as it was read; null where it is bad, and then the problems say why. */
export type AnswerRow = { readonly line: number; readonly record: AnswerRecord | null };

/** All that a file of answers holds. Nothing may be kept of one that has problems. */
export type AnswersReading = {
  /** The names that the columns have in the file, trimmed. */
  readonly header: readonly string[];
  readonly rows: readonly AnswerRow[];
  readonly problems: readonly Problem[];
};

/**
 * Reads a file of answers row by row. `match` says which column of the file is which of the portable format's; without it
 * the header must be the format's own.
 */
export function readAnswersFile(
  text: string,
  survey: SurveyDocument,
  match?: ColumnMatch,
): AnswersReading {
  const { rows, broken } = readCsvRows(text.replace(/\r\n?/g, "\n"));
  const [header, ...body] = rows;
  if (header === undefined) {
    const problems = [broken ?? { at: "line 1", message: "the file has no header row" }];
    return { header: [], rows: [], problems };
  }
  const names = header.cells.map((cell) => cell.trim());
  const columns = match === undefined ? readHeader(header) : placeColumns(header, match);
  if (!columns.ok) return { header: names, rows: [], problems: columns.problems ?? [] };
  const places = columns.value;

  const questions = new Map(survey.questions.map((question) => [question.id, question]));
  const problems: Problem[] = [];
  const read: AnswerRow[] = [];
  const firstLine = new Map<string, number>();
  for (const row of body) {
    if (row.cells.length !== header.cells.length) {
      problems.push({
        at: `line ${row.line}`,
        message: `has ${row.cells.length} cells where the header has ${header.cells.length}`,
      });
      read.push({ line: row.line, record: null });
      continue;
    }
    const before = problems.length;
    const complain: Complain = (column, message) => {
      problems.push({ at: `line ${row.line}, column ${column}`, message });
    };
    const cell = (column: Column) => row.cells[places.get(column) ?? -1] ?? "";
    const record = readRow(cell, questions, complain);
    const key = JSON.stringify([record.respondent, record.question]);
    const earlier = firstLine.get(key);
    if (record.respondent !== "" && record.question !== "") {
      if (earlier === undefined) firstLine.set(key, row.line);
      else complain("respondent", `answered this question already on line ${earlier}`);
    }
    const good = problems.length === before;
    read.push({
      line: row.line,
      record: good ? { id: `r${read.length + 1}`, ...record } : null,
    });
  }
  if (broken !== null) problems.push(broken);
  return { header: names, rows: read, problems };
}

/** Where the matched columns stand in the header; columns of the file that nothing is matched to are left out. */
function placeColumns(header: CsvRow, match: ColumnMatch): Outcome<Map<Column, number>> {
  const names = header.cells.map((cell) => cell.trim());
  const places = new Map<Column, number>();
  const problems: Problem[] = [];
  for (const [column, name] of Object.entries(match)) {
    if (name === "" || !isAnswerColumn(column)) continue;
    const place = names.indexOf(name);
    if (place >= 0) places.set(column, place);
    else
      problems.push({
        at: `line ${header.line}`,
        message: `the file has no column “${name.slice(0, 40)}”`,
      });
  }
  for (const needed of neededColumns) {
    if (!places.has(needed)) {
      problems.push({ at: `column ${needed}`, message: "no column of the file is matched to it" });
    }
  }
  return problems.length > 0
    ? { ok: false, reason: "invalid-input", problems }
    : { ok: true, value: places };
}

/**
 * Reads a portable file of answers. A file with a bad row is refused as a whole; the problems name the line on which each
 * bad row begins (the header is line 1), the column and the reason.
 */
export function parseAnswersCsv(text: string, survey: SurveyDocument): Outcome<AnswerRecord[]> {
  const { rows, problems } = readAnswersFile(text, survey);
  return problems.length > 0
    ? { ok: false, reason: "invalid-input", problems }
    : { ok: true, value: rows.flatMap(({ record }) => record ?? []) };
}
