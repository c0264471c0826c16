import { erasureDay, retentionStep } from "@/lib/core/survey/retention";
import { db } from "@/lib/platform/db";

/** Surveys whose owners are to be warned now, or whose names and texts are to go now. */
export async function listSurveysToErase(now: Date): Promise<string[]> {
  const surveys = await db().survey.findMany({
    where: {
      retentionMonths: { not: null },
      erasedAt: null,
      OR: [{ closedAt: { not: null } }, { closesAt: { not: null } }],
    },
    select: {
      id: true,
      status: true,
      retentionMonths: true,
      closesAt: true,
      closedAt: true,
      erasureWarnedFor: true,
    },
    orderBy: { id: "asc" },
  });
  return surveys
    .filter((survey) => retentionStep(survey, survey.erasureWarnedFor, now).kind !== "none")
    .map(({ id }) => id);
}

/** What the mail that warns of an erasure says; null where it is not so any more, or the address is no owner's. */
export async function findErasureWarning(surveyId: string, email: string) {
  const survey = await db().survey.findFirst({
    where: {
      id: surveyId,
      erasedAt: null,
      erasureWarnedFor: { not: null },
      members: { some: { role: "owner", user: { email } } },
    },
  });
  const day = survey === null ? null : erasureDay(survey);
  if (survey?.erasureWarnedFor == null || day === null || survey.erasureWarnedFor < day)
    return null;
  const { title, timeZone, retentionMonths } = survey;
  return { title, timeZone, months: retentionMonths ?? 0, from: survey.erasureWarnedFor };
}

/** What a survey promises about personal data, by the address of its page; null where nothing was ever published there. */
export async function findPublicPrivacy(slug: string) {
  const publication = await db().publication.findFirst({
    where: { slug, versions: { some: {} } },
    select: { survey: true },
  });
  if (publication === null) return null;
  const { survey } = publication;
  return {
    title: survey.title,
    timeZone: survey.timeZone,
    attributions: survey.attributions,
    minimumGroup: survey.minimumGroup,
    retentionMonths: survey.retentionMonths,
    erasesOn: erasureDay(survey),
    erasedAt: survey.erasedAt,
    objectionContact: survey.objectionContact,
  };
}
