import { notFound } from "next/navigation";
import { canAnswer, hasSpoken } from "@/lib/answers/policy";
import { type Desk, findDesk, findSubmittedDesk } from "@/lib/answers/queries";
import { currentInvitation } from "@/lib/answers/session";
import { pointsOfOthers } from "@/lib/core/publication/feedback";
import { type Feedback, findFeedback } from "./queries";

/**
 * What the person whose link this browser opened may see of the others: nothing of them is read before that person has
 * submitted, and opened it; in a later round, nothing of the present one. 404 without a live session, or where the survey does not show it.
 */
export async function loadOthers(now: Date) {
  const invitation = (await currentInvitation()) ?? notFound();
  const desk = await findDesk(invitation.id);
  if (desk === null) notFound();
  const { survey, response } = desk;
  const { title } = survey;
  const open = canAnswer(survey, now);
  if (response.round > 1) {
    // What was said in the round before is the same for all who answered in it, whether they answered again or not.
    const before = await findSubmittedDesk(invitation.id, undefined, response.round);
    if (before === null || !hasSpoken(before.response)) {
      return { kind: "private", title } as const;
    }
    return together(before, await findFeedback(survey.id, before.response.round, invitation.id), {
      open,
      feedbackRound: before.response.round,
    });
  }
  if (!survey.showOthersAfterSubmitting) notFound();
  if (!hasSpoken(response)) return { kind: "private", title } as const;
  if (response.sawOthersAt === null) return { kind: "unopened", title } as const;
  return together(desk, await findFeedback(survey.id, response.round, invitation.id), {
    open,
    feedbackRound: null,
  });
}

function together(
  desk: Desk,
  feedback: Feedback | null,
  // Where the feedback is of a round before the one that is answered, its number.
  state: { readonly open: boolean; readonly feedbackRound: number | null },
) {
  return {
    kind: "together",
    title: desk.survey.title,
    ...state,
    computed: feedback !== null,
    questions: desk.questions.map(({ question }) => {
      const own = desk.submitted.find(({ questionKey }) => questionKey === question.id);
      const points = (feedback?.points ?? []).filter((point) => point.question === question.id);
      return {
        question,
        // Figures are of one wording: an answer to an earlier one stands beside none of these.
        own: own === undefined || own.earlierPrompt !== null ? null : own.columns,
        answeredEarlier: own !== undefined && own.earlierPrompt !== null,
        section: feedback?.figures.sections.find((one) => one.question.id === question.id) ?? null,
        points: pointsOfOthers(
          question,
          own?.earlierPrompt === null ? own.columns.value : "",
          points,
        ),
        draft: desk.draft.answers[question.id] ?? null,
      };
    }),
  } as const;
}
