/** How long before names and texts go the owners are told. */
export const warningDays = 14;
const dayMs = 86_400_000;

/** What the day of erasure is derived from. */
export type RetentionFacts = {
  readonly status: "draft" | "open" | "closed" | "archived";
  readonly retentionMonths: number | null;
  readonly closesAt: Date | null;
  readonly closedAt: Date | null;
};

/** When a survey ended, or will by its closing date; null while it has no end. */
function endOf({ status, closesAt, closedAt }: RetentionFacts): Date | null {
  if (status === "draft") return null;
  const ends = [closesAt, status === "open" ? null : closedAt].filter((at) => at !== null);
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((at) => at.getTime())));
}

/** The instant from which a survey's names and texts are to be erased; null while that has no date. */
export function erasureDay(survey: RetentionFacts): Date | null {
  const end = endOf(survey);
  return end === null || survey.retentionMonths === null
    ? null
    : addMonths(end, survey.retentionMonths);
}

/** The same day of the month so many months on, or the last one of a shorter month; UTC. */
function addMonths(at: Date, months: number): Date {
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), last));
  return moved;
}

/** What is due of a survey: nothing yet, a warning for an instant not before `for`, or the erasure. */
export type RetentionStep =
  | { readonly kind: "none" }
  | { readonly kind: "warn"; readonly for: Date }
  | { readonly kind: "erase" };

/**
 * The next step. `warnedFor` is the instant that the owners were warned of: nothing goes before it, and a survey whose day
 * has moved beyond it is warned of again. Whoever is late to warn erases late, never unwarned.
 */
export function retentionStep(
  survey: RetentionFacts,
  warnedFor: Date | null,
  now: Date,
): RetentionStep {
  const day = erasureDay(survey);
  if (day === null) return { kind: "none" };
  const warned = warnedFor !== null && warnedFor >= day;
  if (warned) return { kind: now >= warnedFor ? "erase" : "none" };
  const notice = new Date(now.getTime() + warningDays * dayMs);
  if (notice < day) return { kind: "none" };
  return { kind: "warn", for: notice };
}
