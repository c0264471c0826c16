import { notFound } from "next/navigation";
import { requireUser } from "@/lib/auth/session";
import { modelHost } from "@/lib/platform/model-settings";
import { loadSurvey } from "../loaders";
import { findEditorState } from "./queries";

/** What the editor of a survey shows, for its owners and editors; null for who may only read it. */
export async function loadEditor(surveyId: string) {
  const user = await requireUser();
  const survey = await loadSurvey(surveyId);
  if (!survey.mayEdit) return null;
  const state = (await findEditorState(survey.id, user.id)) ?? notFound();
  return { state, userId: user.id, modelHost: modelHost() };
}
