/** What a survey's phase is derived from. */
export type LifecycleFacts = {
  readonly status: "draft" | "open" | "closed" | "archived";
  readonly closesAt: Date | null;
};

/** Where a survey stands at a moment: an open one whose closing date has passed is closed. */
export function surveyPhase(survey: LifecycleFacts, now: Date): LifecycleFacts["status"] {
  return survey.status === "open" && survey.closesAt !== null && survey.closesAt <= now
    ? "closed"
    : survey.status;
}

/**
 * The survey as it stands for one invited person: whoever was given more time than the others has it, though the survey
 * has closed meanwhile. An archived survey asks nobody.
 */
export function withMoreTime<S extends LifecycleFacts & { readonly closedAt: Date | null }>(
  survey: S,
  extendedUntil: Date | null,
): S {
  const ends = [survey.closesAt, survey.closedAt].flatMap((at) => at?.getTime() ?? []);
  if (extendedUntil === null || ends.length === 0) return survey;
  if (extendedUntil.getTime() <= Math.min(...ends)) return survey;
  return {
    ...survey,
    status: survey.status === "closed" ? "open" : survey.status,
    closesAt: extendedUntil,
    closedAt: null,
  };
}

/** An address made of a title: lower-case letters, digits and dashes. */
export function slugOf(title: string): string {
  const slug = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 70)
    .replace(/^-+|-+$/g, "");
  return slug === "" ? "survey" : slug;
}
