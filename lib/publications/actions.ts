"use server";

import { notFound, redirect } from "next/navigation";
import { requireUser } from "@/lib/auth/session";
import { regenerateSynthesis } from "@/lib/synthesis/commands";
import { canPublishSurvey } from "@/lib/synthesis/policy";
import { findSurveyOfMember } from "@/lib/synthesis/queries";
import { publishSurvey } from "./commands";
import { publishFormSchema } from "./schema";

/** Publishes the draft that the author saw, then shows the published page. */
export async function publishSurveyAction(form: FormData): Promise<void> {
  const user = await requireUser();
  const parsed = publishFormSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) notFound();
  const { surveyId, seenInputHash } = parsed.data;
  const survey = await findSurveyOfMember(surveyId, user.id);
  if (!survey) notFound();
  if (!canPublishSurvey(survey.role))
    redirect(`/surveys/${surveyId}/synthesis?refused=not-allowed`);
  const outcome = await publishSurvey({
    surveyId,
    actorId: user.id,
    now: new Date(),
    seenInputHash,
  });
  // The page that is shown next must be the draft of what is there now, or publishing would be refused again.
  if (!outcome.ok && outcome.reason === "conflict") await regenerateSynthesis(surveyId, new Date());
  redirect(
    outcome.ok
      ? `/s/${outcome.value.slug}`
      : `/surveys/${surveyId}/synthesis?refused=${outcome.reason}`,
  );
}
