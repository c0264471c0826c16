/** What can be wrong with an answer; the catalogue says each in words. */
export const problemCodes = [
  "required",
  "attribution-missing",
  "attribution-not-offered",
  "quotable-missing",
  "name-missing",
  "wording-missing",
  "nothing-answered",
  "text-too-long",
  "line-too-long",
  "too-many-works",
  "works-too-long",
  "not-a-stance",
  "not-a-confidence",
  "not-an-option",
  "no-other",
  "other-empty",
  "only-one",
  "option-and-other",
  "no-opinion-and-option",
  "not-a-number",
  "not-a-year",
  "too-small",
  "too-large",
  "too-large-beyond",
  "no-never",
  "no-beyond",
  "best-missing",
  "low-above-best",
  "high-below-best",
  "unreadable",
] as const;

export type ProblemCode = (typeof problemCodes)[number];
export type ProblemValues = Readonly<Record<string, string | number>>;

/** A problem as a code with the values that its words need: {@link readProblem} reads it back. */
export function writeProblem(code: ProblemCode, values?: ProblemValues): string {
  return values === undefined ? code : `${code} ${JSON.stringify(values)}`;
}

/** Reads what {@link writeProblem} wrote; anything else, such as a message of zod's own, is "unreadable". */
export function readProblem(message: string): { code: ProblemCode; values: ProblemValues } {
  const [, head, tail] = /^([a-z-]+)(?: (\{.*\}))?$/s.exec(message) ?? [];
  const code = problemCodes.find((known) => known === head) ?? "unreadable";
  return { code, values: tail === undefined ? {} : (JSON.parse(tail) as ProblemValues) };
}
