"use server";

import { revalidatePath } from "next/cache";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { canCreateSurvey } from "@/lib/auth/policy";
import { requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { parseSurvey } from "@/lib/core/survey/parse-survey";
import { templates } from "@/lib/core/survey/templates/catalogue";
import { closeSurvey, createSurvey, openSurvey } from "./commands";
import { archiveSurvey, unarchiveSurvey } from "./life/commands";
import { findSurveyContent } from "./queries";
import { largestSurveyFile, newSurveySchema } from "./schema";

/** Creates a survey from a template or from an earlier survey, and opens its editor. */
export async function createSurveyAction(form: FormData): Promise<void> {
  const user = await requireUser();
  if (!canCreateSurvey(user)) notFound();
  const parsed = newSurveySchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) redirect("/surveys/new");
  const from = parsed.data;
  const document =
    "template" in from
      ? templates[from.template].document
      : await findSurveyContent(from.copyOf, user.id);
  if (document === null) notFound();
  const source = "template" in from ? from.template : from.copyOf;
  // Two of one name could not be told apart among the surveys.
  const title = "template" in from ? document.title : `${document.title.slice(0, 290)} (copy)`;
  // A copy of a demonstration is a survey of real people.
  const survey = await createSurvey({
    document: { ...document, title, fictional: false },
    source,
    ownerId: user.id,
    now: new Date(),
  });
  redirect(`/surveys/${survey.id}/edit`);
}

/** Creates a survey from a portable file, all of it or nothing; says everything that is wrong with the file. */
export async function createSurveyFromFileAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const file = form.get("file");
  const refuse = (...problems: string[]): FormState => ({
    values: {},
    errors: { file: problems.join("\n") },
  });
  if (!canCreateSurvey(user)) return refuse("Guests begin no surveys. Nothing was created.");
  if (!(file instanceof File) || file.size === 0) return refuse("Choose a file first.");
  if (file.size > largestSurveyFile)
    return refuse("A survey file has at most 900 kB. Nothing was created.");
  let json: unknown;
  try {
    json = JSON.parse(await file.text());
  } catch {
    return refuse("This file is not JSON. Nothing was created.");
  }
  const parsed = parseSurvey(json);
  if (!parsed.ok) {
    return refuse(
      "Nothing was created.",
      ...(parsed.problems ?? []).slice(0, 20).map(({ at, message }) => `${at}: ${message}`),
    );
  }
  const survey = await createSurvey({
    document: parsed.value,
    source: "file",
    ownerId: user.id,
    now: new Date(),
  });
  redirect(`/surveys/${survey.id}/edit`);
}

const statusForm = z.object({
  surveyId: z.uuid(),
  to: z.enum(["open", "closed", "archived", "unarchived"]),
});

/** Opens, closes or archives a survey, or takes it out of the archive. */
export async function changeStatusAction(state: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = statusForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return state;
  const { surveyId, to } = parsed.data;
  const change = { surveyId, actorId: user.id, now: new Date() };
  const steps = {
    open: openSurvey,
    closed: closeSurvey,
    archived: archiveSurvey,
    unarchived: unarchiveSurvey,
  };
  const outcome = await steps[to](change);
  revalidatePath(`/surveys/${surveyId}`, "layout");
  if (outcome.ok) return { values: {}, errors: {} };
  const [first, ...more] = outcome.problems ?? [];
  const words = {
    "survey-archived": "The survey is archived. Take it out of the archive first.",
    "survey-erased":
      "Names and links of this survey were erased: nobody could answer. Begin a new one from it.",
    "survey-open": "Close the survey before you archive it.",
    "survey-not-open": "A draft has nothing to archive.",
    "not-allowed":
      to === "archived" || to === "unarchived"
        ? "Only an owner may do this."
        : "Only owners and editors may do this.",
    "survey-closed":
      "The closing date has passed. Choose a later one under Edit, then open the survey.",
    incomplete: `${first?.message ?? ""}${more.length > 0 ? ` And ${more.length} more:` : ""} See the list under Edit.`,
  };
  const found = Object.entries(words).find(([reason]) => reason === outcome.reason)?.[1];
  return { values: {}, errors: { form: found ?? "You may not do this." } };
}
