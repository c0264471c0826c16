import { notFound } from "next/navigation";
import { canAnswer } from "@/lib/answers/policy";
import { findDesk } from "@/lib/answers/queries";
import { currentInvitation } from "@/lib/answers/session";
import { pointsOfOthers } from "@/lib/core/publication/feedback";
import { findFeedback } from "./queries";

/**
 * What the person whose link this browser opened may see of the others: nothing of them is read before that person has
 * submitted, and opened it. 404 without a live session, or where the survey does not show it.
 */
export async function loadOthers(now: Date) {
  const invitation = (await currentInvitation()) ?? notFound();
  const desk = await findDesk(invitation.id);
  if (desk === null || !desk.survey.showOthersAfterSubmitting) notFound();
  const { survey, response } = desk;
  const { title } = survey;
  if (response.submission === 0 || response.withdrawnAt !== null) {
    return { kind: "private", title } as const;
  }
  if (response.sawOthersAt === null) return { kind: "unopened", title } as const;
  const feedback = await findFeedback(survey.id, response.round, invitation.id);
  const open = canAnswer(survey, now);
  return {
    kind: "together",
    title,
    open,
    computed: feedback !== null,
    questions: desk.questions.map(({ question }) => {
      const own = desk.submitted.find(({ questionKey }) => questionKey === question.id);
      const points = (feedback?.points ?? []).filter((point) => point.question === question.id);
      return {
        question,
        own: own?.columns ?? null,
        section: feedback?.figures.sections.find((one) => one.question.id === question.id) ?? null,
        points: pointsOfOthers(question, own?.columns.value ?? "", points),
        draft: desk.draft.answers[question.id] ?? null,
      };
    }),
  } as const;
}
