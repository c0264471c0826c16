import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { canCreateSurvey } from "@/lib/auth/policy";
import { requireUser } from "@/lib/auth/session";
import { parseSurvey } from "@/lib/core/survey/parse-survey";
import type { PrivacyTerms } from "@/lib/core/survey/privacy-terms";
import type { SurveyDocument } from "@/lib/core/survey/survey-schema";
import { canArchiveSurvey, canDeleteSurvey, canEditSurvey } from "./policy";
import { termsOf } from "./privacy/queries";
import {
  findSurvey,
  findSurveyContent,
  listInvitations,
  listSubmittedAnswers,
  listSurveys,
  type MemberSurvey,
} from "./queries";

/** A survey with what its member may do. */
type LoadedSurvey = MemberSurvey & {
  readonly mayEdit: boolean;
  readonly mayArchive: boolean;
  readonly mayDelete: boolean;
  readonly terms: PrivacyTerms;
};

/** The survey of the address, for a member; a page that does not exist for everybody else. */
export const loadSurvey = cache(async (surveyId: string): Promise<LoadedSurvey> => {
  const user = await requireUser();
  if (!z.uuid().safeParse(surveyId).success) notFound();
  const survey = (await findSurvey(surveyId, user.id)) ?? notFound();
  return {
    ...survey,
    mayEdit: canEditSurvey(survey.role),
    mayArchive: canArchiveSurvey(survey.memberRole),
    mayDelete: canDeleteSurvey(survey.memberRole),
    terms: termsOf(survey),
  };
});

/**
 * The portable file of a survey, for its members; a page that does not exist for everybody else. Who asks for the file of
 * a draft that still lacks words is led to what is missing.
 */
export async function loadSurveyDocument(surveyId: string): Promise<SurveyDocument> {
  const survey = await loadSurvey(surveyId);
  const user = await requireUser();
  const content = (await findSurveyContent(survey.id, user.id)) ?? notFound();
  const document = parseSurvey(content);
  return document.ok ? document.value : redirect(`/surveys/${survey.id}/edit#checklist`);
}

/** The signed-in author's surveys. */
export async function loadSurveys() {
  const user = await requireUser();
  return listSurveys(user.id, new Date());
}

/** What a new survey may be made from; a page that does not exist for guests. */
export async function loadNewSurvey() {
  if (!canCreateSurvey(await requireUser())) notFound();
  return loadSurveys();
}

/** The invitations of a survey with where each stands; read once a request, so that its parts agree. */
export const loadInvitations = cache(async (surveyId: string) => {
  const user = await requireUser();
  return listInvitations((await loadSurvey(surveyId)).id, user.id);
});

/** Every submitted answer of a survey, for its owners and editors. */
export async function loadSubmittedAnswers(surveyId: string) {
  const user = await requireUser();
  return listSubmittedAnswers((await loadSurvey(surveyId)).id, user.id);
}
