import { z } from "zod";
import { requireUser } from "@/lib/auth/session";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { canExportPrivateSynthesis } from "./policy";
import { findSurveyOfMember, findSynthesisDraft } from "./queries";

/** The private form, with every answer; null for whoever may not have it. */
export async function loadPrivateSynthesis(
  surveyId: string,
): Promise<{ slug: string; synthesis: Synthesis } | null> {
  const user = await requireUser();
  const id = z.uuid().safeParse(surveyId);
  const survey = id.success ? await findSurveyOfMember(id.data, user.id) : null;
  if (!survey || !canExportPrivateSynthesis(survey.role)) return null;
  const draft = await findSynthesisDraft(surveyId);
  return draft && { slug: survey.slug, synthesis: draft.document };
}
