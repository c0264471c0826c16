import { notFound } from "next/navigation";
import { requireUser } from "@/lib/auth/session";
import { loadSurvey } from "../loaders";
import { findWhatGoes } from "./queries";

/** A survey with what goes when it is deleted, for its owner; a page that does not exist for everybody else. */
export async function loadDeletion(surveyId: string) {
  const user = await requireUser();
  const survey = await loadSurvey(surveyId);
  const goes = (await findWhatGoes(survey.id, user.id)) ?? notFound();
  return { survey, goes };
}
