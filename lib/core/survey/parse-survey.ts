import type { Outcome, Problem } from "../errors";
import { normalizeJson } from "../text-form";
import { type SurveyDocument, surveyDocumentSchema } from "./survey-schema";

function pathWords(path: readonly PropertyKey[]): string {
  return path.reduce<string>((words, step) => {
    if (typeof step === "number") return `${words}[${step}]`;
    return words === "" ? String(step) : `${words}.${String(step)}`;
  }, "");
}

/** Reads a portable survey (`consilience-survey/1`), naming everything that is wrong with it at once. */
export function parseSurvey(json: unknown): Outcome<SurveyDocument> {
  const parsed = surveyDocumentSchema.safeParse(normalizeJson(json));
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems: Problem[] = parsed.error.issues.map((issue) => ({
    at: issue.path.length === 0 ? "survey" : pathWords(issue.path),
    message: issue.message,
  }));
  return { ok: false, reason: "invalid-input", problems };
}
