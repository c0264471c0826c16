import type { Question } from "@/lib/core/survey/survey-schema";
import type { Attribution } from "./answer";
import { type AnswerDraft, emptyAnswerDraft, type ResponseDraft, readAnswer } from "./draft-fields";
import { type ProblemCode, writeProblem } from "./problem";

/** Whether anything was said: a value, "no opinion", or text that is not blank. */
export function isAnswered(question: Question, draft: AnswerDraft | undefined): boolean {
  if (draft === undefined) return false;
  const read = readAnswer(question, draft);
  // What cannot be read was nevertheless meant as an answer.
  return !read.ok || read.columns.value !== "" || read.columns.text !== "";
}

/** Whether an answer has words of the respondent's own, about which "may be quoted" must be decided. */
export function needsQuotable(question: Question, draft: AnswerDraft): boolean {
  // What nobody but the authors sees is not quoted either.
  if (draft.attribution === "author" || draft.attribution === "aggregate") return false;
  if (question.kind === "works") return isAnswered(question, draft);
  return draft.text.trim() !== "" || (question.kind === "choice" && draft.other.trim() !== "");
}

/** One thing that stands between a response and its submission. */
export type ResponseProblem = {
  /** Dotted name of the field in the form: "answers.<question>.<field>" or "person.<field>". */
  readonly at: string;
  /** The question it belongs to; null for the respondent's own fields. */
  readonly question: string | null;
  /** A problem's code with its values. */
  readonly message: string;
};

/** What a response lacks: what must be mended before submitting, and what is merely left open. */
export type Completeness = {
  readonly problems: readonly ResponseProblem[];
  /** Ids of questions not answered and not skipped; only those that are required are also problems. */
  readonly unanswered: readonly string[];
  /** Ids of questions that the respondent chose to leave open. */
  readonly skipped: readonly string[];
  readonly answered: readonly string[];
};

/** Judges a whole response as typed; `offered` are the levels that its survey lets experts choose. */
export function judgeResponse(
  questions: readonly Question[],
  draft: ResponseDraft,
  offered: readonly Attribution[],
): Completeness {
  const problems: ResponseProblem[] = [];
  const unanswered: string[] = [];
  const skipped: string[] = [];
  const answered: string[] = [];
  let named = false;
  let byRole = false;

  for (const question of questions) {
    const answer = draft.answers[question.id] ?? emptyAnswerDraft();
    const problem = (field: string, message: string) =>
      problems.push({ at: `answers.${question.id}.${field}`, question: question.id, message });
    const lack = (field: string, code: ProblemCode) => problem(field, writeProblem(code));
    if (!isAnswered(question, answer)) {
      if (question.required) lack(firstField(question), "required");
      if (answer.skipped === "yes" && !question.required) skipped.push(question.id);
      else unanswered.push(question.id);
      continue;
    }
    answered.push(question.id);
    const read = readAnswer(question, answer);
    if (!read.ok) for (const found of read.problems) problem(found.field, found.message);
    if (answer.attribution === "") {
      lack("attribution", "attribution-missing");
    } else if (!offered.includes(answer.attribution)) {
      lack("attribution", "attribution-not-offered");
    } else if (needsQuotable(question, answer) && answer.quotable === "") {
      lack("quotable", "quotable-missing");
    }
    if (answer.attribution === "named") named = true;
    if (answer.attribution === "role") byRole = true;
  }

  if (named && draft.person.displayName.trim() === "") {
    problems.push({
      at: "person.displayName",
      question: null,
      message: writeProblem("name-missing"),
    });
  }
  if (byRole && draft.person.roleWording.trim() === "") {
    problems.push({
      at: "person.roleWording",
      question: null,
      message: writeProblem("wording-missing"),
    });
  }
  return { problems, unanswered, skipped, answered };
}

/** The field of a question that the eye should go to first. */
function firstField(question: Question): string {
  switch (question.kind) {
    case "stance":
      return "value";
    case "choice":
      return "options";
    case "estimate":
      return "best";
    case "works":
      return "works";
    case "text":
      return "text";
  }
}
