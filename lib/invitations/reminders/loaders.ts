import { planReminders, readReminderRules } from "@/lib/core/invitations/reminders";
import { loadSurvey } from "@/lib/surveys/loaders";
import { findReminding } from "./queries";

const fortnightMs = 14 * 24 * 3600 * 1000;

/** The rules of a survey, and who would get a reminder in the coming fortnight if nobody did anything meanwhile. */
export async function loadReminders(surveyId: string, now: Date) {
  const survey = await loadSurvey(surveyId);
  const reminding = await findReminding(survey.id, now);
  const names = new Map(reminding?.people.map(({ id, name }) => [id, name]));
  const planned =
    reminding === null
      ? []
      : planReminders(
          reminding.survey,
          reminding.people,
          now,
          new Date(now.getTime() + fortnightMs),
        );
  return {
    rules: readReminderRules(survey.reminderRules),
    planned: planned.map((one) => ({ ...one, name: names.get(one.invitationId) ?? "" })),
  };
}
