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
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const taken = new Set<string>();
  const match: Partial<Record<AnswerColumn, string>> = {};
  const columns = [...answerColumns, ...optionalColumns];
  const take = (column: AnswerColumn, fits: (name: string) => boolean) => {
    if (match[column] !== undefined) return;
    const found = header.find((name) => name !== "" && !taken.has(name) && fits(plain(name)));
    if (found === undefined) return;
    taken.add(found);
    match[column] = found;
  };
  for (const column of columns) take(column, (name) => name === column);
  for (const column of columns) take(column, (name) => otherNames[column].includes(name));
  return match;
}
