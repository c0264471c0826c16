"use server";

import { revalidatePath } from "next/cache";
import { currentUser, requireUser } from "@/lib/auth/session";
import type { AnswerRecord } from "@/lib/core/answers/answer";
import { isAnswered } from "@/lib/core/answers/completeness";
import { readAnswer } from "@/lib/core/answers/draft-fields";
import { readPostedForm } from "@/lib/core/answers/form-data";
import type { Problem } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { importAnswers, undoImport } from "./commands";
import { findAskedSurvey } from "./queries";
import { type EnterState, enteredPersonSchema, importForm } from "./schema";

/** Enters one person's answers by hand. On a refusal nothing is stored, and what is typed stays on the screen. */
export async function enterAnswersAction(form: FormData): Promise<EnterState> {
  const refuse = (words: string): EnterState => ({ errors: { form: words }, problems: [] });
  const user = await currentUser();
  if (user === null)
    return refuse("You were signed out. Sign in in another tab, then press again.");
  const person = enteredPersonSchema.safeParse({
    surveyId: form.get("surveyId"),
    draftId: form.get("draftId"),
    name: form.get("name"),
    role: form.get("role"),
    email: form.get("email"),
  });
  if (!person.success) {
    const errors = person.error.issues.map(({ path, message }) => [String(path[0]), message]);
    return { errors: Object.fromEntries(errors.reverse()), problems: [] };
  }
  const { surveyId, draftId, name, role, email } = person.data;
  const survey = await findAskedSurvey(surveyId, user.id);
  if (survey === null) return refuse("This survey does not exist for you.");
  const draft = readPostedForm(survey.questions, form);
  const problems: Problem[] = [];
  const records: AnswerRecord[] = [];
  for (const question of survey.questions) {
    const typed = draft.answers[question.id];
    if (typed === undefined || !isAnswered(question, typed)) continue;
    const read = readAnswer(question, typed);
    if (!read.ok) {
      for (const { field, message } of read.problems) {
        problems.push({ at: `answers.${question.id}.${field}`, message });
      }
      continue;
    }
    records.push({
      id: question.id,
      respondent: name,
      name,
      role,
      question: question.id,
      ...read.columns,
      attribution: "aggregate",
      quote: false,
      recruitment: "author",
    });
  }
  if (problems.length > 0) return { errors: {}, problems };
  if (records.length === 0) return refuse("Nothing is answered yet. Nothing was stored.");
  const outcome = await importAnswers({
    id: draftId,
    surveyId,
    actorId: user.id,
    now: new Date(),
    respondents: [
      { key: name, line: null, name, email, role, recruitment: "author", interests: "", records },
    ],
  });
  if (!outcome.ok) return refuse(refusalWords(outcome.reason));
  revalidatePath(`/surveys/${surveyId}`, "layout");
  return { errors: {}, problems: [], entered: `/surveys/${surveyId}/answers?entered=1#entered` };
}

function refusalWords(reason: string): string {
  switch (reason) {
    case "conflict":
      return "This address belongs to somebody whose answers are in this survey already. Nothing was stored.";
    case "incomplete":
      return "The questions still lack words. Finish them first. Nothing was stored.";
    case "survey-closed":
      return "The survey takes no answers: its closing date has passed before it opened, or it is archived. Nothing was stored.";
    default:
      return "You may only read this survey. Nothing was stored.";
  }
}

/** Takes an import back, as long as nobody has confirmed. */
export async function undoImportAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = importForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { values: {}, errors: { form: "This import no longer exists." } };
  const outcome = await undoImport({ ...parsed.data, actorId: user.id, now: new Date() });
  revalidatePath(`/surveys/${parsed.data.surveyId}`, "layout");
  if (outcome.ok) return { values: {}, errors: {}, done: "Taken back." };
  const words =
    outcome.reason === "conflict"
      ? "Somebody has confirmed or corrected these answers since: they stay."
      : "You may not do this.";
  return { values: {}, errors: { form: words } };
}
