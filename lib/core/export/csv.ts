import type { Synthesis, SynthesisAnswer } from "../synthesis/synthesis-schema";
import { cleanText } from "./clean-text";
import { mayShowText, valueWords } from "./plain-words";

export type Cell = string | number | boolean | null;

/**
 * A table as RFC 4180: CRLF, cells quoted where they need it. A cell that a spreadsheet would compute (it begins with =, +,
 * -, @, tab or CR) has an apostrophe before it.
 */
export function toCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(writeCell).join(",")}\r\n`).join("");
}

function writeCell(cell: Cell, _at: number, row: readonly Cell[]): string {
  // Looked at before control characters are removed: a CR at the front becomes a line feed by that.
  const raw = cell === null ? "" : String(cell);
  const text = cleanText(raw);
  const safe = /^[=+\-@\t\r]/.test(raw) || /^[=+\-@\t]/.test(text) ? `'${text}` : text;
  // A row of one empty cell would be a blank line, which readers skip.
  const needsQuotes = /[",;\n]|^\s|\s$/.test(safe) || (safe === "" && row.length === 1);
  return needsQuotes ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * One row for each answer that is shown. The text stands where its respondent allows quotation; the private form gives
 * every answer with its respondent.
 */
export function answersCsv(synthesis: Synthesis): string {
  const { survey, sections } = synthesis;
  const order = new Map(sections.map(({ question }, index) => [question.id, index]));
  const place = (answer: SynthesisAnswer) => order.get(answer.question) ?? sections.length;
  const answers = synthesis.answers
    .filter((answer) => synthesis.private || isShown(answer))
    .sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const lead = [
    ...(survey.fictional ? [{ column: "note", cell: () => "fictional respondent" }] : []),
    ...(synthesis.private
      ? [{ column: "respondent", cell: (answer: SynthesisAnswer) => answer.respondent ?? "" }]
      : []),
  ];
  return toCsv(
    [
      ...lead.map(({ column }) => column),
      "question",
      "prompt",
      "shown_as",
      "role",
      "value",
      "value_in_words",
      "confidence",
      "low",
      "high",
      "text",
      "attribution",
      "interests",
      "works",
    ],
    answers.map((answer) => {
      const section = sections.find(({ question }) => question.id === answer.question);
      return [
        ...lead.map(({ cell }) => cell(answer)),
        answer.question,
        section?.question.prompt ?? "",
        answer.shownAs,
        answer.role ?? "",
        answer.value,
        (section && valueWords(section, answer)) ?? "",
        answer.confidence,
        answer.low,
        answer.high,
        mayShowText(synthesis, answer) ? answer.text : "",
        answer.attribution,
        answer.interests ?? "",
        // Ids: where two rows have one, they name the same work.
        section?.works
          .filter((work) => work.answers.includes(answer.id))
          .map(({ id }) => id)
          .join(" ") ?? "",
      ];
    }),
  );
}

/** Answers that are only counted, and those for the author alone, are nobody's row. */
function isShown({ attribution }: SynthesisAnswer): boolean {
  return attribution === "named" || attribution === "role";
}
