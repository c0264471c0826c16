import { guessMatch } from "../csv/guess-match";

/** The columns of the portable file, in its order. */
export const answerColumns = [
  "respondent",
  "name",
  "role",
  "question",
  "value",
  "confidence",
  "low",
  "high",
  "text",
  "attribution",
  "quote",
] as const;

export const optionalColumns = ["email", "recruitment", "interests"] as const;

/** A file must have these. */
export const neededColumns = ["respondent", "question", "value"] as const;

/** A column that a file of answers may have. */
export type AnswerColumn = (typeof answerColumns)[number] | (typeof optionalColumns)[number];

/** For each column of the portable format the name of the file's column; empty or absent where the file has none. */
export type ColumnMatch = Readonly<Partial<Record<AnswerColumn, string>>>;

/** Whether a name is one of the portable format's columns. */
export function isAnswerColumn(name: string): name is AnswerColumn {
  return [...answerColumns, ...optionalColumns].some((column) => column === name);
}

/** Other names under which people keep the same thing, lower case, without spaces and signs. */
const otherNames: Readonly<Record<AnswerColumn, readonly string[]>> = {
  respondent: ["respondentid", "participant", "participantid", "person", "expert", "id"],
  name: ["fullname", "respondentname", "participantname"],
  role: ["affiliation", "position", "title", "institution"],
  question: ["questionid", "item", "questionkey"],
  value: ["answer", "response", "rating", "choice", "score"],
  confidence: ["certainty", "sureness", "howsure"],
  low: ["lower", "p5", "5", "lowerbound", "min"],
  high: ["upper", "p95", "95", "upperbound", "max"],
  text: ["comment", "comments", "reason", "reasons", "explanation", "words", "freetext"],
  attribution: ["consent", "shownas", "visibility"],
  quote: ["quotable", "mayquote", "quotation"],
  email: ["mail", "emailaddress", "address", "mailaddress"],
  recruitment: ["recruitedby", "source"],
  interests: ["conflictsofinterest", "funding", "declaredinterests"],
};

/**
 * Which column of a file is most likely which of the portable format's: by its own name first, then by others. Each
 * column of the file is matched once.
 */
export function guessColumns(header: readonly string[]): ColumnMatch {
  return guessMatch(header, [...answerColumns, ...optionalColumns], otherNames);
}
