import { isToConfirm } from "@/lib/core/answers/entered";

/** How long after closing what was begun can still be finished. */
export const graceMinutes = 15;

type Window = {
  readonly status: "draft" | "open" | "closed" | "archived";
  readonly openedAt: Date | null;
  readonly closesAt: Date | null;
  readonly closedAt: Date | null;
  /** The answers were entered by the author and wait for their respondent's word, for which there is no closing time. */
  readonly toConfirm?: boolean;
};

/** When a survey closes or closed, whichever was first; null while it has no end. */
function endOf(survey: Window): number | null {
  const ends = [survey.closesAt, survey.closedAt].filter((at) => at !== null);
  return ends.length === 0 ? null : Math.min(...ends.map((at) => at.getTime()));
}

/** Whether a survey takes answers: not yet, now, only what was begun, or no more. */
export function answeringWindow(
  survey: Window,
  now: Date,
): "not-open" | "open" | "grace" | "closed" {
  if (survey.status === "draft" || survey.openedAt === null || survey.openedAt > now) {
    return "not-open";
  }
  if (survey.status === "archived") return "closed";
  if (survey.toConfirm === true) return "open";
  const end = endOf(survey);
  if (end === null || now.getTime() < end) return survey.status === "open" ? "open" : "closed";
  return now.getTime() < end + graceMinutes * 60_000 ? "grace" : "closed";
}

/** How long what was begun can still be finished, once the survey has closed; null before that, and after. */
export function graceLeftMs(survey: Window, now: Date): number | null {
  if (answeringWindow(survey, now) !== "grace") return null;
  return (endOf(survey) ?? 0) + graceMinutes * 60_000 - now.getTime();
}

/** The same in whole minutes. */
export function graceLeftMinutes(survey: Window, now: Date): number | null {
  const leftMs = graceLeftMs(survey, now);
  return leftMs === null ? null : Math.floor(leftMs / 60_000);
}

/** Whether a begun response may still be changed and submitted. */
export function canAnswer(survey: Window, now: Date): boolean {
  const window = answeringWindow(survey, now);
  return window === "open" || window === "grace";
}

/** Whether a respondent has said something of their own that stands: what the author entered for them is not that yet. */
export function hasSpoken(response: {
  readonly submission: number;
  readonly withdrawnAt: Date | null;
  readonly importId: string | null;
  readonly confirmedAt: Date | null;
}): boolean {
  const { submission, withdrawnAt, importId, confirmedAt } = response;
  return submission > 0 && withdrawnAt === null && !isToConfirm({ importId, confirmedAt });
}
